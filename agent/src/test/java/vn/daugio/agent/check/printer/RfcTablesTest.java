package vn.daugio.agent.check.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpValue;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;

/** Each row of the tables of RFC 2790, RFC 3805 and IANA-PRINTER-MIB with its judgement. */
class RfcTablesTest {
  private static final SnmpValue PRINTER = new SnmpValue.ObjectId("1.3.6.1.2.1.25.3.1.5");

  private static SnmpValue number(long value) {
    return new SnmpValue.Int(value);
  }

  private static SnmpValue text(String text) {
    return new SnmpValue.Octets(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Zero stands for an absent status, null for an absent error state. */
  private static StatusReading.Tables tables(
      int device, int printer, @Nullable String errors, List<SnmpRow> others, String table) {
    Map<Integer, SnmpValue> deviceRow = new HashMap<>(Map.of(2, PRINTER));
    if (device > 0) {
      deviceRow.put(5, number(device));
    }
    Map<Integer, SnmpValue> printerRow = new HashMap<>();
    if (printer > 0) {
      printerRow.put(1, number(printer));
    }
    if (errors != null) {
      printerRow.put(2, new SnmpValue.Octets(HexFormat.of().parseHex(errors)));
    }
    return new StatusReading.Tables(
        List.of(new SnmpRow("1", deviceRow)),
        List.of(new SnmpRow("1", printerRow)),
        List.of(),
        table.equals("outputs") ? others : List.of(),
        table.equals("covers") ? others : List.of(),
        table.equals("alerts") ? others : List.of(),
        List.of());
  }

  private static void judged(
      StatusReading.Tables tables, Outcome outcome, @Nullable String reason) {
    Finding finding =
        StatusJudgement.judge(Finding.of(CheckType.PRINTER_STATUS), StatusReading.of(tables));
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.reason() == null ? null : finding.reason().code()).isEqualTo(reason);
    assertThat(finding.also()).isEmpty();
  }

  @ParameterizedTest(name = "hrDeviceStatus {0}, hrPrinterStatus {1}: {2} or {4}")
  @CsvSource({
    // device, printer, judged without an error state, judged with 00
    "0, 0, UNKNOWN, printer.unreadable, OK,",
    "0, 1, UNKNOWN, printer.unreadable, OK,",
    "0, 2, UNKNOWN, printer.unreadable, OK,",
    "0, 3, OK,, OK,",
    "0, 4, OK,, OK,",
    "0, 5, OK,, OK,",
    "1, 0, UNKNOWN, printer.unreadable, UNKNOWN, printer.unreadable",
    "1, 1, UNKNOWN, printer.unreadable, UNKNOWN, printer.unreadable",
    "1, 2, UNKNOWN, printer.unreadable, UNKNOWN, printer.unreadable",
    "1, 3, OK,, OK,",
    "1, 4, OK,, OK,",
    "1, 5, OK,, OK,",
    "2, 0, OK,, OK,",
    "2, 1, OK,, OK,",
    "2, 2, OK,, OK,",
    "2, 3, OK,, OK,",
    "2, 4, OK,, OK,",
    "2, 5, OK,, OK,",
    "3, 0, WARN, printer.warning, WARN, printer.warning",
    "3, 1, WARN, printer.warning, WARN, printer.warning",
    "3, 2, WARN, printer.warning, WARN, printer.warning",
    "3, 3, WARN, printer.warning, WARN, printer.warning",
    "3, 4, WARN, printer.warning, WARN, printer.warning",
    "3, 5, WARN, printer.warning, WARN, printer.warning",
    "4, 0, WARN, printer.warning, WARN, printer.warning",
    "4, 1, WARN, printer.warning, WARN, printer.warning",
    "4, 2, WARN, printer.warning, WARN, printer.warning",
    "4, 3, WARN, printer.warning, WARN, printer.warning",
    "4, 4, WARN, printer.warning, WARN, printer.warning",
    "4, 5, WARN, printer.warning, WARN, printer.warning",
    "5, 0, FAIL, printer.down, FAIL, printer.down",
    "5, 1, FAIL, printer.down, FAIL, printer.down",
    "5, 2, FAIL, printer.down, FAIL, printer.down",
    "5, 3, FAIL, printer.down, FAIL, printer.down",
    "5, 4, FAIL, printer.down, FAIL, printer.down",
    "5, 5, FAIL, printer.down, FAIL, printer.down",
  })
  void statusCombinations(
      int device,
      int printer,
      Outcome withoutErrors,
      @Nullable String reason,
      Outcome withZero,
      @Nullable String reasonWithZero) {
    judged(tables(device, printer, null, List.of(), ""), withoutErrors, reason);
    judged(tables(device, printer, "", List.of(), ""), withoutErrors, reason);
    judged(tables(device, printer, "00", List.of(), ""), withZero, reasonWithZero);
    judged(tables(device, printer, "0000", List.of(), ""), withZero, reasonWithZero);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "0, lowPaper, 80, WARN, printer.low_paper",
    "1, noPaper, 40, FAIL, printer.no_paper",
    "2, lowToner, 20, WARN, printer.low_toner",
    "3, noToner, 10, FAIL, printer.no_toner",
    "4, doorOpen, 08, FAIL, printer.door_open",
    "5, jammed, 04, FAIL, printer.jammed",
    "6, offline, 02, FAIL, printer.offline",
    "7, serviceRequested, 01, WARN, printer.service_requested",
    "8, inputTrayMissing, 0080, FAIL, printer.input_tray_missing",
    "9, outputTrayMissing, 0040, FAIL, printer.output_tray_missing",
    "10, markerSupplyMissing, 0020, FAIL, printer.marker_supply_missing",
    "11, outputNearFull, 0010, WARN, printer.output_near_full",
    "12, outputFull, 0008, FAIL, printer.output_full",
    "13, inputTrayEmpty, 0004, WARN, printer.input_tray_empty",
    "14, overduePreventMaint, 0002, WARN, printer.overdue_prevent_maint",
    "15, not defined, 0001, OK,",
    "16, beyond two octets, 000080, OK,",
  })
  void errorBits(int bit, String name, String octets, Outcome outcome, @Nullable String reason) {
    assertThat(HexFormat.of().parseHex(octets)[bit / 8])
        .as(name)
        .isEqualTo((byte) (0x80 >> bit % 8));
    judged(tables(2, 3, octets, List.of(), ""), outcome, reason);
    judged(tables(2, 1, octets + "00", List.of(), ""), outcome, reason);
    if (outcome != Outcome.OK) {
      judged(tables(0, 0, octets, List.of(), ""), outcome, reason);
      judged(tables(outcome == Outcome.WARN ? 3 : 5, 1, octets, List.of(), ""), outcome, reason);
    }
  }

  @ParameterizedTest(name = "severity {0} {1}")
  @CsvSource({
    "0, not in the RFC, UNKNOWN, printer.unreadable",
    "1, other, UNKNOWN, printer.unreadable",
    "3, critical, FAIL, printer.jammed",
    "4, warning, UNKNOWN, printer.unreadable",
    "5, warningBinaryChangeEvent, UNKNOWN, printer.unreadable",
  })
  void alertSeverities(int severity, String name, Outcome outcome, String reason) {
    List<SnmpRow> alert =
        List.of(
            new SnmpRow(
                "1.61", Map.of(2, number(severity), 4, number(13), 7, number(8), 8, text(name))));
    judged(tables(0, 0, null, alert, "alerts"), outcome, reason);
    judged(tables(1, 2, null, alert, "alerts"), outcome, reason);
    // what the printer says of itself is newer than a row that may be left over
    judged(tables(2, 1, "00", alert, "alerts"), Outcome.OK, null);
    judged(tables(0, 3, "00", alert, "alerts"), Outcome.OK, null);
    judged(tables(2, 1, "40", alert, "alerts"), Outcome.FAIL, "printer.no_paper");
    judged(tables(5, 1, "00", alert, "alerts"), Outcome.FAIL, "printer.down");
  }

  @ParameterizedTest(name = "critical alert of group {0}, code {1} {2}")
  @CsvSource({
    "6, 3, coverOpen, FAIL, printer.door_open",
    "6, 5, interlockOpen, FAIL, printer.door_open",
    "5, 501, doorOpen, FAIL, printer.door_open",
    "13, 8, jam, FAIL, printer.jammed",
    "5, 22, subunitOffline, FAIL, printer.offline",
    "9, 901, outputMediaTrayMissing, FAIL, printer.output_tray_missing",
    "9, 903, outputMediaTrayFull, FAIL, printer.output_full",
    "11, 1101, markerTonerEmpty, FAIL, printer.no_toner",
    "11, 1102, markerInkEmpty, FAIL, printer.no_toner",
    "11, 1103, markerPrintRibbonEmpty, FAIL, printer.no_toner",
    "11, 1115, markerTonerCartridgeMissing, FAIL, printer.marker_supply_missing",
    "10, 1001, markerFuserUnderTemperature, FAIL, printer.down",
    "10, -1, none, FAIL, printer.down",
    "8, 808, inputMediaSupplyEmpty, UNKNOWN, printer.unreadable",
  })
  void criticalAlertsOfAPrinterThatSaysNothingElse(
      int group, int code, String name, Outcome outcome, String reason) {
    List<SnmpRow> alert =
        List.of(
            new SnmpRow(
                "1.1", Map.of(2, number(3), 4, number(group), 7, number(code), 8, text(name))));
    judged(tables(0, 0, null, alert, "alerts"), outcome, reason);
  }

  @ParameterizedTest(name = "prtCoverStatus {0} {1}")
  @CsvSource({
    "1, other, false", "3, coverOpen, true", "4, coverClosed, false",
    "5, interlockOpen, true", "6, interlockClosed, false", "0, not in the RFC, false"
  })
  void covers(int status, String name, boolean open) {
    List<SnmpRow> cover = List.of(new SnmpRow("1.1", Map.of(2, text(name), 3, number(status))));
    judged(
        tables(2, 3, "00", cover, "covers"),
        open ? Outcome.WARN : Outcome.OK,
        open ? "printer.door_open" : null);
    judged(
        tables(0, 0, "00", cover, "covers"),
        open ? Outcome.FAIL : Outcome.OK,
        open ? "printer.door_open" : null);
    judged(tables(2, 3, "08", cover, "covers"), Outcome.FAIL, "printer.door_open");
  }

  @ParameterizedTest(name = "bin of {0} with room for {1}, status {2}")
  @CsvSource({
    "250, 0, 17, true", "250, 0, 19, true", "250, 0, 0, false", "250, 0, 8, false",
    "250, 0, 16, false", "250, 1, 17, false", "250, -1, 17, false", "250, -2, 17, false",
    "250, -3, 17, false", "-2, 0, 17, false", "0, 0, 17, false", "250, 0, -1, false"
  })
  void outputs(int capacity, int remaining, int status, boolean full) {
    List<SnmpRow> bin =
        List.of(
            new SnmpRow(
                "1.1", Map.of(4, number(capacity), 5, number(remaining), 6, number(status))));
    judged(
        tables(2, 3, "00", bin, "outputs"),
        full ? Outcome.WARN : Outcome.OK,
        full ? "printer.output_full" : null);
    judged(tables(2, 3, "0008", bin, "outputs"), Outcome.FAIL, "printer.output_full");
  }

  private static Supply supply(Object... columns) {
    Map<Integer, SnmpValue> cells = new HashMap<>();
    for (int i = 0; i < columns.length; i += 2) {
      cells.put((Integer) columns[i], number((Integer) columns[i + 1]));
    }
    return SupplyTable.decode(List.of(new SnmpRow("1.1", cells)), List.of(), 0.10, 0.02).get(0);
  }

  @ParameterizedTest(name = "PrtMarkerSuppliesTypeTC {0} {1}")
  @CsvSource({
    // number, name, an unknown level makes the whole unknown, filled without a class
    "1, other, false, false",
    "2, unknown, true, false",
    "3, toner, true, false",
    "4, wasteToner, false, true",
    "5, ink, true, false",
    "6, inkCartridge, true, false",
    "7, inkRibbon, true, false",
    "8, wasteInk, false, true",
    "9, opc, false, false",
    "10, developer, false, false",
    "11, fuserOil, false, false",
    "12, solidWax, true, false",
    "13, ribbonWax, true, false",
    "14, wasteWax, false, true",
    "15, fuser, false, false",
    "16, coronaWire, false, false",
    "17, fuserOilWick, false, false",
    "18, cleanerUnit, false, false",
    "19, fuserCleaningPad, false, false",
    "20, transferUnit, false, false",
    "21, tonerCartridge, true, false",
    "22, fuserOiler, false, false",
    "23, water, false, false",
    "24, wasteWater, false, true",
    "25, glueWaterAdditive, false, false",
    "26, wastePaper, false, true",
    "27, bindingSupply, false, false",
    "28, bandingSupply, false, false",
    "29, stitchingWire, false, false",
    "30, shrinkWrap, false, false",
    "31, paperWrap, false, false",
    "32, staples, false, false",
    "33, inserts, false, false",
    "34, covers, false, false"
  })
  void supplyTypes(int type, String name, boolean marking, boolean receptacle) {
    Supply supply = supply(5, type, 8, 100, 9, -2);
    assertThat(supply.kind().registryName()).isEqualTo(name);
    assertThat(supply.kind().isMarking()).isEqualTo(marking);
    assertThat(supply.receptacle()).isEqualTo(receptacle);
    assertThat(supply(4, 3, 5, type).receptacle()).isFalse();
    assertThat(supply(4, 4, 5, type).receptacle()).isTrue();
  }

  @ParameterizedTest(name = "PrtMarkerSuppliesSupplyUnitTC {0} {1}")
  @CsvSource({
    "1, other, 0.25",
    "2, unknown, 0.25",
    "3, tenThousandthsOfInches, 0.25",
    "4, micrometers, 0.25",
    "7, impressions, 0.25",
    "8, sheets, 0.25",
    "11, hours, 0.25",
    "12, thousandthsOfOunces, 0.25",
    "13, tenthsOfGrams, 0.25",
    "14, hundrethsOfFluidOunces, 0.25",
    "15, tenthsOfMilliliters, 0.25",
    "16, feet, 0.25",
    "17, meters, 0.25",
    "18, items, 0.25",
    "19, percent, 0.5"
  })
  void supplyUnits(int unit, String name, double ratio) {
    assertThat(supply(7, unit, 8, 200, 9, 50).ratio().orElseThrow()).as(name).isEqualTo(ratio);
    boolean percent = ratio == 0.5;
    assertThat(supply(7, unit, 8, -2, 9, 50).state())
        .isEqualTo(percent ? SupplyState.OK : SupplyState.NO_CAPACITY);
  }

  @ParameterizedTest(name = "level {0} of capacity {1}: {2}")
  @CsvSource({
    "-1, 100, not_measurable, UNKNOWN, printer.supply_unknown",
    "-2, 100, unknown, UNKNOWN, printer.supply_unknown",
    "-3, 100, some_remaining, OK,",
    "-1, -1, not_measurable, UNKNOWN, printer.supply_unknown",
    "-2, -2, unknown, UNKNOWN, printer.supply_unknown",
    "-3, -2, some_remaining, OK,",
    "-3, -1, some_remaining, OK,",
    "-4, 100, unknown, UNKNOWN, printer.supply_unknown",
    "50, -1, no_capacity, UNKNOWN, printer.supply_unknown",
    "50, -2, no_capacity, UNKNOWN, printer.supply_unknown",
    "50, -3, no_capacity, UNKNOWN, printer.supply_unknown",
    "0, -2, no_capacity, UNKNOWN, printer.supply_unknown",
    "0, 0, no_capacity, UNKNOWN, printer.supply_unknown",
    "101, 100, unknown, UNKNOWN, printer.supply_unknown",
    "0, 100, empty, FAIL, printer.supply_empty",
    "1, 100, empty, FAIL, printer.supply_empty",
    "2, 100, low, WARN, printer.supply_low",
    "9, 100, low, WARN, printer.supply_low",
    "10, 100, ok, OK,",
    "100, 100, ok, OK,",
  })
  void sentinels(int level, int capacity, String state, Outcome outcome, @Nullable String reason) {
    Supply supply = supply(5, 3, 7, 7, 8, capacity, 9, level);
    assertThat(supply.state().label()).isEqualTo(state);
    assertThat(supply.ratio().isPresent()).isEqualTo(List.of("ok", "low", "empty").contains(state));
    Finding finding =
        SuppliesJudgement.judge(Finding.of(CheckType.PRINTER_SUPPLIES), List.of(supply));
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.reason() == null ? null : finding.reason().code()).isEqualTo(reason);
  }
}
