package vn.daugio.agent.check.router;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.cli.CliReading;
import vn.daugio.agent.check.cli.CliRow;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.TargetKind;

/** What the outputs of a router mean. */
final class RouterJudgement {
  private static final String SEEN = "wanSeen";
  private static final String BUSY = "busy";
  private static final int MOST_SEEN = 16;
  private static final double HOTTEST = 150;

  private final Finding.Builder finding;
  private final Assignment assignment;
  private final LastReading last;
  private final TreeSet<String> seen = new TreeSet<>();

  RouterJudgement(Finding.Builder finding, Assignment assignment, LastReading last) {
    this.finding = finding;
    this.assignment = assignment;
    this.last = last;
    @Nullable String names = last.values().get(SEEN);
    if (names != null && !names.isEmpty()) {
      seen.addAll(List.of(names.split("\n", -1)));
    }
  }

  /** What is known of its lines stays known although it could not be asked. */
  void keep() {
    finding.remember(SEEN, last.values().get(SEEN));
  }

  void judge(CliReading reading) {
    CliRow values = reading.values();
    values.text("model").ifPresent(model -> finding.fact("model", model));
    values.text("version").ifPresent(version -> finding.fact("version", version));
    measure("uptime_seconds", values.number("uptime"), same -> same);
    free(reading, "memory", "memory_available_ratio", Reason.ROUTER_MEMORY_LOW);
    free(reading, "storage", "storage_free_ratio", Reason.ROUTER_STORAGE_LOW);
    load(reading);
    temperature(values);
    lines(reading);
    routes(values);
    leases(reading);
    radios(reading);
    if (!reading.unread().isEmpty()) {
      finding.unknown(Reason.ROUTER_UNREADABLE).fact("unread", String.join(", ", reading.unread()));
    }
  }

  private void measure(String name, OptionalDouble value, DoubleUnaryOperator change) {
    value.ifPresent(number -> finding.measure(name, change.applyAsDouble(number)));
  }

  private void free(CliReading reading, String what, String measure, Reason low) {
    OptionalDouble free = reading.values().number(what + ".free");
    OptionalDouble total = reading.values().number(what + ".total");
    if (free.isEmpty() || total.isEmpty() || total.getAsDouble() == 0) {
      return;
    }
    double ratio = free.getAsDouble() / total.getAsDouble();
    if (ratio > 1) {
      reading.refuse(what);
      return;
    }
    finding.measure(measure, ratio);
    if (ratio < assignment.limit(what + "-warn-below")) {
      String percent = Long.toString((long) (ratio * 100));
      finding.warn(low);
      if (low == Reason.ROUTER_MEMORY_LOW) {
        finding.fact("memoryPercent", percent);
      } else {
        finding.fact("storagePercent", percent);
      }
    }
  }

  /** The log-in itself makes a small processor busy: only twice in a row is it much. */
  private void load(CliReading reading) {
    CliRow values = reading.values();
    OptionalDouble processors = values.number("processors");
    boolean busy = false;
    if (values.number("cpu").isPresent()) {
      double share = values.number("cpu").getAsDouble();
      if (share > 1) {
        reading.refuse("cpu");
        return;
      }
      finding.measure("cpu_ratio", share);
      busy = share > assignment.limit("cpu-warn-above");
      finding.fact("loadPercent", Long.toString(Math.round(share * 100)));
    } else if (values.number("load").isPresent() && processors.isPresent()) {
      double each = values.number("load").getAsDouble() / processors.getAsDouble();
      finding.measure("load_ratio", each);
      busy = each > assignment.limit("load-warn-above");
      finding.fact("loadPercent", Long.toString(Math.round(each * 100)));
    }
    if (busy) {
      finding.remember(BUSY, "1");
      if (last.values().containsKey(BUSY)) {
        finding.warn(Reason.ROUTER_LOAD_HIGH);
      }
    }
  }

  private void temperature(CliRow values) {
    OptionalDouble celsius = values.number("temperature");
    // a sensor that is not there tells nonsense
    if (celsius.isPresent() && Math.abs(celsius.getAsDouble()) < HOTTEST) {
      finding.measure("temperature_celsius", celsius.getAsDouble());
    }
  }

  /**
   * A line that was never up beside one that is may be a spare socket. One that cannot be seen
   * while no other is up is the one that was up.
   */
  private void lines(CliReading reading) {
    if (reading.isUnread("interfaces") || reading.isUnread("wan") || reading.isUnread("routes")) {
      keep();
      return;
    }
    Wans wans = Wans.of(reading);
    boolean anyUp = wans.all().stream().anyMatch(Wans.Wan::up);
    TreeSet<String> failing = new TreeSet<>(anyUp ? List.of() : seen);
    TreeSet<String> remembered = new TreeSet<>(anyUp ? List.of() : seen);
    for (Wans.Wan wan : wans.all()) {
      finding.measure(
          "wan_state",
          1,
          Map.of("interface", wan.name(), "state", wan.state(), "family", wan.family()));
      if (wan.up() || seen.contains(wan.name())) {
        remembered.add(wan.name());
      }
      if (!wan.up() && (!anyUp || seen.contains(wan.name()))) {
        failing.add(wan.name());
      }
    }
    if (!failing.isEmpty()) {
      finding.fail(Reason.ROUTER_WAN_DOWN).fact("wan", String.join(", ", failing));
    }
    boolean noneFound = wans.all().isEmpty() && seen.isEmpty();
    if (!wans.readable() || (noneFound && assignment.target().kind() == TargetKind.ROUTER)) {
      reading.refuse("wan");
    }
    finding.remember(SEEN, remembered.stream().limit(MOST_SEEN).collect(Collectors.joining("\n")));
  }

  private void routes(CliRow values) {
    for (String family : List.of("ipv4", "ipv6")) {
      values
          .number("routes." + family)
          .ifPresent(count -> finding.measure("default_routes", count, Map.of("family", family)));
    }
  }

  private void leases(CliReading reading) {
    OptionalDouble leases = reading.values().number("leases");
    if (leases.isEmpty()) {
      return;
    }
    finding.measure("dhcp_leases", leases.getAsDouble());
    List<String> used =
        reading.rows("server").stream().flatMap(row -> row.text("pool").stream()).toList();
    double size =
        reading.rows("pool").stream()
            .filter(pool -> !pool.given("off").orElse(false))
            .filter(pool -> pool.text("name").map(used::contains).orElse(true))
            .mapToDouble(pool -> pool.number("size").orElse(0))
            .sum();
    if (size > 0) {
      double ratio = leases.getAsDouble() / size;
      finding.measure("dhcp_used_ratio", ratio);
      finding.fact("leasesPercent", Long.toString((long) (ratio * 100)));
      if (ratio > assignment.limit("leases-warn-above")) {
        finding.warn(Reason.ROUTER_DHCP_FULL);
      }
    }
  }

  private void radios(CliReading reading) {
    TreeSet<String> down = new TreeSet<>();
    for (CliRow radio : reading.rows("radio")) {
      String name = radio.text("name").orElse("");
      if (radio.given("up").isEmpty()) {
        reading.refuse("radios");
      } else if (!radio.given("off").orElse(false)) {
        boolean up = radio.given("up").orElse(false);
        finding.measure("radio_state", 1, Map.of("radio", name, "state", up ? "up" : "down"));
        if (!up) {
          down.add(name);
        }
      }
    }
    if (!down.isEmpty()) {
      finding.warn(Reason.ROUTER_RADIO_DOWN).fact("radios", String.join(", ", down));
    }
    measure("wireless_clients", reading.values().number("clients"), same -> same);
  }
}
