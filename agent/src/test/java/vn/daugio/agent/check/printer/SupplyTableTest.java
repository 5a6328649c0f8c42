package vn.daugio.agent.check.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpValue;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

class SupplyTableTest {

  /** Columns as {@code number, value}; a String becomes octets. */
  private static SnmpRow row(String index, Object... columns) {
    Map<Integer, SnmpValue> cells = new HashMap<>();
    for (int i = 0; i < columns.length; i += 2) {
      Object value = columns[i + 1];
      cells.put(
          (Integer) columns[i],
          value instanceof Integer number
              ? new SnmpValue.Int(number)
              : new SnmpValue.Octets(value.toString().getBytes(StandardCharsets.UTF_8)));
    }
    return new SnmpRow(index, cells);
  }

  private static Supply decode(SnmpRow row, SnmpRow... colorants) {
    return SupplyTable.decode(List.of(row), List.of(colorants), 0.10, 0.02).get(0);
  }

  /** Level 50 of "unknown" is not nearly nothing. */
  @Test
  void anUnsignedSentinelIsNoCapacity() {
    Map<Integer, SnmpValue> cells = new HashMap<>(row("1.1", 5, 3, 7, 7, 9, 50).cells());
    cells.put(8, new SnmpValue.Int(4_294_967_294L));
    Supply supply = decode(new SnmpRow("1.1", cells));
    assertThat(supply.state()).isEqualTo(SupplyState.NO_CAPACITY);
    assertThat(supply.ratio()).isEmpty();
  }

  private static Finding judge(SnmpRow... rows) {
    return SuppliesJudgement.judge(
        Finding.of(CheckType.PRINTER_SUPPLIES),
        SupplyTable.decode(List.of(rows), List.of(), 0.10, 0.02));
  }

  @ParameterizedTest
  @CsvSource({
    // unit, capacity, level, state, ratio
    "7, 7200, 7056, ok, 0.98",
    "7, 100, 10, ok, 0.10",
    "7, 1000, 99, low, 0.099",
    "7, 100, 2, low, 0.02",
    "7, 1000, 19, empty, 0.019",
    "7, 100, 0, empty, 0",
    "7, 100, 100, ok, 1",
    "7, 100, 101, unknown,",
    "7, 100, -1, not_measurable,",
    "7, 100, -2, unknown,",
    "7, 100, -3, some_remaining,",
    "7, 100, -4, unknown,",
    "7, -2, -3, some_remaining,",
    "7, -2, -2, unknown,",
    "7, -2, 50, no_capacity,",
    "7, -2, 0, no_capacity,",
    "7, -1, 50, no_capacity,",
    "7, 0, 0, no_capacity,",
    "7, 0, 5, unknown,",
    "19, -2, 7, low, 0.07",
    "19, 6000, 7, low, 0.07",
    "19, 100, 101, unknown,",
    "19, 100, -3, some_remaining,",
  })
  void levelsAreReadAsTheRfcSays(int unit, int capacity, int level, String state, String ratio) {
    Supply supply = decode(row("1.1", 7, unit, 8, capacity, 9, level));
    assertThat(supply.state().label()).isEqualTo(state);
    assertThat(supply.ratio())
        .isEqualTo(
            ratio == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(ratio)));
  }

  @Test
  void aRowWithOneColumnIsASupplyOfUnknownLevel() {
    Supply supply = decode(row("1.7", 8, 22000));
    assertThat(supply)
        .isEqualTo(
            new Supply(
                "1.7",
                "supply 1.7",
                SupplyKind.UNKNOWN,
                "",
                false,
                SupplyState.UNKNOWN,
                OptionalDouble.empty()));
  }

  @Test
  void aLevelOfAnotherTypeIsUnknown() {
    assertThat(decode(row("1.1", 8, 100, 9, "50")).state()).isEqualTo(SupplyState.UNKNOWN);
  }

  @Test
  void theColourComesThroughTheColorantOfTheSameDevice() {
    SnmpRow supply = row("2.1", 3, 4, 8, 100, 9, 50);
    assertThat(decode(supply, row("1.4", 4, "Cyan"), row("2.4", 4, "Magenta")).color())
        .isEqualTo("magenta");
    assertThat(decode(supply, row("1.4", 4, "Cyan")).color()).isEmpty();
    assertThat(decode(row("2.1", 3, 0), row("2.0", 4, "Cyan")).color()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // class column (0: absent), type, expected
    "3, 3, consumed", "4, 3, receptacle", "0, 3, consumed", "0, 4, receptacle",
    "0, 8, receptacle", "0, 14, receptacle", "3, 4, consumed", "1, 4, receptacle",
    "0, 99, consumed"
  })
  void theClassIsTheDevicesElseItFollowsFromTheKind(int declared, int type, String expected) {
    SnmpRow row = declared == 0 ? row("1.1", 5, type) : row("1.1", 4, declared, 5, type);
    assertThat(decode(row).className()).isEqualTo(expected);
  }

  @Test
  void kindsHaveTheNamesOfTheRegistry() {
    assertThat(decode(row("1.1", 5, 3)).kind().registryName()).isEqualTo("toner");
    assertThat(decode(row("1.1", 5, 9)).kind().registryName()).isEqualTo("opc");
    assertThat(decode(row("1.1", 5, 20)).kind().registryName()).isEqualTo("transferUnit");
    assertThat(decode(row("1.1", 5, 21)).kind().registryName()).isEqualTo("tonerCartridge");
    assertThat(decode(row("1.1", 5, 32)).kind().registryName()).isEqualTo("staples");
    assertThat(decode(row("1.1", 5, 34)).kind().registryName()).isEqualTo("covers");
    assertThat(decode(row("1.1", 5, 35)).kind().registryName()).isEqualTo("unknown");
  }

  @Test
  void namesAreCleanedAndBounded() {
    assertThat(decode(row("1.1", 6, " Mực\u0000\n đen \u202e")).name()).isEqualTo("Mực đen");
    assertThat(decode(row("1.1", 6, "x".repeat(300))).name()).hasSize(64);
    assertThat(decode(row("1.1", 6, "\n")).name()).isEqualTo("supply 1.1");
  }

  @Test
  void bytesThatAreNoUtf8AreShownAsLost() {
    Map<Integer, SnmpValue> cells =
        Map.of(6, new SnmpValue.Octets(new byte[] {'M', (byte) 0xFC, 'h'}));
    assertThat(decode(new SnmpRow("1.1", cells)).name()).isEqualTo("M\uFFFDh");
  }

  @Test
  void oneLowTonerWarnsAndSaysWhich() {
    Finding finding =
        judge(
            row("1.1", 5, 3, 6, "Black Cartridge", 8, 100, 9, 7),
            row("1.2", 5, 3, 6, "Cyan Cartridge", 8, 100, 9, 70));
    assertThat(finding.outcome()).isEqualTo(Outcome.WARN);
    assertThat(finding.reason()).isEqualTo(Reason.PRINTER_SUPPLY_LOW);
    assertThat(finding.facts()).containsEntry("supplies", "Black Cartridge 7%");
    Map<String, String> labels =
        Map.of(
            "index",
            "1.1",
            "supply",
            "Black Cartridge",
            "kind",
            "toner",
            "color",
            "",
            "class",
            "consumed");
    assertThat(finding.measures())
        .hasSize(4)
        .contains(new Measure("supply_level_ratio", labels, 0.07, "ratio"));
  }

  @Test
  void anEmptyOneFailsWhateverElseIsUnknown() {
    Finding finding =
        judge(
            row("1.1", 5, 3, 8, 100, 9, 0),
            row("1.2", 5, 3, 8, 100, 9, -2),
            row("1.3", 5, 3, 8, 100, 9, 5));
    assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(finding.reason()).isEqualTo(Reason.PRINTER_SUPPLY_EMPTY);
    assertThat(finding.also())
        .containsExactly(Reason.PRINTER_SUPPLY_UNKNOWN, Reason.PRINTER_SUPPLY_LOW);
  }

  @ParameterizedTest
  @CsvSource({
    // kind and level of the only thing beside a full toner
    "3, -3, OK",
    "3, -2, UNKNOWN",
    "3, -1, UNKNOWN",
    "5, -2, UNKNOWN",
    "9, -2, OK",
    "15, -1, OK",
    "4, -2, OK",
    "2, -2, UNKNOWN",
    "1, -2, OK"
  })
  void onlyWhatPrintsMakesTheWholeUnknown(int kind, int level, Outcome outcome) {
    Finding finding = judge(row("1.1", 5, 3, 8, 100, 9, 90), row("1.2", 5, kind, 8, 100, 9, level));
    assertThat(finding.outcome()).isEqualTo(outcome);
  }

  @Test
  void nothingJudgedIsUnknown() {
    assertThat(judge(row("1.1", 5, 9, 8, 100, 9, -1)).reason())
        .isEqualTo(Reason.PRINTER_SUPPLY_UNKNOWN);
    assertThat(judge().reason()).isEqualTo(Reason.PRINTER_NO_SUPPLIES);
    assertThat(judge().outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void arbitraryRowsBecomeAFindingWithRatiosFromZeroToOne() {
    Random random = new Random(20261123);
    for (int round = 0; round < 20_000; round++) {
      SnmpRow[] rows = new SnmpRow[random.nextInt(4)];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = RandomRows.row(random, "1." + i, 3, 4, 5, 6, 7, 8, 9);
      }
      Finding finding = judge(rows);
      long states =
          finding.measures().stream().filter(m -> m.name().equals("supply_state")).count();
      assertThat(states).isEqualTo(rows.length);
      assertThat(finding.measures()).allMatch(m -> m.value() >= 0 && m.value() <= 1);
    }
  }
}
