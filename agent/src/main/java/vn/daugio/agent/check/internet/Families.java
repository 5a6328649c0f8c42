package vn.daugio.agent.check.internet;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vn.daugio.agent.check.Finding;
import vn.daugio.protocol.Reason;

/** What is reached by IPv4 and by IPv6, each for itself. */
final class Families {
  private final List<Burst> v4;
  private final List<Burst> v6;

  Families(List<Burst> bursts) {
    this.v4 = bursts.stream().filter(burst -> !burst.isV6()).toList();
    this.v6 = bursts.stream().filter(Burst::isV6).toList();
  }

  void judge(Finding.Builder finding) {
    if (!v6.isEmpty() && !v4.isEmpty()) {
      finding.fact("ipv4", state(v4));
      finding.fact("ipv6", state(v6));
    }
    List<Burst> first = v4.isEmpty() ? v6 : v4;
    if (allDead(v4) && allDead(v6)) {
      finding.fail(Reason.INTERNET_UNREACHABLE);
      return;
    }
    if (allDead(first)) {
      finding.fail(Reason.INTERNET_IPV4_UNREACHABLE);
      return;
    }
    scopes(first, finding);
    if (!v6.isEmpty() && first == v4 && allDead(v6) && isWorseThanV4()) {
      finding.warn(Reason.INTERNET_IPV6_UNREACHABLE);
    }
  }

  private static void scopes(List<Burst> bursts, Finding.Builder finding) {
    List<Burst> domestic = bursts.stream().filter(Burst::isDomestic).toList();
    List<Burst> foreign = bursts.stream().filter(burst -> !burst.isDomestic()).toList();
    if (!domestic.isEmpty() && allDead(domestic)) {
      finding.fail(Reason.INTERNET_DOMESTIC_UNREACHABLE);
    } else if (!foreign.isEmpty() && allDead(foreign)) {
      finding.warn(Reason.INTERNET_FOREIGN_UNREACHABLE);
    }
  }

  /** A cable abroad that is cut takes both families along. */
  private boolean isWorseThanV4() {
    Set<Boolean> asked = v6.stream().map(Burst::isDomestic).collect(Collectors.toSet());
    return v4.stream().anyMatch(burst -> !burst.isDead() && asked.contains(burst.isDomestic()));
  }

  private static boolean allDead(List<Burst> bursts) {
    return bursts.stream().allMatch(Burst::isDead);
  }

  private static String state(List<Burst> bursts) {
    return allDead(bursts) ? "dead" : "ok";
  }
}
