package vn.daugio.collector.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.TestDatabase;
import vn.daugio.collector.surface.Offices;
import vn.daugio.collector.surface.Rows;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.HandbookLine;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

@Tag("engines")
class SheetBuilderTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
  private static final Instant ROUND = Instant.parse("2026-11-23T00:12:00Z");
  private static final Instant NOW = Instant.parse("2026-11-23T00:40:00Z");

  private final Office office = Offices.of(3);
  private final Office.Site site = office.site(Offices.SITE).orElseThrow();
  private Store store;
  private Rows rows;

  @BeforeEach
  void open(@TempDir Path folder) {
    store = TestDatabase.open(folder.resolve("daugio.db"));
    rows = new Rows(store, ROUND);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Sheet today() {
    return new Sheets(store).of(site, MONDAY, NOW).orElseThrow();
  }

  private static SheetRow row(Sheet sheet, HandbookLine line) {
    return sheet.rows().get(line.number() - 1);
  }

  @Test
  void aMorningOnWhichAllIsFineIsReady() {
    rows.fine(office);
    Sheet sheet = today();
    assertThat(sheet.verdict()).isEqualTo(Verdict.READY);
    assertThat(sheet.coverage()).isEqualTo(new Coverage(3, 3));
    assertThat(sheet.rows()).extracting(SheetRow::line).containsExactly(HandbookLine.values());
    assertThat(sheet.rows())
        .filteredOn(row -> row.light() == Light.OK)
        .extracting(SheetRow::line)
        .containsExactly(
            HandbookLine.NETWORK_BOXES,
            HandbookLine.INTERNET,
            HandbookLine.COMPUTERS,
            HandbookLine.CLOCK_AND_DISK,
            HandbookLine.PROTECTION,
            HandbookLine.PRINTERS,
            HandbookLine.SCANNERS,
            HandbookLine.ONE_DOOR_SOFTWARE,
            HandbookLine.NATIONAL_PORTAL,
            HandbookLine.DOCUMENTS_AND_MAIL,
            HandbookLine.OPEN_INCIDENTS);
    assertThat(sheet.rows()).filteredOn(row -> row.light() == Light.OPEN).hasSize(10);
    assertThat(row(sheet, HandbookLine.SIGNATURE).light()).isEqualTo(Light.OPEN);
    // nine open lines without the signature, and a part of lines 2, 3, 5, 8, 9 and 11
    assertThat(sheet.toConfirm()).isEqualTo(15);
    assertThat(row(sheet, HandbookLine.PRINTERS).waitsForPerson()).isTrue();
    assertThat(row(sheet, HandbookLine.PROTECTION).waitsForPerson()).isFalse();
    Map<String, Long> counts =
        store.read(
            tx ->
                Sheets.counts(
                    tx, site, tx.agents().ofSite(site.id()), tx.states().ofSite(site.id()), NOW));
    assertThat(counts)
        .isEqualTo(Map.of("ok", 11L, "warn", 0L, "fail", 0L, "unknown", 0L, "open", 10L));
  }

  @Test
  void aDeviceOfTheCounterFillsItsLineAndLeavesTheTrialToAPerson() {
    rows.fine(office).counter();
    SheetRow counter = row(today(), HandbookLine.COUNTER_DEVICES);
    assertThat(counter.light()).isEqualTo(Light.OK);
    assertThat(counter.items()).extracting(SheetItem::target).containsExactly("may-lay-so");
    assertThat(counter.waitsForPerson()).isTrue();
  }

  @Test
  void withoutAnyReportThereIsNotEnoughData() {
    Sheet sheet = today();
    assertThat(sheet.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(sheet.coverage()).isEqualTo(new Coverage(0, 3));
    assertThat(row(sheet, HandbookLine.COMPUTERS).light()).isEqualTo(Light.UNKNOWN);
    assertThat(row(sheet, HandbookLine.PROTECTION).light()).isEqualTo(Light.UNKNOWN);
    assertThat(row(sheet, HandbookLine.PRINTERS).light()).isEqualTo(Light.UNKNOWN);
    assertThat(row(sheet, HandbookLine.CAMERAS).light()).isEqualTo(Light.OPEN);
  }

  @Test
  void whatIsNotThereMakesNoLineGreen() {
    rows.fine(office);
    rows.put(CheckType.DEVICE_LOCAL, Offices.machine(1), Outcome.OK, null, Map.of("found", "0"));
    assertThat(row(today(), HandbookLine.COUNTER_DEVICES).light()).isEqualTo(Light.OPEN);
    rows.put(CheckType.DEVICE_LOCAL, Offices.machine(2), Outcome.OK, null, Map.of("found", "1"));
    assertThat(row(today(), HandbookLine.COUNTER_DEVICES).light()).isEqualTo(Light.OK);
    assertThat(row(today(), HandbookLine.COUNTER_DEVICES).items())
        .extracting(SheetItem::target)
        .containsExactly(Offices.machine(2));
  }

  @Test
  void aMissingMachineKeepsTheSheetFromBeingReady() {
    rows.fine(office).machine("OC-Q9-99", false);
    Sheet sheet = today();
    assertThat(sheet.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(sheet.coverage()).isEqualTo(new Coverage(3, 4));
    assertThat(row(sheet, HandbookLine.COMPUTERS).items())
        .filteredOn(item -> item.outcome() == Outcome.UNKNOWN)
        .extracting(SheetItem::target, SheetItem::about)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("OC-Q9-99", SheetItem.About.NOT_REPORTED));
    assertThat(row(sheet, HandbookLine.PROTECTION).light()).isEqualTo(Light.UNKNOWN);
  }

  @Test
  void aWarningIsANoteAndAFailureWins() {
    rows.fine(office);
    rows.put(
        CheckType.PRINTER_SUPPLIES, "may-in-q1", Outcome.WARN, Reason.PRINTER_SUPPLY_LOW, Map.of());
    assertThat(today().verdict()).isEqualTo(Verdict.READY_WITH_NOTES);
    rows.put(
        CheckType.PRINTER_STATUS,
        "may-in-q2",
        Outcome.UNKNOWN,
        Reason.PRINTER_NOT_ANSWERING,
        Map.of());
    assertThat(today().verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(row(today(), HandbookLine.PRINTERS).light()).isEqualTo(Light.UNKNOWN);
    rows.put(CheckType.SCANNER_READY, "may-quet-1", Outcome.FAIL, Reason.SCANNER_STOPPED, Map.of());
    Sheet sheet = today();
    assertThat(sheet.verdict()).isEqualTo(Verdict.NOT_READY);
    assertThat(row(sheet, HandbookLine.SCANNERS).light()).isEqualTo(Light.FAIL);
    assertThat(row(sheet, HandbookLine.SCANNERS).since()).isEqualTo(ROUND);
  }

  @Test
  void theTargetsLineWinsOverTheCheckTypes() {
    rows.fine(office);
    Sheet sheet = today();
    assertThat(row(sheet, HandbookLine.ONE_DOOR_SOFTWARE).items())
        .extracting(SheetItem::target)
        .containsExactly("mot-cua");
    assertThat(row(sheet, HandbookLine.NATIONAL_PORTAL).items())
        .extracting(SheetItem::target)
        .containsExactly("dvcqg");
    assertThat(row(sheet, HandbookLine.DOCUMENTS_AND_MAIL).items())
        .extracting(SheetItem::target)
        .containsExactly("ioffice");
  }

  @Test
  void whatWasFineYesterdayIsNotFineToday() {
    new Rows(store, ROUND.minusSeconds(86_400)).fine(office);
    Sheet sheet = today();
    assertThat(sheet.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(row(sheet, HandbookLine.INTERNET).light()).isEqualTo(Light.UNKNOWN);
    assertThat(row(sheet, HandbookLine.INTERNET).items())
        .extracting(SheetItem::about)
        .containsOnly(SheetItem.About.NOT_CHECKED);
  }

  private SheetItem.About throughput(Instant at) {
    new Rows(store, at).ok(CheckType.INTERNET_THROUGHPUT, "duong-chinh");
    return row(today(), HandbookLine.INTERNET).items().stream()
        .filter(item -> "internet.throughput".equals(item.check()))
        .map(SheetItem::about)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatRunsInTheEveningIsOnTheSheetOfTheNextWorkingDay() {
    assertThat(throughput(ROUND.minusSeconds(60 * 3_600)))
        .as("nobody has reported yet")
        .isEqualTo(SheetItem.About.NOT_CHECKED);
    rows.fine(office);
    assertThat(throughput(ROUND.minusSeconds(86_400))).isEqualTo(SheetItem.About.SUBJECT);
    assertThat(today().verdict()).isEqualTo(Verdict.READY);
  }

  @Test
  void whatIsLookedForOnceADayStandsTheNextMorning() {
    rows.fine(office);
    new Rows(store, ROUND.minusSeconds(79_200))
        .put(
            CheckType.LAN_DEVICES,
            "gateway",
            Outcome.WARN,
            Reason.LAN_NEW_DEVICE,
            Map.of("newDevices", "printer"));
    SheetRow boxes = row(today(), HandbookLine.NETWORK_BOXES);
    assertThat(boxes.light()).isEqualTo(Light.WARN);
    assertThat(boxes.items())
        .filteredOn(item -> "lan.devices".equals(item.check()))
        .extracting(SheetItem::about)
        .containsExactly(SheetItem.About.SUBJECT);
  }

  @Test
  void anEveningOfTheWeekBeforeIsTooLongAgo() {
    rows.gateway();
    rows.machine("OC-Q1-01", true);
    assertThat(throughput(ROUND.minusSeconds(6 * 86_400))).isEqualTo(SheetItem.About.NOT_CHECKED);
  }

  @Test
  void aLookAroundOfLongAgoIsNoGapInTheMorning() {
    rows.fine(office);
    new Rows(store, ROUND.minusSeconds(6 * 86_400)).lookedAround();
    assertThat(today().verdict()).isEqualTo(Verdict.READY);
    assertThat(row(today(), HandbookLine.NETWORK_BOXES).items())
        .extracting(SheetItem::check)
        .doesNotContain("lan.devices");
    rows.put(CheckType.LAN_DEVICES, "gateway", Outcome.WARN, Reason.LAN_NEW_DEVICE, Map.of());
    assertThat(today().verdict()).isEqualTo(Verdict.READY_WITH_NOTES);
    assertThat(row(today(), HandbookLine.NETWORK_BOXES).items())
        .extracting(SheetItem::check)
        .contains("lan.devices");
  }

  @Test
  void whatIsNoLongerAssignedIsLeftOutUnlessSeenToday() {
    rows.fine(office);
    new Rows(store, ROUND.minusSeconds(86_400))
        .put(CheckType.PRINTER_STATUS, "may-in-cu", Outcome.FAIL, Reason.PRINTER_DOWN, Map.of());
    assertThat(today().verdict()).isEqualTo(Verdict.READY);
    rows.put(CheckType.PRINTER_STATUS, "may-in-la", Outcome.FAIL, Reason.PRINTER_DOWN, Map.of());
    assertThat(today().verdict()).isEqualTo(Verdict.NOT_READY);
  }

  @Test
  void anIncidentOfTheDayBeforeIsLeftOver() {
    rows.fine(office);
    rows.incident(CheckType.SCANNER_READY, "may-quet-1", Severity.MEDIUM, Reason.SCANNER_STOPPED);
    assertThat(row(today(), HandbookLine.OPEN_INCIDENTS).light()).isEqualTo(Light.OK);
    Instant yesterday = ROUND.minusSeconds(86_400);
    long id =
        new Rows(store, yesterday)
            .incident(CheckType.PRINTER_STATUS, "may-in-q1", Severity.MEDIUM, Reason.PRINTER_DOWN)
            .id();
    SheetRow left = row(today(), HandbookLine.OPEN_INCIDENTS);
    assertThat(left.light()).isEqualTo(Light.WARN);
    assertThat(left.since()).isEqualTo(yesterday);
    assertThat(left.items()).extracting(SheetItem::incident).containsExactly(id);
    assertThat(today().verdict()).isEqualTo(Verdict.READY_WITH_NOTES);
  }

  @Test
  void aPastSheetIsWhatWasKnownAtItsEnd() {
    new Rows(store, ROUND.minusSeconds(3 * 86_400)).fine(office);
    rows.fine(office);
    rows.put(CheckType.SCANNER_READY, "may-quet-1", Outcome.FAIL, Reason.SCANNER_STOPPED, Map.of());
    Sheets sheets = new Sheets(store);
    Sheet friday = sheets.of(site, MONDAY.minusDays(3), NOW).orElseThrow();
    assertThat(friday.verdict()).isEqualTo(Verdict.READY);
    Sheet sunday = sheets.of(site, MONDAY.minusDays(1), NOW).orElseThrow();
    assertThat(sunday.workingDay()).isFalse();
    assertThat(sunday.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(sheets.of(site, MONDAY.plusDays(1), NOW)).isEmpty();
    // seen from the day after, this Monday is past, and still says the same
    Sheet monday = sheets.of(site, MONDAY, NOW.plusSeconds(86_400)).orElseThrow();
    assertThat(monday.verdict()).isEqualTo(Verdict.NOT_READY);
    assertThat(monday.coverage()).isEqualTo(new Coverage(3, 3));
  }

  @Test
  void aDayOffHasItsName() {
    Sheet sheet = new Sheets(store).of(site, Offices.DAY_OFF, NOW).orElseThrow();
    assertThat(sheet.workingDay()).isFalse();
    assertThat(sheet.dayOff()).isEqualTo("Quốc khánh");
    assertThat(List.of(sheet.verdict())).containsExactly(Verdict.NOT_ENOUGH_DATA);
  }

  @Test
  void aSilentMachinesNumbersAreNotShown() {
    rows.fine(office);
    rows.silent(true)
        .put(
            CheckType.INTERNET_LINK,
            "duong-chinh",
            Outcome.UNKNOWN,
            Reason.AGENT_SILENT,
            Map.of(),
            Rows.measure("loss_ratio", 0, "ratio"));
    assertThat(row(today(), HandbookLine.INTERNET).items())
        .filteredOn(item -> "internet.link".equals(item.check()))
        .singleElement()
        .satisfies(item -> assertThat(item.measures()).isEmpty());
  }

  @Test
  void ipv6IsCountedOverAllMachinesAndASilentOneIsUnknown() {
    rows.put(
        CheckType.IPV6_READINESS, Offices.machine(1), Outcome.OK, null, Map.of("ipv6", "ready"));
    // of the old agent, or of a past day: nothing was said
    rows.put(CheckType.IPV6_READINESS, Offices.machine(2), Outcome.OK, null, Map.of());
    assertThat(Ipv6Count.of(today())).isEqualTo(new Ipv6Count(1, 0, 0, 2));
  }
}
