package vn.daugio.acceptance.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.printer.PrinterPagesCheck;
import vn.daugio.agent.check.printer.PrinterStatusCheck;
import vn.daugio.agent.check.printer.PrinterSuppliesCheck;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

/** Whole Printer-MIBs as data files, each with all that the agent has to say of it. */
class PrinterFilesTest {
  /** The three findings of one printer. */
  private record Read(Finding status, Finding supplies, Finding pages) {}

  private static Read read(String device) throws IOException, InterruptedException {
    try (DeviceSimulator simulator =
            DeviceSimulator.start(
                new DeviceSimulator.Options("127.0.0.1", 0, 0, 0, List.of(device)));
        SnmpClient snmp = new SnmpClient()) {
      Target target =
          new Target(
              device,
              TargetKind.PRINTER,
              "127.0.0.1:" + simulator.snmpPort(device),
              null,
              List.of(new Access.Snmp("2c", "public", null, null, null)));
      return new Read(
          judge(new PrinterStatusCheck(snmp, Clock.systemUTC()), CheckType.PRINTER_STATUS, target),
          judge(new PrinterSuppliesCheck(snmp), CheckType.PRINTER_SUPPLIES, target),
          judge(new PrinterPagesCheck(snmp), CheckType.PRINTER_PAGES, target));
    }
  }

  private static Finding judge(Check check, CheckType type, Target target)
      throws InterruptedException {
    Duration deadline = Duration.ofSeconds(10);
    return check.judge(
        new Assignment(type, target, type.limits(), deadline, null),
        LastReading.NONE,
        Deadline.in(deadline));
  }

  /** Outcome, then all reasons. */
  private static String verdict(Finding finding) {
    return Stream.concat(
            Stream.of(finding.outcome().name()),
            Stream.concat(Stream.ofNullable(finding.reason()), finding.also().stream())
                .map(Reason::code))
        .collect(Collectors.joining(" "));
  }

  private static List<String> measures(Finding finding) {
    return finding.measures().stream().map(PrinterFilesTest::line).toList();
  }

  private static String line(Measure measure) {
    String labels =
        Stream.of("index", "supply", "kind", "color", "class", "state", "source", "counted")
            .map(measure.labels()::get)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("|"));
    return measure.name()
        + " "
        + labels
        + (measure.unit().equals("state")
            ? ""
            : String.format(
                Locale.ROOT,
                measure.unit().equals("pages") ? " = %.0f" : " = %.5f",
                measure.value()));
  }

  /**
   * The maintenance counter is no level: a yellow of 0 there is no alarm, a magenta above its scale
   * no number.
   */
  @Test
  void tonersWithoutALevelAndAMaintenanceCounter() throws IOException, InterruptedException {
    Read read = read("maintenance-counter");
    assertThat(verdict(read.status())).isEqualTo("OK");
    assertThat(read.status().facts())
        .containsEntry("deviceStatus", "running")
        .containsEntry("printerStatus", "other")
        .containsEntry("alerts", "Sleep");
    assertThat(verdict(read.supplies())).isEqualTo("OK");
    assertThat(read.supplies().facts()).containsEntry("unknownSupplies", "Fuser Unit");
    assertThat(measures(read.supplies()))
        .containsExactly(
            "supply_vendor_ratio 1.1|Black Toner Cartridge|tonerCartridge|black|consumed|brother = 0.31000",
            "supply_vendor_ratio 1.2|Cyan Toner Cartridge|tonerCartridge|cyan|consumed|brother = 0.87500",
            "supply_vendor_ratio 1.4|Yellow Toner Cartridge|tonerCartridge|yellow|consumed|brother = 0.00000",
            "supply_state 1.1|Black Toner Cartridge|tonerCartridge|black|consumed|some_remaining",
            "supply_state 1.2|Cyan Toner Cartridge|tonerCartridge|cyan|consumed|some_remaining",
            "supply_state 1.3|Magenta Toner Cartridge|tonerCartridge|magenta|consumed|some_remaining",
            "supply_state 1.4|Yellow Toner Cartridge|tonerCartridge|yellow|consumed|some_remaining",
            "supply_state 1.5|Waste Toner Box|wasteToner||receptacle|some_remaining",
            "supply_level_ratio 1.6|Drum Unit|opc||consumed = 0.75000",
            "supply_state 1.6|Drum Unit|opc||consumed|ok",
            "supply_level_ratio 1.7|Belt Unit|transferUnit||consumed = 0.50000",
            "supply_state 1.7|Belt Unit|transferUnit||consumed|ok",
            "supply_state 1.8|Fuser Unit|fuser||consumed|not_measurable");
    assertThat(verdict(read.pages())).isEqualTo("OK");
    assertThat(measures(read.pages())).containsExactly("printed_pages 1.1|impressions = 40215");
  }

  /** Rows belong together by their names, and −100 (near the end) is no level. */
  @Test
  void aTonerTableInAnotherOrder() throws IOException, InterruptedException {
    Read read = read("toner-table");
    assertThat(verdict(read.status())).isEqualTo("OK");
    assertThat(read.status().facts())
        .containsEntry("byPassEmpty", "Khay tay")
        .containsEntry("tray", "Khay 2");
    assertThat(verdict(read.supplies())).isEqualTo("UNKNOWN printer.supply_unknown");
    assertThat(read.supplies().facts()).containsEntry("unknownSupplies", "Yellow Toner");
    assertThat(measures(read.supplies()))
        .containsExactly(
            "supply_vendor_ratio 1.1|Black Toner|toner|black|consumed|ricoh = 0.40000",
            "supply_vendor_ratio 1.3|Cyan Toner|toner|cyan|consumed|ricoh = 0.70000",
            "supply_state 1.1|Black Toner|toner|black|consumed|some_remaining",
            "supply_state 1.2|Waste Toner Bottle|wasteToner||receptacle|some_remaining",
            "supply_state 1.3|Cyan Toner|toner|cyan|consumed|some_remaining",
            "supply_state 1.4|Magenta Toner|toner|magenta|consumed|some_remaining",
            "supply_state 1.5|Yellow Toner|toner|yellow|consumed|unknown");
    assertThat(verdict(read.pages())).isEqualTo("OK");
    assertThat(measures(read.pages()))
        .containsExactly(
            "printed_pages 1.1|impressions = 1203456", "printed_pages 1.2|sheets = 610020");
  }

  /** A level beyond its capacity is unknown; octets that are no text are marked as lost. */
  @Test
  void tonerKitsInImpressions() throws IOException, InterruptedException {
    Read read = read("toner-kits");
    assertThat(verdict(read.status())).isEqualTo("WARN printer.low_toner");
    assertThat(read.status().facts())
        .containsEntry("errorState", "20")
        .containsEntry("byPassEmpty", "MP TRAY");
    assertThat(verdict(read.supplies()))
        .isEqualTo("UNKNOWN printer.supply_unknown printer.supply_low");
    assertThat(read.supplies().facts())
        .containsEntry("supplies", "TK-9350Y 4%")
        .containsEntry("unknownSupplies", "TK-9350C, WT-9350 r\ufffdcup\ufffdrateur");
    assertThat(measures(read.supplies()))
        .containsExactly(
            "supply_level_ratio 1.1|TK-9350K|tonerCartridge|black|consumed = 0.65000",
            "supply_state 1.1|TK-9350K|tonerCartridge|black|consumed|ok",
            "supply_state 1.2|TK-9350C|tonerCartridge|cyan|consumed|unknown",
            "supply_level_ratio 1.3|TK-9350M|tonerCartridge|magenta|consumed = 1.00000",
            "supply_state 1.3|TK-9350M|tonerCartridge|magenta|consumed|ok",
            "supply_level_ratio 1.4|TK-9350Y|tonerCartridge|yellow|consumed = 0.04000",
            "supply_state 1.4|TK-9350Y|tonerCartridge|yellow|consumed|low",
            "supply_state 1.5|WT-9350 r\ufffdcup\ufffdrateur|wasteToner||receptacle|no_capacity");
    assertThat(verdict(read.pages())).isEqualTo("OK");
    assertThat(measures(read.pages())).containsExactly("printed_pages 1.1|impressions = 88123");
  }

  /** Its error state has no bit, and its texts are in Shift_JIS. */
  @Test
  void coversBinsAndAlertsInAnotherCharacterSet() throws IOException, InterruptedException {
    Read read = read("open-and-full");
    assertThat(verdict(read.status()))
        .isEqualTo(
            "FAIL printer.door_open printer.down printer.input_tray_empty printer.output_full");
    assertThat(read.status().facts())
        .containsEntry("coverOpen", "前カバー")
        .containsEntry("tray", "給紙トレイ1")
        .containsEntry("byPassEmpty", "手差しトレイ")
        .containsEntry("outputFull", "排紙トレイ")
        .containsEntry("alerts", "前カバーが開いています, 給紙トレイ1 用紙なし, 排紙トレイ 満杯, Replace drum soon");
    assertThat(verdict(read.supplies())).isEqualTo("FAIL printer.supply_empty");
    assertThat(read.supplies().facts()).containsEntry("supplies", "ドラム 1%");
    assertThat(measures(read.supplies()))
        .containsExactly(
            "supply_level_ratio 1.1|黒トナー|toner|black|consumed = 0.55000",
            "supply_state 1.1|黒トナー|toner|black|consumed|ok",
            "supply_level_ratio 1.2|ドラム|opc||consumed = 0.01000",
            "supply_state 1.2|ドラム|opc||consumed|empty");
    assertThat(verdict(read.pages())).isEqualTo("OK");
    assertThat(measures(read.pages())).containsExactly("printed_pages 1.1|impressions = 5120");
  }

  /**
   * The second octet decides, not a row of a jam that it runs in spite of; a count of hours is no
   * page.
   */
  @Test
  void aFinisherWithTwoOctets() throws IOException, InterruptedException {
    Read read = read("finisher");
    assertThat(verdict(read.status()))
        .isEqualTo(
            "WARN printer.output_near_full printer.input_tray_empty printer.overdue_prevent_maint");
    assertThat(read.status().facts())
        .containsEntry("errorState", "0016")
        .containsEntry("tray", "Khay 1")
        .containsEntry("alerts", "Hết giấy khay 1, Khay ra gần đầy, Đến kỳ bảo dưỡng, Kẹt giấy");
    assertThat(verdict(read.supplies())).isEqualTo("FAIL printer.supply_empty printer.supply_low");
    assertThat(read.supplies().facts())
        .containsEntry("supplies", "Mực đen 1%, Hộp giấy vụn 8%, Hộp mực thải 0%")
        .containsEntry("unknownSupplies", "Ghim dập");
    assertThat(measures(read.supplies()))
        .containsExactly(
            "supply_level_ratio 1.1|Mực đen|toner|black|consumed = 0.01995",
            "supply_state 1.1|Mực đen|toner|black|consumed|empty",
            "supply_state 1.2|Ghim dập|staples||consumed|not_measurable",
            "supply_level_ratio 1.3|Hộp giấy vụn|wastePaper||receptacle = 0.08000",
            "supply_state 1.3|Hộp giấy vụn|wastePaper||receptacle|low",
            "supply_level_ratio 1.4|Hộp mực thải|wasteToner||receptacle = 0.00000",
            "supply_state 1.4|Hộp mực thải|wasteToner||receptacle|empty");
    assertThat(verdict(read.pages())).isEqualTo("OK");
    assertThat(measures(read.pages())).containsExactly("printed_pages 1.1|impressions = 700001");
  }
}
