package vn.daugio.agent.check.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpValue;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

class StatusJudgementTest {
  private static final SnmpValue PRINTER = new SnmpValue.ObjectId("1.3.6.1.2.1.25.3.1.5");
  private static final SnmpValue NETWORK = new SnmpValue.ObjectId("1.3.6.1.2.1.25.3.1.4");

  private static SnmpValue number(long value) {
    return new SnmpValue.Int(value);
  }

  private static SnmpValue text(String text) {
    return new SnmpValue.Octets(text.getBytes(StandardCharsets.UTF_8));
  }

  private static SnmpValue hex(String hex) {
    return new SnmpValue.Octets(HexFormat.of().parseHex(hex));
  }

  private static SnmpRow tray(int number, int type, int level, int status, String name) {
    return new SnmpRow(
        "1." + number,
        Map.of(2, number(type), 10, number(level), 11, number(status), 13, text(name)));
  }

  private static Finding judge(int deviceStatus, String errorState, SnmpRow... trays) {
    return judge(
        new StatusReading.Tables(
            List.of(new SnmpRow("1", Map.of(2, PRINTER, 3, text("M100"), 5, number(deviceStatus)))),
            List.of(new SnmpRow("1", Map.of(1, number(3), 2, hex(errorState)))),
            List.of(trays),
            List.of(),
            List.of(),
            List.of(),
            List.of()));
  }

  private static Finding judge(StatusReading.Tables tables) {
    return StatusJudgement.judge(Finding.of(CheckType.PRINTER_STATUS), StatusReading.of(tables));
  }

  @ParameterizedTest
  @CsvSource({
    "80, WARN, printer.low_paper",
    "40, FAIL, printer.no_paper",
    "20, WARN, printer.low_toner",
    "10, FAIL, printer.no_toner",
    "08, FAIL, printer.door_open",
    "04, FAIL, printer.jammed",
    "02, FAIL, printer.offline",
    "01, WARN, printer.service_requested",
    "0080, FAIL, printer.input_tray_missing",
    "0040, FAIL, printer.output_tray_missing",
    "0020, FAIL, printer.marker_supply_missing",
    "0010, WARN, printer.output_near_full",
    "0008, FAIL, printer.output_full",
    "0004, WARN, printer.input_tray_empty",
    "0002, WARN, printer.overdue_prevent_maint",
    "8000, WARN, printer.low_paper",
    "800000FF, WARN, printer.low_paper",
    "00, OK,",
    "0000, OK,",
    "0001, OK,",
    "'', OK,",
  })
  void everyBitHasItsJudgement(String errorState, Outcome outcome, String reason) {
    Finding finding = judge(2, errorState);
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.reason() == null ? null : finding.reason().code()).isEqualTo(reason);
    assertThat(finding.also()).isEmpty();
  }

  @Test
  void severalBitsGiveSeveralReasons() {
    Finding finding = judge(2, "2C10");
    assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(finding.reason()).isEqualTo(Reason.PRINTER_DOOR_OPEN);
    assertThat(finding.also())
        .containsExactly(
            Reason.PRINTER_JAMMED, Reason.PRINTER_LOW_TONER, Reason.PRINTER_OUTPUT_NEAR_FULL);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 00, FAIL, printer.down",
    "5, '', FAIL, printer.down",
    "5, 40, FAIL, printer.no_paper",
    "3, 00, WARN, printer.warning",
    "4, 00, WARN, printer.warning",
    "3, 20, WARN, printer.low_toner",
    "1, 20, WARN, printer.low_toner",
  })
  void theDeviceStatusCountsWhereNoBitExplainsIt(
      int deviceStatus, String errorState, Outcome outcome, String reason) {
    Finding finding = judge(deviceStatus, errorState);
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.reason()).isNotNull();
    assertThat(finding.reason().code()).isEqualTo(reason);
    assertThat(finding.also()).isEmpty();
  }

  @Test
  void anEmptyByPassTrayAloneIsOk() {
    SnmpRow manual = tray(1, 5, 0, 19, "Tray 1");
    SnmpRow named = tray(1, 4, 0, 19, "MP TRAY");
    SnmpRow full = tray(2, 4, -3, 0, "Tray 2");
    for (SnmpRow byPass : List.of(manual, named)) {
      assertThat(judge(2, "0004", byPass, full).outcome()).isEqualTo(Outcome.OK);
      assertThat(judge(3, "0004", byPass, full).outcome()).isEqualTo(Outcome.OK);
      assertThat(judge(3, "00", byPass, full).outcome()).isEqualTo(Outcome.OK);
      assertThat(judge(2, "00", byPass, full).outcome()).isEqualTo(Outcome.OK);
    }
    assertThat(judge(2, "0004", named, full).facts()).containsEntry("byPassEmpty", "MP TRAY");
    assertThat(judge(2, "0044", named, full).reason())
        .isEqualTo(Reason.PRINTER_OUTPUT_TRAY_MISSING);
  }

  @Test
  void anEmptyTrayIsNoByPassMatterWhenAnotherIsEmptyOrNoneHasPaper() {
    SnmpRow byPass = tray(1, 5, 0, 19, "MP");
    assertThat(judge(2, "0004", byPass, tray(2, 4, 0, 17, "Tray 2")).reason())
        .isEqualTo(Reason.PRINTER_INPUT_TRAY_EMPTY);
    assertThat(judge(2, "0004", byPass, tray(2, 4, -2, 4, "Tray 2")).reason())
        .isEqualTo(Reason.PRINTER_INPUT_TRAY_EMPTY);
    assertThat(judge(2, "0004").reason()).isEqualTo(Reason.PRINTER_INPUT_TRAY_EMPTY);
  }

  @Test
  void anOrdinaryTrayThatIsMissedWarnsWithoutABit() {
    Finding finding = judge(2, "00", tray(1, 4, 0, 17, "Khay 1"), tray(2, 4, 50, 0, "Khay 2"));
    assertThat(finding.outcome()).isEqualTo(Outcome.WARN);
    assertThat(finding.reason()).isEqualTo(Reason.PRINTER_INPUT_TRAY_EMPTY);
    assertThat(finding.facts()).containsEntry("tray", "Khay 1");
  }

  @Test
  void theRowOfTypePrinterIsJudgedAlsoWithIndexZero() {
    Finding finding =
        judge(
            new StatusReading.Tables(
                List.of(
                    new SnmpRow("0", Map.of(2, PRINTER, 5, number(2))),
                    new SnmpRow("1", Map.of(2, NETWORK, 5, number(5)))),
                List.of(
                    new SnmpRow("0", Map.of(1, number(1), 2, hex("00"))),
                    new SnmpRow("1", Map.of(2, hex("40")))),
                List.of(),
                List.of(),
                List.of(),
                List.of(new SnmpRow("0.1", Map.of(8, text("Sleep")))),
                List.of(new SnmpRow("0", Map.of(17, text("SN1"))))));
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(finding.facts())
        .isEqualTo(
            Map.of(
                "deviceStatus", "running",
                "printerStatus", "other",
                "errorState", "00",
                "alerts", "Sleep",
                "serial", "SN1"));
  }

  @Test
  void aRowWithoutTypeIsThePrinterWhenItsIndexIsInThePrinterTable() {
    Finding finding =
        judge(
            new StatusReading.Tables(
                List.of(
                    new SnmpRow("1", Map.of(3, text("RAM disk"))),
                    new SnmpRow("2", Map.of(3, text("Laser"), 5, number(5)))),
                List.of(new SnmpRow("2", Map.of(1, number(1)))),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    assertThat(finding.reason()).isEqualTo(Reason.PRINTER_DOWN);
    assertThat(finding.facts()).containsEntry("model", "Laser");
  }

  @Test
  void nothingSaidIsUnknown() {
    StatusReading.Tables nothing =
        new StatusReading.Tables(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    assertThat(judge(nothing).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(judge(nothing).reason()).isEqualTo(Reason.PRINTER_UNREADABLE);
    assertThat(judge(1, "").reason()).isNull();
  }

  @Test
  void arbitraryTablesBecomeAFinding() {
    Random random = new Random(3805);
    for (int round = 0; round < 20_000; round++) {
      List<SnmpRow> one = new ArrayList<>();
      List<SnmpRow> two = new ArrayList<>();
      for (int i = 0; i < random.nextInt(3); i++) {
        one.add(RandomRows.row(random, "" + i, 1, 2, 3, 5, 17));
        two.add(RandomRows.row(random, i + ".1", 2, 3, 4, 5, 6, 7, 8, 10, 11, 13, 18));
      }
      Finding finding = judge(new StatusReading.Tables(one, one, two, two, two, two, one));
      assertThat(finding.reason() == null).isEqualTo(finding.outcome() == Outcome.OK);
      assertThat(finding.facts().values()).allMatch(fact -> fact.length() <= 200);
    }
  }
}
