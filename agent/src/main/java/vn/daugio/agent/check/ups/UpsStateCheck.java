package vn.daugio.agent.check.ups;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.SnmpReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.NutClient;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Reason;

/**
 * {@code ups.state}: whether a UPS runs on the mains, and what it could do without them. Asked over
 * SNMP (RFC 1628, else APC's own MIB) or through a server of Network UPS Tools (RFC 9271).
 */
public final class UpsStateCheck implements Check {
  private final SnmpClient snmp;
  private @Nullable SnmpReading begun;

  public UpsStateCheck(SnmpClient snmp) {
    this.snmp = snmp;
  }

  @Override
  public void begin(Assignment assignment, Deadline deadline, Runnable ready) {
    if (assignment.target().access(Access.Nut.class) == null) {
      begun = SnmpReading.begin(snmp, assignment, deadline, UpsMib.TABLES, ready);
    } else {
      ready.run();
    }
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Finding.Builder finding = Finding.of(assignment.type());
    try {
      return judge(finding, assignment, read(assignment, deadline));
    } catch (ProbeException e) {
      if (e.failure() == ProbeFailure.INCOMPLETE
          && assignment.target().access(Access.Nut.class) != null) {
        return finding.unknown(Reason.UPS_STATE_UNKNOWN).fact("detail", e.getMessage()).build();
      }
      return SnmpReading.unread(finding, e);
    }
  }

  private UpsReading read(Assignment assignment, Deadline deadline) throws InterruptedException {
    Access.@Nullable Nut nut = assignment.target().access(Access.Nut.class);
    if (nut != null) {
      return NutReading.decode(NutClient.variables(nut, deadline));
    }
    SnmpReading ups = SnmpReading.of(begun, snmp, assignment, deadline);
    UpsReading standard = UpsMib.read(ups);
    return standard.isTold() ? standard : PowerNet.read(ups);
  }

  static Finding judge(Finding.Builder finding, Assignment assignment, UpsReading ups) {
    measure(finding, ups);
    finding.fact("model", ups.model());
    UpsReading.Numbers numbers = ups.numbers();
    if (numbers.runtime().isPresent()) {
      finding.fact("minutesLeft", Long.toString((long) (numbers.runtime().getAsDouble() / 60)));
    }
    if (numbers.charge().isPresent()) {
      finding.fact(
          "chargePercent", Long.toString((long) (numbers.charge().getAsDouble() * 100 + 1e-9)));
    }
    switch (ups.source()) {
      case UNKNOWN -> finding.unknown(Reason.UPS_STATE_UNKNOWN);
      case BATTERY -> finding.warn(Reason.UPS_ON_BATTERY);
      case BYPASS -> finding.warn(Reason.UPS_BYPASS);
      case OFF -> finding.fail(Reason.UPS_OUTPUT_OFF);
      case NORMAL, ADJUSTING -> {}
    }
    boolean ending =
        ups.source() == UpsReading.Source.BATTERY
            && numbers.runtime().isPresent()
            && numbers.runtime().getAsDouble() < assignment.limit("runtime-fail-below");
    if (ending || ups.battery() == UpsReading.Battery.LOW) {
      finding.fail(Reason.UPS_BATTERY_LOW);
    }
    double load = ups.loads().values().stream().mapToDouble(one -> one).max().orElse(0);
    if (load > assignment.limit("load-fail-above")
        || ups.faults().contains(UpsReading.Fault.OVERLOAD)) {
      finding.fail(Reason.UPS_OVERLOAD);
    } else if (load > assignment.limit("load-warn-above")) {
      finding.warn(Reason.UPS_OVERLOAD);
    }
    if (ups.faults().contains(UpsReading.Fault.REPLACE_BATTERY)) {
      finding.warn(Reason.UPS_REPLACE_BATTERY);
    }
    List<String> others =
        ups.faultNames().stream()
            .filter(one -> !one.equals("replace_battery") && !one.equals("overload"))
            .toList();
    if (!others.isEmpty()) {
      finding.warn(Reason.UPS_FAULT).fact("faults", String.join(", ", others));
    }
    return finding.build();
  }

  private static void measure(Finding.Builder finding, UpsReading ups) {
    UpsReading.Numbers numbers = ups.numbers();
    String source = ups.source().name().toLowerCase(java.util.Locale.ROOT);
    finding.measure("source_state", 1, Map.of("state", source));
    numbers.runtime().ifPresent(value -> finding.measure("runtime_seconds", value));
    numbers.charge().ifPresent(value -> finding.measure("charge_ratio", value));
    numbers.onBattery().ifPresent(value -> finding.measure("on_battery_seconds", value));
    numbers.volts().ifPresent(value -> finding.measure("battery_volts", value));
    numbers.celsius().ifPresent(value -> finding.measure("battery_celsius", value));
    ups.loads().forEach((line, load) -> finding.measure("load_ratio", load, Map.of("line", line)));
  }
}
