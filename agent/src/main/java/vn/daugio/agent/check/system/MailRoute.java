package vn.daugio.agent.check.system;

import java.util.ArrayList;
import java.util.List;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.Network.HostAddress;
import vn.daugio.agent.probe.DnsLookup;
import vn.daugio.agent.probe.DnsLookup.Status;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.HostPort;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** Whether mail for a domain finds its way: its MX, and their addresses (RFC 5321 section 5.1). */
final class MailRoute {
  private static final int DNS_PORT = 53;

  /** Of the exchangers, the best ones are asked for their addresses. */
  private static final int MOST_HOSTS = 3;

  private static final int MOST_RESOLVERS = 2;

  private final Finding.Builder finding;

  MailRoute(Finding.Builder finding) {
    this.finding = finding;
  }

  static List<HostAddress> resolvers(Access.Mail mail, Network network) {
    if (mail.resolvers().isEmpty()) {
      return network.resolvers();
    }
    List<HostAddress> resolvers = new ArrayList<>();
    for (String text : mail.resolvers()) {
      HostPort.parse(text)
          .flatMap(
              one ->
                  Addresses.parse(one.host())
                      .map(address -> new HostAddress(address, one.portOr(DNS_PORT))))
          .ifPresent(resolvers::add);
    }
    return resolvers;
  }

  /** Asks the resolvers one after the other, until one can tell. */
  void judge(String domain, List<HostAddress> resolvers, Deadline deadline) {
    int left = Math.min(MOST_RESOLVERS, resolvers.size());
    for (HostAddress resolver : resolvers.subList(0, left)) {
      Deadline share = Deadline.in(deadline.remaining().dividedBy(left--));
      try {
        if (judged(domain, resolver, share)) {
          return;
        }
      } catch (ProbeException e) {
        finding.fact("dnsFailure", e.getMessage());
      }
    }
    finding.unknown(Reason.SYSTEM_MAIL_MX_UNKNOWN).fact("domain", domain);
  }

  /** False when this name server could not tell. */
  private boolean judged(String domain, HostAddress resolver, Deadline deadline) {
    DnsLookup.MailServers found = DnsLookup.mailServers(resolver, domain, deadline);
    if (found.status() == Status.REFUSED || found.status() == Status.SERVER_FAILED) {
      return false;
    }
    List<String> hosts = found.hosts();
    finding.fact("mx", shown(hosts));
    if (hosts.contains("")) {
      // RFC 7505: the domain says that it takes no mail
      finding.fail(Reason.SYSTEM_MAIL_NO_MX).fact("domain", domain);
      return true;
    }
    if (hosts.isEmpty()) {
      boolean implicit = found.status() == Status.ANSWERED && resolves(domain, resolver, deadline);
      // without MX mail goes to the domain's own address, which few mean
      finding.notice(implicit ? Outcome.WARN : Outcome.FAIL, Reason.SYSTEM_MAIL_NO_MX);
      finding.fact("domain", domain);
      return true;
    }
    List<String> best = hosts.subList(0, Math.min(MOST_HOSTS, hosts.size()));
    List<String> dead = best.stream().filter(one -> !resolves(one, resolver, deadline)).toList();
    if (!dead.isEmpty()) {
      boolean all = dead.size() == best.size();
      finding.notice(all ? Outcome.FAIL : Outcome.WARN, Reason.SYSTEM_MAIL_MX_UNRESOLVED);
      finding.fact("domain", domain).fact("mxWithoutAddress", shown(dead));
    }
    return true;
  }

  private static boolean resolves(String host, HostAddress resolver, Deadline deadline) {
    return has(host, resolver, false, deadline) || has(host, resolver, true, deadline);
  }

  private static boolean has(String host, HostAddress resolver, boolean v6, Deadline deadline) {
    DnsLookup.Answer answer =
        DnsLookup.lookup(resolver, new DnsLookup.Question(host, null, v6), deadline);
    return !answer.addresses().isEmpty();
  }

  private static String shown(List<String> hosts) {
    return String.join(
        ", ",
        hosts.stream()
            .limit(MOST_HOSTS)
            .map(host -> host.isEmpty() ? "." : DeviceText.clean(host, DeviceText.NAME_LENGTH))
            .toList());
  }
}
