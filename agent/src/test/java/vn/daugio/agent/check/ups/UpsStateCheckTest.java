package vn.daugio.agent.check.ups;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpValue;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.Nut;
import vn.daugio.agent.testing.Peers;
import vn.daugio.agent.testing.Snmpd;
import vn.daugio.agent.testing.TcpResponder;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

class UpsStateCheckTest {
  private static final String OL =
      """
      ups.status: OL CHRG
      ups.model: Mau UPS 1000
      battery.charge: 100
      battery.runtime: 1200
      battery.voltage: 13.6
      battery.temperature: 23.4
      ups.load: 28
      """;

  private static Finding judge(UpsReading ups) {
    return UpsStateCheck.judge(
        Finding.of(CheckType.UPS_STATE), Assignments.of(CheckType.UPS_STATE), ups);
  }

  private static Finding nut(Map<String, String> variables) {
    return judge(NutReading.decode(variables));
  }

  private static void is(
      Finding finding, Outcome outcome, @Nullable Reason reason, Reason... also) {
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.reason()).isEqualTo(reason);
    assertThat(finding.also()).containsExactly(also);
  }

  /** Name and labels to value. */
  private static Map<String, Double> numbers(Finding finding) {
    return finding.measures().stream()
        .filter(one -> !one.unit().equals("state"))
        .collect(Collectors.toMap(Measure::name, Measure::value));
  }

  private static List<SnmpRow> scalars(Object... columnsAndValues) {
    Map<Integer, SnmpValue> cells = new HashMap<>();
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      Object value = columnsAndValues[i + 1];
      cells.put(
          (Integer) columnsAndValues[i],
          value instanceof Number number
              ? new SnmpValue.Int(number.longValue())
              : new SnmpValue.Octets(value.toString().getBytes(StandardCharsets.UTF_8)));
    }
    return List.of(new SnmpRow("0", cells));
  }

  private static List<SnmpRow> alarms(int... wellKnown) {
    List<SnmpRow> rows = new ArrayList<>();
    for (int one : wellKnown) {
      SnmpValue oid = new SnmpValue.ObjectId("1.3.6.1.2.1.33.1.6.3." + one);
      rows.add(new SnmpRow(Integer.toString(rows.size() + 1), Map.of(2, oid)));
    }
    return rows;
  }

  private static Finding mib(int source, int battery, int minutes, List<SnmpRow> alarms) {
    return judge(
        UpsMib.decode(
            scalars(1, battery, 2, 0, 3, minutes, 4, 100, 5, 136),
            scalars(1, source),
            List.of(new SnmpRow("1", Map.of(5, new SnmpValue.Int(28)))),
            alarms,
            scalars(2, " 500R ")));
  }

  @Test
  void whatTheStandardMibTells() {
    Finding finding = mib(3, 2, 20, List.of());
    is(finding, Outcome.OK, null);
    assertThat(numbers(finding))
        .isEqualTo(
            Map.of(
                "runtime_seconds", 1200.0,
                "charge_ratio", 1.0,
                "on_battery_seconds", 0.0,
                "battery_volts", 13.6,
                "load_ratio", 0.28));
    assertThat(finding.facts())
        .isEqualTo(Map.of("model", "500R", "minutesLeft", "20", "chargePercent", "100"));
    assertThat(finding.measures().get(0).labels()).isEqualTo(Map.of("state", "normal"));
  }

  @ParameterizedTest
  @CsvSource({
    "3, 2, 20, OK, ",
    "6, 2, 20, OK, ",
    "7, 2, 20, OK, ",
    "5, 2, 20, WARN, UPS_ON_BATTERY",
    "5, 2, 4, FAIL, UPS_BATTERY_LOW",
    "5, 2, 5, WARN, UPS_ON_BATTERY",
    "5, 3, 20, FAIL, UPS_BATTERY_LOW",
    "3, 4, 20, FAIL, UPS_BATTERY_LOW",
    "3, 2, 1, OK, ",
    "4, 2, 20, WARN, UPS_BYPASS",
    "2, 2, 20, FAIL, UPS_OUTPUT_OFF",
    "1, 2, 20, UNKNOWN, UPS_STATE_UNKNOWN",
    "77, 2, 20, UNKNOWN, UPS_STATE_UNKNOWN",
  })
  void sourceAndBattery(
      int source, int battery, int minutes, Outcome outcome, @Nullable Reason reason) {
    Finding finding = mib(source, battery, minutes, List.of());
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.reason()).isEqualTo(reason);
  }

  @Test
  void alarmsOfTheStandard() {
    is(mib(3, 2, 20, alarms(1)), Outcome.WARN, Reason.UPS_REPLACE_BATTERY);
    is(mib(3, 2, 20, alarms(8)), Outcome.FAIL, Reason.UPS_OVERLOAD);
    Finding several = mib(3, 2, 20, alarms(16, 5, 24));
    is(several, Outcome.WARN, Reason.UPS_FAULT);
    assertThat(several.facts()).containsEntry("faults", "fan, temperature");
    is(mib(3, 2, 20, alarms(2, 6, 24, 999)), Outcome.OK, null);
  }

  @Test
  void sentinelsNeverBecomeNumbers() {
    Finding finding =
        judge(
            UpsMib.decode(
                scalars(1, 2, 2, -1, 3, 65_535, 4, 255, 5, -1, 7, 2_147_483_647L),
                scalars(1, 3),
                List.of(new SnmpRow("1", Map.of(5, new SnmpValue.Int(65_535)))),
                List.of(),
                List.of()));
    is(finding, Outcome.OK, null);
    assertThat(numbers(finding)).isEmpty();
    assertThat(finding.facts()).isEmpty();
  }

  @Test
  void whatPowerNetTells() {
    UpsReading reading =
        PowerNet.decode(
            new PowerNet.Tables(
                scalars(1, "Smart-UPS X 750"),
                List.of(scalars(), scalars(3, 10_976_200, 4, 1), scalars(1, 1_000, 2, 234, 4, 547)),
                List.of(scalars(1, 2), List.of(), scalars(3, 0))));
    Finding finding = judge(reading);
    is(finding, Outcome.OK, null);
    assertThat(numbers(finding))
        .isEqualTo(
            Map.of(
                "runtime_seconds", 109_762.0,
                "charge_ratio", 1.0,
                "battery_volts", 54.7,
                "battery_celsius", 23.4,
                "load_ratio", 0.0));
    assertThat(reading.battery()).isEqualTo(UpsReading.Battery.UNKNOWN);
    Finding old =
        judge(
            PowerNet.decode(
                new PowerNet.Tables(
                    List.of(),
                    List.of(scalars(1, 3, 2, 6_000), scalars(1, 12, 4, 2), List.of()),
                    List.of(scalars(1, 3), scalars(3, 101), List.of()))));
    is(
        old,
        Outcome.FAIL,
        Reason.UPS_BATTERY_LOW,
        Reason.UPS_OVERLOAD,
        Reason.UPS_ON_BATTERY,
        Reason.UPS_REPLACE_BATTERY);
    assertThat(numbers(old))
        .isEqualTo(Map.of("charge_ratio", 0.12, "on_battery_seconds", 60.0, "load_ratio", 1.01));
  }

  @Test
  void wordsOfNut() {
    is(nut(Map.of("ups.status", "OL")), Outcome.OK, null);
    is(nut(Map.of("ups.status", "OL BOOST")), Outcome.OK, null);
    is(nut(Map.of("ups.status", "OL RB")), Outcome.WARN, Reason.UPS_REPLACE_BATTERY);
    is(nut(Map.of("ups.status", "OB DISCHRG")), Outcome.WARN, Reason.UPS_ON_BATTERY);
    is(
        nut(Map.of("ups.status", "OB LB")),
        Outcome.FAIL,
        Reason.UPS_BATTERY_LOW,
        Reason.UPS_ON_BATTERY);
    is(nut(Map.of("ups.status", "OL BYPASS")), Outcome.WARN, Reason.UPS_BYPASS);
    is(nut(Map.of("ups.status", "OFF")), Outcome.FAIL, Reason.UPS_OUTPUT_OFF);
    is(nut(Map.of("ups.status", "OL OVER")), Outcome.FAIL, Reason.UPS_OVERLOAD);
    is(nut(Map.of("ups.status", "OL ALARM")), Outcome.WARN, Reason.UPS_FAULT);
    is(nut(Map.of("ups.status", "OL", "ups.load", "95.5")), Outcome.WARN, Reason.UPS_OVERLOAD);
    is(nut(Map.of()), Outcome.UNKNOWN, Reason.UPS_STATE_UNKNOWN);
    for (String nonsense : List.of("", "NA", "1e400", "-5", "NaN", "999999999999")) {
      Finding finding = nut(Map.of("ups.status", "OL", "battery.runtime", nonsense));
      assertThat(numbers(finding)).as(nonsense).isEmpty();
    }
    assertThat(UpsReading.load(2.01)).isEqualTo(OptionalDouble.empty());
  }

  private static Finding ask(String url) throws InterruptedException {
    try (SnmpClient snmp = new SnmpClient()) {
      return new UpsStateCheck(snmp)
          .judge(
              Assignments.of(CheckType.UPS_STATE, new Access.Nut(url)),
              LastReading.NONE,
              Deadline.in(Duration.ofSeconds(3)));
    }
  }

  @Test
  void aRealNutServer(@TempDir Path folder) throws Exception {
    try (Nut nut =
        Nut.start(
            folder,
            Map.of(
                "luoi", OL,
                "ac-quy", "ups.status: OB DISCHRG\nbattery.runtime: 600\n",
                "mat", "",
                "can", "ups.status: OB LB\nbattery.charge: 7\n"))) {
      String url = "nut://127.0.0.1:" + nut.port() + "/";
      Finding finding = settled(url + "luoi");
      is(finding, Outcome.OK, null);
      assertThat(finding.facts())
          .isEqualTo(Map.of("model", "Mau UPS 1000", "minutesLeft", "20", "chargePercent", "100"));
      assertThat(numbers(finding))
          .isEqualTo(
              Map.of(
                  "runtime_seconds", 1200.0,
                  "charge_ratio", 1.0,
                  "battery_volts", 13.6,
                  "battery_celsius", 23.4,
                  "load_ratio", 0.28));
      is(settled(url + "ac-quy"), Outcome.WARN, Reason.UPS_ON_BATTERY);
      is(settled(url + "can"), Outcome.FAIL, Reason.UPS_BATTERY_LOW, Reason.UPS_ON_BATTERY);
      Finding lost = ask(url + "mat");
      is(lost, Outcome.UNKNOWN, Reason.UPS_STATE_UNKNOWN);
      assertThat(lost.facts()).isEqualTo(Map.of("detail", "nut: DRIVER-NOT-CONNECTED"));
      Finding unknown = ask(url + "khac");
      is(unknown, Outcome.UNKNOWN, Reason.NOT_SUPPORTED);
      assertThat(unknown.facts()).isEqualTo(Map.of("detail", "nut: UNKNOWN-UPS"));
    }
  }

  /** The server listens a moment before it has heard of its drivers. */
  private static Finding settled(String url) throws InterruptedException {
    Deadline patience = Deadline.in(Duration.ofSeconds(20));
    Finding finding = ask(url);
    while (finding.outcome() == Outcome.UNKNOWN && !patience.isOver()) {
      finding = ask(url);
    }
    return finding;
  }

  @Test
  void aServerThatHasLostItsUpsTellsNothing() throws Exception {
    is(said("ERR DRIVER-NOT-CONNECTED\n"), Outcome.UNKNOWN, Reason.UPS_STATE_UNKNOWN);
    is(said("ERR DATA-STALE\n"), Outcome.UNKNOWN, Reason.UPS_STATE_UNKNOWN);
    is(said("ERR ACCESS-DENIED\n"), Outcome.UNKNOWN, Reason.NOT_PERMITTED);
  }

  private static Finding said(String answer) throws IOException, InterruptedException {
    try (TcpResponder server =
        TcpResponder.start(
            (Socket connection, int number) -> {
              connection.getInputStream().read(new byte[100]);
              connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            })) {
      return ask("nut://127.0.0.1:" + server.port() + "/a");
    }
  }

  @Test
  void hostileServers() throws Exception {
    for (String answer :
        List.of(
            "",
            "HTTP/1.1 400 Bad Request\r\n\r\n",
            "BEGIN LIST VAR b\nEND LIST VAR b\n",
            "BEGIN LIST VAR a\nVAR a ups.status \"OL\"\n",
            "BEGIN LIST VAR a\nVAR b ups.status \"OL\"\nEND LIST VAR a\n",
            "BEGIN LIST VAR a\n" + "x".repeat(2_000) + "\n",
            "BEGIN LIST VAR a\n" + "VAR a b.c \"d\"\n".repeat(6_000))) {
      is(said(answer), Outcome.UNKNOWN, Reason.DEVICE_MALFORMED);
    }
    is(
        said("BEGIN LIST VAR a\nVAR a ups.status \"OL\"\nVAR a x \"q\\\"\"\nEND LIST VAR a\n"),
        Outcome.OK,
        null);
    is(
        ask("nut://127.0.0.1:" + Peers.freePort() + "/a"),
        Outcome.UNKNOWN,
        Reason.DEVICE_NOT_ANSWERING);
    is(ask("nut://127.0.0.1/a b"), Outcome.UNKNOWN, Reason.NOT_SUPPORTED);
  }

  @Test
  void aRealSnmpdWithTheStandardMib(@TempDir Path folder) throws Exception {
    String ups = "override 1.3.6.1.2.1.33.1.";
    String configuration =
        String.join(
            "\n",
            "rocommunity office 127.0.0.1",
            ups + "1.2.0 octet_str \"UPS 2\"",
            ups + "2.1.0 integer 2",
            ups + "2.2.0 integer 75",
            ups + "2.3.0 integer 9",
            ups + "2.4.0 integer 60",
            ups + "4.1.0 integer 5",
            ups + "4.4.1.5.1 integer 31",
            ups + "6.2.1.2.1 object_id 1.3.6.1.2.1.33.1.6.3.2",
            "");
    try (Snmpd snmpd = Snmpd.start(folder, configuration);
        SnmpClient snmp = new SnmpClient()) {
      Finding finding =
          new UpsStateCheck(snmp)
              .judge(
                  Assignments.at(
                      CheckType.UPS_STATE,
                      "127.0.0.1:" + snmpd.port(),
                      new Access.Snmp("2c", "office", null, null, null)),
                  LastReading.NONE,
                  Deadline.in(Duration.ofSeconds(20)));
      is(finding, Outcome.WARN, Reason.UPS_ON_BATTERY);
      assertThat(numbers(finding))
          .isEqualTo(
              Map.of(
                  "runtime_seconds", 540.0,
                  "charge_ratio", 0.6,
                  "on_battery_seconds", 75.0,
                  "load_ratio", 0.31));
    }
  }
}
