package vn.daugio.agent.check.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.PrintQueues;
import vn.daugio.agent.os.PrintQueues.Condition;
import vn.daugio.agent.os.PrintQueues.Queue;
import vn.daugio.agent.os.PrintQueues.Spooler;
import vn.daugio.agent.os.linux.LinuxPrintQueues;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.testing.Cups;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

class PrinterLocalCheckTest {
  private static final CheckType TYPE = CheckType.PRINTER_LOCAL;
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T00:00:00Z"), ZoneOffset.UTC);
  private static final Map<String, String> SEEN_NOW =
      Map.of("seen.printer", "2026-11-23T00:00:00Z");
  private static final LastReading HAD_TWO =
      new LastReading(Instant.EPOCH, Map.of("seen.printer", "2026-10-24T00:00:01Z"));
  private static final LastReading HAD_LONG_AGO =
      new LastReading(Instant.EPOCH, Map.of("seen.printer", "2026-10-24T00:00:00Z"));

  @TempDir Path root;

  private static Assignment assignment(Map<String, Double> limits, String... required) {
    Target machine =
        new Target(
            "OC-1",
            TargetKind.MACHINE,
            null,
            null,
            List.of(new Access.Required(List.of(), List.of(required))));
    return new Assignment(TYPE, machine, limits, TYPE.deadline(), null);
  }

  private static Finding judge(PrintQueues queues, LastReading last, String... required)
      throws InterruptedException {
    return new PrinterLocalCheck(queues, CLOCK)
        .judge(assignment(TYPE.limits(), required), last, Deadline.in(Duration.ofSeconds(20)));
  }

  private static Finding judge(Spooler spooler, LastReading last, String... required)
      throws InterruptedException {
    return judge(deadline -> spooler, last, required);
  }

  private static String verdict(Finding finding) {
    StringBuilder text = new StringBuilder(finding.outcome().toString());
    Optional.ofNullable(finding.reason()).ifPresent(it -> text.append(' ').append(it.code()));
    finding.also().forEach(it -> text.append(' ').append(it.code()));
    return text.toString();
  }

  private static Queue queue(String name, boolean isDefault, Condition... conditions) {
    return new Queue(name, "Canon LBP2900", "usb", isDefault, Set.of(conditions), Optional.empty());
  }

  private static Spooler told(Queue... queues) {
    return new Spooler.Told(List.of(queues), true, true);
  }

  @ParameterizedTest
  @CsvSource({
    "absent, 0, '', OK",
    "absent, 2, '', FAIL printer.gone",
    "absent, 0, printer, FAIL printer.missing",
    "absent, 0, scanner, OK",
    "none, 0, '', OK",
    "none, 2, printer, FAIL printer.gone",
    "none, 0, printer, FAIL printer.missing",
    "stopped-none, 0, '', OK",
    "stopped-none, 2, '', FAIL printer.spooler_stopped",
    "stopped-none, 0, printer, FAIL printer.spooler_stopped",
    "stopped-some, 0, '', FAIL printer.spooler_stopped",
    "stopped-unknown, 0, '', UNKNOWN printer.spooler_stopped",
  })
  void neverHadDiffersFromGoneAndFromRequired(
      String spooler, String before, String required, String said) throws Exception {
    Spooler now =
        switch (spooler) {
          case "absent" -> new Spooler.Absent();
          case "none" -> told();
          case "stopped-none" -> new Spooler.Stopped(Optional.of(false));
          case "stopped-some" -> new Spooler.Stopped(Optional.of(true));
          default -> new Spooler.Stopped(Optional.empty());
        };
    LastReading last = before.equals("0") ? LastReading.NONE : HAD_TWO;
    Finding finding =
        judge(now, last, required.isEmpty() ? new String[0] : new String[] {required});
    assertThat(verdict(finding)).isEqualTo(said);
    boolean told = !said.endsWith("spooler_stopped");
    assertThat(finding.facts()).isEqualTo(told ? Map.of("found", "0") : Map.of());
    // it stays gone until one is there again
    assertThat(finding.remember()).isEqualTo(before.equals("0") ? Map.of() : HAD_TWO.values());
  }

  @Test
  void whatNobodyHasSeenForAMonthWentElsewhere() throws Exception {
    Finding finding = judge(told(), HAD_LONG_AGO);
    assertThat(verdict(finding)).isEqualTo("OK");
    assertThat(finding.remember()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PAUSED, FAIL printer.queue_stopped",
    "OFFLINE, FAIL printer.offline",
    "UNPLUGGED, FAIL printer.unplugged",
    "DEVICE_FAULT, FAIL printer.device_fault",
    "ERROR, FAIL printer.down",
    "NO_PAPER, FAIL printer.no_paper",
    "LOW_PAPER, WARN printer.low_paper",
    "NO_TONER, FAIL printer.no_toner",
    "LOW_TONER, WARN printer.low_toner",
    "DOOR_OPEN, FAIL printer.door_open",
    "JAMMED, FAIL printer.jammed",
    "OUTPUT_FULL, FAIL printer.output_full",
    "ATTENTION, WARN printer.service_requested",
  })
  void eachConditionOfTheDefaultQueue(Condition condition, String said) throws Exception {
    Finding finding = judge(told(queue("may in 1", true, condition)), LastReading.NONE);
    assertThat(verdict(finding)).isEqualTo(said);
    assertThat(finding.facts()).isEqualTo(Map.of("found", "1", "queues", "may in 1"));
    assertThat(finding.remember()).isEqualTo(SEEN_NOW);
  }

  @Test
  void theComputerThatSharesAQueueIsNotNamed() throws Exception {
    Queue shared = queue("\\\\PC-NGUYENVANA\\Canon LBP2900", true, Condition.OFFLINE);
    assertThat(judge(told(shared), LastReading.NONE).facts())
        .isEqualTo(Map.of("found", "1", "queues", "Canon LBP2900"));
  }

  @Test
  void anOldQueueThatNobodyPrintsToWarnsOnly() throws Exception {
    Queue good = queue("moi", true);
    assertThat(verdict(judge(told(good, queue("cu", false, Condition.OFFLINE)), HAD_TWO)))
        .isEqualTo("WARN printer.offline");
    assertThat(verdict(judge(told(good, queue("cu", false, Condition.PAUSED)), HAD_TWO)))
        .isEqualTo("FAIL printer.queue_stopped");
    Queue waiting =
        new Queue(
            "cu", "x", "tcp", false, Set.of(Condition.OFFLINE), Optional.of(Duration.ofMinutes(1)));
    assertThat(verdict(judge(told(good, waiting), HAD_TWO))).isEqualTo("FAIL printer.offline");
    assertThat(verdict(judge(told(queue("a", false, Condition.OFFLINE)), HAD_TWO)))
        .isEqualTo("FAIL printer.offline printer.no_default");
  }

  @ParameterizedTest
  @CsvSource({
    "PT9M59S, OK, 9",
    "PT10M, WARN printer.job_stuck, 10",
    "PT59M59S, WARN printer.job_stuck, 59",
    "PT1H, FAIL printer.job_stuck, 60",
  })
  void aJobIsStuckAsOnANetworkPrinter(Duration age, String said, String minutes) throws Exception {
    Queue queue = new Queue("q", "x", "tcp", true, Set.of(), Optional.of(age));
    Finding finding = judge(told(queue), LastReading.NONE);
    assertThat(verdict(finding)).isEqualTo(said);
    assertThat(finding.facts()).containsEntry("oldestJobMinutes", minutes);
  }

  @ParameterizedTest
  @CsvSource({
    "Microsoft Print To PDF, portprompt:",
    "Microsoft XPS Document Writer v4, portprompt:",
    "Send to Microsoft OneNote 16 Driver, nul:",
    "Microsoft Shared Fax Driver, shrfax:",
    "AnyDesk v4 Printer Driver, other",
    "Foxit PDF Editor Printer Driver, other",
    "Canon LBP2900, file:",
  })
  void whatMakesFilesIsNoPrinter(String driver, String port) throws Exception {
    Queue virtual = new Queue("x", driver, port, true, Set.of(Condition.OFFLINE), Optional.empty());
    assertThat(judge(told(virtual), LastReading.NONE).facts()).isEqualTo(Map.of("found", "0"));
    assertThat(verdict(judge(told(virtual, queue("may in", false)), LastReading.NONE)))
        .isEqualTo("WARN printer.no_default");
  }

  @Test
  void whatIsNotToldIsNotJudgedAsGood() throws Exception {
    Spooler asNobody = new Spooler.Told(List.of(queue("a", false)), false, true);
    assertThat(verdict(judge(asNobody, LastReading.NONE))).isEqualTo("OK");
    Spooler noJobs = new Spooler.Told(List.of(queue("a", true)), true, false);
    assertThat(verdict(judge(noJobs, LastReading.NONE))).isEqualTo("UNKNOWN not_permitted");
    Finding refused =
        judge(
            deadline -> {
              throw new NotPermittedException("print queues");
            },
            HAD_TWO);
    assertThat(refused.reason()).isEqualTo(Reason.NOT_PERMITTED);
    assertThat(refused.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(refused.remember()).isEqualTo(HAD_TWO.values());
  }

  private Finding overCups(@Nullable LastReading last) throws InterruptedException {
    return judge(new LinuxPrintQueues(root), last == null ? LastReading.NONE : last);
  }

  /** A whole life of one scheduler, as it takes seconds to start. */
  @Test
  void aCupsOfItsOwn() throws Exception {
    Files.createDirectories(root.resolve("run/cups"));
    Files.createDirectories(root.resolve("usr/sbin"));
    Files.createFile(root.resolve("usr/sbin/cupsd"));
    Path socket = root.resolve("run/cups/cups.sock");
    Path folder = Files.createDirectories(root.resolve("own"));
    root.toFile().setExecutable(true, false);
    try (Cups cups = Cups.start(folder, socket)) {
      Finding empty = overCups(null);
      assertThat(verdict(empty)).isEqualTo("OK");
      assertThat(empty.facts()).isEqualTo(Map.of("found", "0"));

      cups.queue("may-in-1", "file:/dev/null");
      cups.run("lpadmin", "-p", "ra-pdf", "-E", "-v", "file:/dev/null", "-P", pdfDriver());
      Finding one = overCups(null);
      assertThat(verdict(one)).isEqualTo("WARN printer.no_default");
      assertThat(one.facts()).isEqualTo(Map.of("found", "1"));
      assertThat(one.remember()).isEqualTo(SEEN_NOW);

      cups.run("lpadmin", "-d", "may-in-1");
      assertThat(verdict(overCups(null))).isEqualTo("OK");

      cups.run("cupsdisable", "may-in-1");
      cups.run("lp", "-d", "may-in-1", page());
      Finding paused = overCups(null);
      assertThat(verdict(paused)).isEqualTo("FAIL printer.queue_stopped");
      assertThat(paused.facts())
          .isEqualTo(Map.of("found", "1", "queues", "may-in-1", "oldestJobMinutes", "0"));
      Map<String, Double> impatient = new HashMap<>(TYPE.limits());
      impatient.put("job-fail-after", 0.0);
      assertThat(
              verdict(
                  new PrinterLocalCheck(new LinuxPrintQueues(root), CLOCK)
                      .judge(
                          assignment(impatient),
                          LastReading.NONE,
                          Deadline.in(Duration.ofSeconds(20)))))
          .isEqualTo("FAIL printer.job_stuck printer.queue_stopped");

      cups.run("cancel", "-a").run("cupsenable", "may-in-1").run("cupsreject", "may-in-1");
      assertThat(verdict(overCups(null))).isEqualTo("FAIL printer.queue_rejecting");

      cups.run("lpadmin", "-x", "may-in-1");
      Finding gone = overCups(new LastReading(Instant.EPOCH, one.remember()));
      assertThat(verdict(gone)).isEqualTo("FAIL printer.gone");
      assertThat(gone.facts()).isEqualTo(Map.of("found", "0"));
    }
    assertThat(verdict(overCups(HAD_TWO))).isEqualTo("FAIL printer.spooler_stopped");
    assertThat(verdict(overCups(null))).isEqualTo("OK");
  }

  /** A driver (PPD 4.3) by whose name nothing is printed. */
  private String pdfDriver() throws Exception {
    String ppd =
        """
        *PPD-Adobe: "4.3"
        *FormatVersion: "4.3"
        *FileVersion: "1.0"
        *LanguageVersion: English
        *LanguageEncoding: ISOLatin1
        *PCFileName: "CUPSPDF.PPD"
        *Manufacturer: "Generic"
        *Product: "(CUPS v1.1)"
        *ModelName: "Generic CUPS-PDF Printer"
        *ShortNickName: "Generic CUPS-PDF Printer"
        *NickName: "Generic CUPS-PDF Printer"
        *PSVersion: "(3010.000) 550"
        *LanguageLevel: "3"
        *OpenUI *PageSize/Page Size: PickOne
        *DefaultPageSize: A4
        *PageSize A4/A4: ""
        *CloseUI: *PageSize
        *DefaultImageableArea: A4
        *ImageableArea A4/A4: "0 0 595 842"
        *DefaultPaperDimension: A4
        *PaperDimension A4/A4: "595 842"
        """;
    return Files.writeString(root.resolve("pdf.ppd"), ppd).toString();
  }

  private String page() throws Exception {
    return Files.writeString(root.resolve("trang.txt"), "một trang\n").toString();
  }

  /** A socket is left where nobody listens any more. */
  @Test
  void aSocketWithoutAService() throws Exception {
    Files.createDirectories(root.resolve("run/cups"));
    try (var server =
        java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
      server.bind(java.net.UnixDomainSocketAddress.of(root.resolve("run/cups/cups.sock")));
    }
    assertThat(verdict(overCups(null))).isEqualTo("OK");
    assertThat(verdict(overCups(HAD_TWO))).isEqualTo("FAIL printer.spooler_stopped");
    Files.createDirectories(root.resolve("etc/cups/ppd"));
    Files.writeString(root.resolve("etc/cups/ppd/may-in-1.ppd"), "*PPD-Adobe");
    assertThat(verdict(overCups(null))).isEqualTo("FAIL printer.spooler_stopped");
  }
}
