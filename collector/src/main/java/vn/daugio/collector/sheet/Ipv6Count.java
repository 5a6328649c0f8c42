package vn.daugio.collector.sheet;

import java.util.List;
import vn.daugio.collector.state.Ipv6State;
import vn.daugio.protocol.CheckType;

/** How many computers of a site are how far on the way to IPv6, as the yearly plans count them. */
public record Ipv6Count(int ready, int begun, int absent, int unknown) {
  /** Of all computers expected: one that says nothing is unknown. */
  public static Ipv6Count of(Sheet sheet) {
    List<Ipv6State> told =
        sheet.items().stream()
            .filter(item -> CheckType.IPV6_READINESS.code().equals(item.check()))
            .map(item -> Ipv6State.of(item.outcome(), item.facts()))
            .toList();
    int ready = count(told, Ipv6State.READY);
    int begun = count(told, Ipv6State.BEGUN);
    int absent = count(told, Ipv6State.ABSENT);
    int silent = Math.max(0, sheet.coverage().expected() - told.size());
    return new Ipv6Count(ready, begun, absent, count(told, Ipv6State.UNKNOWN) + silent);
  }

  private static int count(List<Ipv6State> told, Ipv6State state) {
    return (int) told.stream().filter(one -> one == state).count();
  }

  public int known() {
    return ready + begun + absent;
  }

  public int all() {
    return known() + unknown;
  }
}
