package vn.daugio.acceptance.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.printer.PrinterStatusCheck;
import vn.daugio.agent.check.printer.PrinterSuppliesCheck;
import vn.daugio.agent.check.scanner.ScannerReadyCheck;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

/** The agent's checks against every bundled device. */
class DeviceSimulatorTest {
  private static DeviceSimulator simulate(String device) throws IOException {
    return DeviceSimulator.start(
        new DeviceSimulator.Options("127.0.0.1", 0, 0, 0, List.of(device)));
  }

  private static Finding judge(Check check, CheckType type, Target target)
      throws InterruptedException {
    Duration deadline = Duration.ofSeconds(10);
    return check.judge(
        new Assignment(type, target, type.limits(), deadline, null),
        LastReading.NONE,
        Deadline.in(deadline));
  }

  private static Target printer(DeviceSimulator simulator, String device) {
    return new Target(
        device,
        TargetKind.PRINTER,
        "127.0.0.1:" + simulator.snmpPort(device),
        null,
        List.of(new Access.Snmp("2c", "public", null, null, null)));
  }

  private static Target scanner(DeviceSimulator simulator, String device) {
    String url = "http://127.0.0.1:" + simulator.httpPort(device) + "/eSCL";
    return new Target(device, TargetKind.SCANNER, null, null, List.of(new Access.Escl(url)));
  }

  private static String code(Finding finding) {
    Reason reason = finding.reason();
    return reason == null ? "-" : reason.code();
  }

  @ParameterizedTest
  @CsvSource({
    "mono-laser, -, -",
    "color-laser, printer.low_toner, printer.supply_low",
    "remaining-only, -, -",
    "no-capacity, -, -",
    "troubled, printer.no_paper, -",
  })
  void printersReadAsTheirFilesSay(String device, String status, String supplies)
      throws IOException, InterruptedException {
    try (DeviceSimulator simulator = simulate(device);
        SnmpClient snmp = new SnmpClient()) {
      Target target = printer(simulator, device);
      assertThat(
              code(
                  judge(
                      new PrinterStatusCheck(snmp, Clock.systemUTC()),
                      CheckType.PRINTER_STATUS,
                      target)))
          .isEqualTo(status);
      assertThat(code(judge(new PrinterSuppliesCheck(snmp), CheckType.PRINTER_SUPPLIES, target)))
          .isEqualTo(supplies);
    }
  }

  @Test
  void aValueChangesAndAPrinterFallsSilent() throws IOException, InterruptedException {
    try (DeviceSimulator simulator = simulate("mono-laser");
        SnmpClient snmp = new SnmpClient()) {
      Target target = printer(simulator, "mono-laser");
      PrinterStatusCheck check = new PrinterStatusCheck(snmp, Clock.systemUTC());
      SimulatedDevice device = simulator.device("mono-laser");
      device.set("1.3.6.1.2.1.25.3.5.1.2.1", "HEX", "0C00");
      Finding open = judge(check, CheckType.PRINTER_STATUS, target);
      assertThat(open.reason()).isEqualTo(Reason.PRINTER_DOOR_OPEN);
      assertThat(open.also()).containsExactly(Reason.PRINTER_JAMMED);
      device.setFaults(new SimulatedDevice.Faults(false, true, Duration.ZERO));
      assertThat(
              judge(new PrinterSuppliesCheck(snmp), CheckType.PRINTER_SUPPLIES, target).outcome())
          .isEqualTo(Outcome.UNKNOWN);
    }
  }

  @Test
  void scannersReadAsTheirFilesSay() throws IOException, InterruptedException {
    ScannerReadyCheck check = new ScannerReadyCheck(java.time.Clock.systemUTC());
    try (DeviceSimulator simulator = simulate("scanner-idle")) {
      Target target = scanner(simulator, "scanner-idle");
      Finding idle = judge(check, CheckType.SCANNER_READY, target);
      assertThat(idle.outcome()).isEqualTo(Outcome.OK);
      assertThat(idle.facts()).containsEntry("model", "Mẫu Scan S10");
      simulator
          .device("scanner-idle")
          .setDocument("ScannerStatus", "<x/>".getBytes(StandardCharsets.UTF_8));
      assertThat(judge(check, CheckType.SCANNER_READY, target).reason())
          .isEqualTo(Reason.SCANNER_MALFORMED);
    }
    try (DeviceSimulator simulator = simulate("scanner-jam")) {
      assertThat(judge(check, CheckType.SCANNER_READY, scanner(simulator, "scanner-jam")).reason())
          .isEqualTo(Reason.SCANNER_ADF_JAM);
    }
  }

  private static Target wsScan(DeviceSimulator simulator, String device) {
    String url = "http://127.0.0.1:" + simulator.httpPort(device);
    return new Target(
        device,
        TargetKind.SCANNER,
        null,
        null,
        List.of(new Access.Escl(url + "/eSCL"), new Access.Wsd(url + "/wsd/scan")));
  }

  @Test
  void scannersThatOfferOnlyWsScanReadAsTheirFilesSay() throws IOException, InterruptedException {
    ScannerReadyCheck check = new ScannerReadyCheck(java.time.Clock.systemUTC());
    try (DeviceSimulator simulator = simulate("scanner-wsd")) {
      Target target = wsScan(simulator, "scanner-wsd");
      Finding idle = judge(check, CheckType.SCANNER_READY, target);
      assertThat(idle.outcome()).isEqualTo(Outcome.OK);
      assertThat(idle.facts()).containsEntry("state", "Idle").containsEntry("feeder", "yes");
      assertThat(judge(check, CheckType.SCANNER_READY, scanner(simulator, "scanner-wsd")).reason())
          .isEqualTo(Reason.NOT_SUPPORTED);
      simulator
          .device("scanner-wsd")
          .setFaults(new SimulatedDevice.Faults(false, true, Duration.ZERO));
      assertThat(
              judge(
                      check,
                      CheckType.SCANNER_READY,
                      new Target(
                          "only", TargetKind.SCANNER, null, null, List.of(target.access().get(1))))
                  .reason())
          .isEqualTo(Reason.SCANNER_MALFORMED);
    }
    try (DeviceSimulator simulator = simulate("scanner-wsd-jam")) {
      Finding jam = judge(check, CheckType.SCANNER_READY, wsScan(simulator, "scanner-wsd-jam"));
      assertThat(jam.outcome()).isEqualTo(Outcome.FAIL);
      assertThat(jam.reason()).isEqualTo(Reason.SCANNER_ADF_JAM);
      assertThat(jam.also())
          .containsExactly(Reason.SCANNER_STOPPED, Reason.SCANNER_ATTENTION_REQUIRED);
      assertThat(jam.facts()).containsEntry("stateReasons", "MediaJam, AttentionRequired");
    }
  }
}
