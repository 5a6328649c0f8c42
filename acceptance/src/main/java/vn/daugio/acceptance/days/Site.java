package vn.daugio.acceptance.days;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * One office of the province: what stands there, what is broken, and what its watching machine sees
 * of it, by the rules of the real checks (docs/decisions, FaultMatrixTest).
 */
final class Site {
  static final String MAIN = "duong-chinh";
  static final String BACKUP = "du-phong";
  static final String SYSTEM = "dvcqg";

  private final String id;
  private final Set<Extra> extras;
  private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
  private final List<Machine> machines = new ArrayList<>();

  /** What not every office has. */
  enum Extra {
    BACKUP_LINE,
    TSLCD,
    UPS,
    PRINTER
  }

  /** What is judged. */
  record Watched(CheckType type, String target) {}

  /** What is seen of it. */
  record Seen(Outcome outcome, @Nullable Reason reason) {
    static final Seen OK = new Seen(Outcome.OK, null);
    static final Seen BLOCKED = new Seen(Outcome.UNKNOWN, Reason.UPSTREAM_DOWN);

    static Seen failing(Reason reason) {
      return new Seen(Outcome.FAIL, reason);
    }
  }

  Site(String id, Set<Extra> extras) {
    this.id = id;
    this.extras = Set.copyOf(extras);
  }

  String id() {
    return id;
  }

  List<Machine> machines() {
    return machines;
  }

  /** The machine that watches for the site. */
  Machine watcher() {
    return machines.get(0);
  }

  void breaks(Fault... more) {
    for (Fault fault : more) {
      faults.add(fault);
      if (fault == Fault.POWER) {
        machines.forEach(Machine::off);
      }
    }
  }

  void mends(Fault... gone) {
    for (Fault fault : gone) {
      faults.remove(fault);
      if (fault == Fault.POWER) {
        machines.forEach(Machine::on);
      }
    }
  }

  boolean isWell() {
    return faults.isEmpty();
  }

  private boolean has(Fault fault) {
    return faults.contains(fault);
  }

  boolean reachesCollector() {
    boolean line =
        !has(Fault.MAIN_LINE) || (extras.contains(Extra.BACKUP_LINE) && !has(Fault.BACKUP_LINE));
    return line && !has(Fault.POWER) && !has(Fault.LAN) && !has(Fault.COLLECTOR);
  }

  /** All that the watching machine judges, beside itself, and what it sees now. */
  Map<Watched, Seen> look() {
    Map<Watched, Seen> seen =
        new TreeMap<>(java.util.Comparator.comparing(Watched::type).thenComparing(Watched::target));
    seen.put(
        new Watched(CheckType.LAN_GATEWAY, "gateway"),
        failsBy(Fault.LAN, Reason.LAN_GATEWAY_UNREACHABLE));
    boolean named = line(seen, MAIN, Fault.MAIN_LINE);
    if (extras.contains(Extra.BACKUP_LINE)) {
      named |= line(seen, BACKUP, Fault.BACKUP_LINE);
    }
    seen.put(
        new Watched(CheckType.SYSTEM_WEB, SYSTEM),
        named ? failsBy(Fault.SYSTEM, Reason.SYSTEM_TIMED_OUT) : Seen.BLOCKED);
    if (extras.contains(Extra.TSLCD)) {
      seen.put(
          new Watched(CheckType.WAN_TSLCD, "tslcd"),
          has(Fault.LAN)
              ? Seen.failing(Reason.WAN_TSLCD_GATEWAY_UNREACHABLE)
              : failsBy(Fault.TSLCD, Reason.WAN_TSLCD_UNREACHABLE));
    }
    if (extras.contains(Extra.PRINTER)) {
      seen.put(
          new Watched(CheckType.PRINTER_STATUS, "may-in-1"),
          has(Fault.LAN)
              ? Seen.failing(Reason.PRINTER_NOT_ANSWERING)
              : failsBy(Fault.PRINTER, Reason.PRINTER_JAMMED));
    }
    if (extras.contains(Extra.UPS)) {
      seen.put(
          new Watched(CheckType.UPS_STATE, "ups-1"),
          has(Fault.MAINS) ? new Seen(Outcome.WARN, Reason.UPS_ON_BATTERY) : Seen.OK);
    }
    return seen;
  }

  /** A line and the name servers that are asked over it. */
  private boolean line(Map<Watched, Seen> seen, String name, Fault down) {
    Seen link = failsBy(down, Reason.INTERNET_UNREACHABLE);
    if (has(Fault.LAN)) {
      link = Seen.BLOCKED;
    } else if (has(Fault.FOREIGN) && !has(down)) {
      link = new Seen(Outcome.WARN, Reason.INTERNET_FOREIGN_UNREACHABLE);
    }
    boolean works = link.outcome() == Outcome.OK || link.outcome() == Outcome.WARN;
    Seen dns = works ? failsBy(Fault.DNS, Reason.INTERNET_DNS_NO_ANSWER) : Seen.BLOCKED;
    seen.put(new Watched(CheckType.INTERNET_LINK, name), link);
    seen.put(new Watched(CheckType.INTERNET_DNS, name), dns);
    return dns.outcome() == Outcome.OK;
  }

  private Seen failsBy(Fault fault, Reason reason) {
    return has(fault) ? Seen.failing(reason) : Seen.OK;
  }

  /** The site as the plan file has it. */
  String plan() {
    String code = id.substring(0, id.indexOf('/'));
    StringBuilder text = new StringBuilder();
    text.append(
        """
          %s:
            name: "Xã %s"
            sites:
              %s:
                name: "Trụ sở"
                contact: "Tổ ứng cứu công nghệ"
                systems: [%s]
                machines:
        """
            .formatted(code, code, id.substring(id.indexOf('/') + 1), SYSTEM));
    for (Machine machine : machines) {
      text.append(
          "          - {code: %s, prober: %s}%n".formatted(machine.code(), machine == watcher()));
    }
    text.append("        targets:\n");
    text.append("          - {name: gateway, kind: gateway, address: \"192.0.2.1\"}\n");
    text.append("          - {name: duong-chinh, kind: link, gateway: \"192.0.2.1\"}\n");
    extras.stream().sorted().map(Site::target).forEach(text::append);
    return text.toString();
  }

  private static String target(Extra extra) {
    return "          - "
        + switch (extra) {
          case BACKUP_LINE ->
              "{name: du-phong, kind: link, role: backup, gateway: \"192.0.2.2\", source: \"192.0.2.10\"}";
          case TSLCD -> "{name: tslcd, kind: link, role: tslcd, gateway: \"192.0.2.3\"}";
          case UPS -> "{name: ups-1, kind: ups, nut: \"nut://192.0.2.5/ups\"}";
          case PRINTER ->
              "{name: may-in-1, kind: printer, address: \"192.0.2.31\", snmp: {community: public}}";
        }
        + "\n";
  }
}
