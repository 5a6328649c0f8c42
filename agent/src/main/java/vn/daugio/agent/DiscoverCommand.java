package vn.daugio.agent;

import java.io.PrintStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.discover.Cidr;
import vn.daugio.agent.discover.Discovery;
import vn.daugio.agent.discover.KnownNetwork;
import vn.daugio.agent.discover.Permission;
import vn.daugio.agent.discover.Proposal;
import vn.daugio.agent.discover.ProposalJson;
import vn.daugio.agent.discover.ProposalText;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.protocol.Language;
import vn.daugio.protocol.Problems;

/** {@code daugio-agent discover}: proposes targets to a person; changes nothing. */
final class DiscoverCommand {
  /** Beyond it lies what others administer. */
  private static final int LARGEST_OWN = 24;

  private static final int SMALLEST_OWN = 30;

  private final Network network;

  DiscoverCommand(Network network) {
    this.network = network;
  }

  /**
   * How to answer.
   *
   * @param json else text
   */
  record Form(boolean json, Language language) {}

  /**
   * @param file null: without configuration
   * @param wanted a network to look around in, whatever is configured but for marks; null: the
   *     configured ones, else this machine's own
   * @return the exit code
   */
  int run(@Nullable Path file, @Nullable String wanted, Form form) throws InterruptedException {
    AgentConfig config = file == null ? AgentConfig.none() : AgentConfig.load(file);
    Permission permission = permission(config, wanted);
    List<Proposal> proposals;
    try (SnmpClient snmp = new SnmpClient()) {
      proposals = new Discovery(network, snmp).propose(permission, config.targets());
    }
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    out.print(
        form.json()
            ? ProposalJson.render(proposals)
            : new ProposalText(form.language()).render(proposals, permission.allowed()));
    out.flush();
    return AgentMain.DONE;
  }

  private Permission permission(AgentConfig config, @Nullable String wanted) {
    Problems problems = new Problems();
    List<Cidr> allowed = new ArrayList<>();
    if (wanted != null) {
      NetworksReader.cidr(problems, "--network", wanted, false).ifPresent(allowed::add);
    } else if (config.networks().stream().anyMatch(known -> known.mark() == null)) {
      config.networks().stream()
          .filter(known -> known.mark() == null)
          .map(KnownNetwork::cidr)
          .forEach(allowed::add);
    } else {
      allowed.addAll(own());
    }
    Permission permission = new Permission(allowed, config.networks());
    if (problems.isEmpty() && permission.leavesNothing()) {
      problems.add(
          "--network",
          allowed.isEmpty()
              ? "is missing; no network is configured and this machine has no gateway"
              : "networks with a mark are never looked around in");
    }
    problems.throwIfAny("daugio-agent discover");
    return permission;
  }

  /**
   * The link towards the gateway, as far as it is on the link, at most a /24: a second link may be
   * the State's network, where nobody looks around.
   */
  private List<Cidr> own() {
    Optional<String> towards = network.defaultRoute().map(Network.Route::interfaceName);
    return network.interfaces().stream()
        .filter(one -> towards.isPresent() && one.name().equals(towards.get()))
        .flatMap(one -> one.addresses().stream())
        .filter(Inet4Address.class::isInstance)
        .flatMap(address -> around(address).stream())
        .distinct()
        .toList();
  }

  private Optional<Cidr> around(InetAddress address) {
    for (int prefix = LARGEST_OWN; prefix <= SMALLEST_OWN; prefix++) {
      Cidr cidr = Cidr.around(address, prefix);
      List<InetAddress> hosts = cidr.hosts();
      if (network.isOnLink(hosts.get(0)) && network.isOnLink(hosts.get(hosts.size() - 1))) {
        return Optional.of(cidr);
      }
    }
    return Optional.empty();
  }
}
