package vn.daugio.agent.check.printer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpValue;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.Mutations;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * Any cells in any tables of a printer are a finding: no share that the device did not tell, no
 * empty supply without one, nothing too long or too many.
 */
class PrinterTablesFuzzTest {
  private static final int TABLES = 9;

  /** Cells: table, row, column, kind, value. */
  static Stream<byte[]> good() {
    return Stream.of(
            "0001020603" + "0001050102" + "0101010103" + "01010203024804",
            "0701050103" + "0701080164" + "07010901fd" + "0701030101" + "08010403034359414e",
            "0702050103" + "07020802000003e8" + "0702090200000032" + "0702070113",
            "0201020105" + "02010a0100" + "02010b0111" + "02010d0301ff" + "0401020303616263",
            "0501020103" + "0501040108" + "0501070103" + "05010803024f4b" + "0001020602",
            "06010301070601040200000400")
        .map(HexFormat.of()::parseHex);
  }

  private static List<List<SnmpRow>> tables(byte[] input) {
    List<Map<String, Map<Integer, SnmpValue>>> cells = new ArrayList<>();
    for (int i = 0; i < TABLES; i++) {
      cells.add(new LinkedHashMap<>());
    }
    ByteBuffer in = ByteBuffer.wrap(input);
    while (in.remaining() > 4) {
      int table = Math.floorMod(in.get(), TABLES);
      String row = Byte.toUnsignedInt(in.get()) + "";
      String index = table < 2 ? row : "1." + row;
      int column = Math.floorMod(in.get(), 20);
      SnmpValue value = value(in);
      cells.get(table).computeIfAbsent(index, one -> new HashMap<>()).put(column, value);
    }
    return cells.stream()
        .map(
            rows ->
                rows.entrySet().stream()
                    .map(row -> new SnmpRow(row.getKey(), row.getValue()))
                    .toList())
        .toList();
  }

  private static SnmpValue value(ByteBuffer in) {
    int kind = Math.floorMod(in.get(), 7);
    return switch (kind) {
      case 0, 1 -> new SnmpValue.Int(in.get());
      case 2 -> new SnmpValue.Int(in.remaining() < 4 ? -1 : in.getInt());
      case 4 -> new SnmpValue.Int(in.remaining() < 8 ? -2 : in.getLong());
      case 3, 5 -> {
        byte[] octets = new byte[Math.min(in.remaining() - 1, Byte.toUnsignedInt(in.get()))];
        in.get(octets);
        yield new SnmpValue.Octets(octets);
      }
      default -> new SnmpValue.ObjectId("1.3.6.1.2.1.25.3.1." + (in.get() + 2));
    };
  }

  @MethodSource("good")
  @FuzzTest
  void judge(byte[] input) {
    List<List<SnmpRow>> tables = tables(input);
    status(tables);
    supplies(tables.get(7), tables.get(8));
    pages(tables.get(6));
  }

  private static void status(List<List<SnmpRow>> tables) {
    StatusReading reading =
        StatusReading.of(
            new StatusReading.Tables(
                tables.get(0),
                tables.get(1),
                tables.get(2),
                tables.get(3),
                tables.get(4),
                tables.get(5),
                tables.get(6)));
    Finding finding = StatusJudgement.judge(Finding.of(CheckType.PRINTER_STATUS), reading);
    bounded(finding);
    boolean nothing = tables.stream().limit(6).allMatch(List::isEmpty);
    if (nothing) {
      assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    }
  }

  private static void supplies(List<SnmpRow> rows, List<SnmpRow> colorants) {
    try {
      List<Supply> supplies = SupplyTable.decode(rows, colorants, 0.10, 0.02);
      Finding finding = SuppliesJudgement.judge(Finding.of(CheckType.PRINTER_SUPPLIES), supplies);
      bounded(finding);
      Map<String, SnmpRow> byIndex = new HashMap<>();
      rows.forEach(row -> byIndex.put(row.index(), row));
      boolean anyShare = rows.stream().anyMatch(NothingIsInventedTest::hasShare);
      for (Measure measure : finding.measures()) {
        if (measure.name().equals("supply_level_ratio")) {
          assertThat(measure.value()).isBetween(0.0, 1.0);
          assertThat(byIndex.get(measure.labels().get("index")))
              .matches(row -> row != null && NothingIsInventedTest.hasShare(row));
        }
      }
      if (!anyShare) {
        assertThat(finding.outcome()).isNotIn(Outcome.FAIL, Outcome.WARN);
        assertThat(finding.also()).doesNotContain(Reason.PRINTER_SUPPLY_EMPTY);
      }
    } catch (ProbeException e) {
      assertThat(e.failure()).isEqualTo(ProbeFailure.MALFORMED);
      assertThat(rows).hasSizeGreaterThan(SupplyTable.MOST);
    }
  }

  private static void pages(List<SnmpRow> markers) {
    try {
      Finding finding =
          PrinterPagesCheck.judge(
              Finding.of(CheckType.PRINTER_PAGES), markers, Map.of("1.1 impressions", "7"));
      bounded(finding);
      Assignments.values(finding, "printed_pages")
          .forEach(pages -> assertThat(pages).isBetween(0.0, 1e12));
    } catch (ProbeException e) {
      assertThat(e.failure()).isEqualTo(ProbeFailure.MALFORMED);
    }
  }

  private static void bounded(Finding finding) {
    assertThat(finding.outcome() == Outcome.OK).isEqualTo(finding.reason() == null);
    assertThat(finding.measures()).hasSizeLessThanOrEqualTo(CheckResult.MOST_MEASURES);
    finding.facts().values().forEach(fact -> assertThat(fact).hasSizeLessThanOrEqualTo(200));
  }

  @Test
  void damaged() {
    Mutations.run(20_000, 2790, good().toList(), this::judge);
  }
}
