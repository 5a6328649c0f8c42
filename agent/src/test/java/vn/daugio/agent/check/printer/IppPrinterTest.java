package vn.daugio.agent.check.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.Cups;
import vn.daugio.agent.testing.IppPrinters;
import vn.daugio.agent.testing.Peers;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** The printer checks over IPP, against CUPS and its printer program. */
class IppPrinterTest {
  private static final String ATTRIBUTES =
      """
      ATTR name marker-names "Mực đen","Cyan Toner","Waste Toner"
      ATTR keyword marker-types toner-cartridge,toner,waste-toner
      ATTR integer marker-levels 12,-3,97
      ATTR integer marker-low-levels 10,10,0
      ATTR integer marker-high-levels 100,100,90
      ATTR name marker-colors "#000000","#00FFFF","none"
      """;

  private final SnmpClient snmp = new SnmpClient();
  private Instant now = Instant.parse("2026-11-23T00:00:00Z");

  @AfterEach
  void close() {
    snmp.close();
  }

  private static Assignment status(String uri) {
    return Assignments.of(CheckType.PRINTER_STATUS, new Access.Ipp(uri));
  }

  private Finding judge(Assignment assignment, LastReading last) throws InterruptedException {
    return new PrinterStatusCheck(snmp, Clock.fixed(now, ZoneOffset.UTC))
        .judge(assignment, last, Deadline.in(Duration.ofSeconds(20)));
  }

  private Finding judge(Assignment assignment) throws InterruptedException {
    return judge(assignment, LastReading.NONE);
  }

  private Finding supplies(String uri) throws InterruptedException {
    return new PrinterSuppliesCheck(snmp)
        .judge(
            Assignments.of(CheckType.PRINTER_SUPPLIES, new Access.Ipp(uri)),
            LastReading.NONE,
            Deadline.in(Duration.ofSeconds(20)));
  }

  /** Until a program has done what it was told. */
  private Finding await(Assignment assignment, Predicate<Finding> wanted)
      throws InterruptedException {
    Deadline deadline = Deadline.in(Duration.ofSeconds(20));
    Finding finding = judge(assignment);
    while (!wanted.test(finding) && !deadline.isOver()) {
      finding = judge(assignment);
    }
    return finding;
  }

  @Test
  void queuesOfCups(@TempDir Path directory) throws IOException, InterruptedException {
    Path page = Files.writeString(directory.resolve("page"), "one page");
    try (Cups cups = Cups.start(directory)) {
      cups.queue("ok", "file:///dev/null")
          .queue("paused", "file:///dev/null")
          .queue("dead", "ipp://127.0.0.1:1/ipp/print")
          .queue("rejecting", "file:///dev/null")
          .run("cupsdisable", "paused")
          .run("cupsreject", "rejecting")
          .run("lp", "-d", "paused", page.toString())
          .run("lp", "-d", "paused", page.toString())
          .run("lp", "-d", "dead", page.toString());

      Finding ok = judge(status(cups.uri("ok")));
      assertThat(ok.outcome()).isEqualTo(Outcome.OK);
      assertThat(ok.facts()).containsEntry("queueState", "idle").containsEntry("queuedJobs", "0");

      Finding paused = judge(status(cups.uri("paused")));
      assertThat(paused.outcome()).isEqualTo(Outcome.FAIL);
      assertThat(paused.reason()).isEqualTo(Reason.PRINTER_QUEUE_STOPPED);
      assertThat(paused.also()).isEmpty();
      assertThat(paused.facts())
          .containsEntry("queueState", "stopped")
          .containsEntry("queuedJobs", "2")
          .containsEntry("oldestJobMinutes", "0")
          .containsEntry("stateReasons", "paused error");

      Finding rejecting = judge(status(cups.uri("rejecting")));
      assertThat(rejecting.outcome()).isEqualTo(Outcome.FAIL);
      assertThat(rejecting.reason()).isEqualTo(Reason.PRINTER_QUEUE_REJECTING);
      assertThat(rejecting.also()).isEmpty();

      Assignment dead = status(cups.uri("dead"));
      Finding young = await(dead, one -> "processing".equals(one.facts().get("queueState")));
      assertThat(young.facts()).containsEntry("queueState", "processing");
      assertThat(young.reason()).isNotEqualTo(Reason.PRINTER_JOB_STUCK);
      Finding old = judge(Assignments.limited(dead, "job-warn-after", 0));
      assertThat(
              old.also().contains(Reason.PRINTER_JOB_STUCK)
                  || old.reason() == Reason.PRINTER_JOB_STUCK)
          .isTrue();
      assertThat(old.outcome()).isEqualTo(Outcome.WARN);
      Finding older = judge(Assignments.limited(dead, "job-fail-after", 0));
      assertThat(older.outcome()).isEqualTo(Outcome.FAIL);
      assertThat(older.reason()).isEqualTo(Reason.PRINTER_JOB_STUCK);

      Finding none = judge(status(cups.uri("no-such-queue")));
      assertThat(none.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(none.reason()).isEqualTo(Reason.NOT_SUPPORTED);
    }
  }

  @Test
  void aPrinterWithMarkers(@TempDir Path directory) throws IOException, InterruptedException {
    Path attributes = Files.writeString(directory.resolve("markers.conf"), ATTRIBUTES);
    try (IppPrinters printers = IppPrinters.prepare(directory)) {
      int port = printers.printer("markers", "-a", attributes.toString()).port();
      Finding finding = supplies("ipp://127.0.0.1:" + port + "/ipp/print");
      assertThat(finding.measures())
          .contains(
              new Measure(
                  "supply_level_ratio",
                  Map.of(
                      "index",
                      "1",
                      "supply",
                      "Mực đen",
                      "kind",
                      "tonerCartridge",
                      "color",
                      "black",
                      "class",
                      "consumed"),
                  0.12,
                  "ratio"),
              new Measure(
                  "supply_level_ratio",
                  Map.of(
                      "index",
                      "3",
                      "supply",
                      "Waste Toner",
                      "kind",
                      "wasteToner",
                      "color",
                      "",
                      "class",
                      "receptacle"),
                  0.03,
                  "ratio"),
              new Measure(
                  "supply_state",
                  Map.of(
                      "index",
                      "2",
                      "supply",
                      "Cyan Toner",
                      "kind",
                      "toner",
                      "color",
                      "cyan",
                      "class",
                      "consumed",
                      "state",
                      "some_remaining"),
                  1,
                  "state"))
          .hasSize(5);
      assertThat(finding.outcome()).isEqualTo(Outcome.WARN);
      assertThat(finding.reason()).isEqualTo(Reason.PRINTER_SUPPLY_LOW);
      assertThat(finding.facts()).containsEntry("supplies", "Waste Toner 3%");
    }
  }

  @Test
  void aPrinterWhoseStateChanges(@TempDir Path directory) throws IOException, InterruptedException {
    try (IppPrinters printers = IppPrinters.prepare(directory)) {
      Peers.Peer printer = printers.printer("changing", "-M", "Acme", "-m", "Laser");
      String uri = "ipp://127.0.0.1:" + printer.port() + "/ipp/print";
      Finding before = judge(status(uri));
      assertThat(before.outcome()).isEqualTo(Outcome.OK);
      assertThat(before.facts()).containsEntry("model", "Acme Laser");
      assertThat(supplies(uri).outcome()).isEqualTo(Outcome.OK);

      get(printer, "/supplies?supply0=50&supply1=0");
      Finding used = supplies(uri);
      assertThat(used.outcome()).isEqualTo(Outcome.FAIL);
      assertThat(used.reason()).isEqualTo(Reason.PRINTER_SUPPLY_EMPTY);
      assertThat(used.facts()).containsEntry("supplies", "Black Toner 0%");
      assertThat(Assignments.values(used, "supply_level_ratio")).containsExactly(0.5, 0.0);
      Finding empty = judge(status(uri));
      assertThat(empty.outcome()).isEqualTo(Outcome.WARN);
      assertThat(empty.reason()).isEqualTo(Reason.PRINTER_NO_TONER);
      assertThat(empty.facts()).containsEntry("stateReasons", "toner-empty report");

      get(printer, "/supplies?supply0=50&supply1=60");
      get(printer, "/media?size1=na_letter_8.5x11in&type1=stationery&level1=0");
      Finding noPaper = judge(status(uri));
      assertThat(noPaper.outcome()).isEqualTo(Outcome.WARN);
      assertThat(noPaper.reason()).isEqualTo(Reason.PRINTER_NO_PAPER);
      assertThat(noPaper.also()).isEmpty();
    }
  }

  @Test
  void anEmptyByPassTrayAloneIsOk(@TempDir Path directory)
      throws IOException, InterruptedException {
    try (IppPrinters printers = IppPrinters.prepare(directory)) {
      Peers.Peer printer = printers.printer("trays");
      Assignment status = status("ipp://127.0.0.1:" + printer.port() + "/ipp/print");
      String sheets =
          "/media?size1=iso_a4_210x297mm&type1=stationery&level1=%d"
              + "&size3=iso_dl_110x220mm&type3=stationery&level3=%d";
      get(printer, sheets.formatted(100, 0));
      Finding byPass = judge(status);
      assertThat(byPass.outcome()).isEqualTo(Outcome.OK);
      assertThat(byPass.facts())
          .containsEntry("stateReasons", "media-empty report")
          .containsEntry("byPassEmpty", "by-pass-tray")
          .doesNotContainKey("tray");

      get(printer, sheets.formatted(10, 0));
      Finding low = judge(status);
      assertThat(low.reason()).isEqualTo(Reason.PRINTER_LOW_PAPER);
      assertThat(low.also()).isEmpty();

      get(printer, sheets.formatted(0, 0));
      Finding both = judge(status);
      assertThat(both.outcome()).isEqualTo(Outcome.WARN);
      assertThat(both.reason()).isEqualTo(Reason.PRINTER_NO_PAPER);
      assertThat(both.facts())
          .containsEntry("tray", "main")
          .containsEntry("byPassEmpty", "by-pass-tray");
    }
  }

  @Test
  void aChangedCertificateWarnsForAWeek(@TempDir Path directory) throws InterruptedException {
    try (IppPrinters printers = IppPrinters.prepare(directory)) {
      int port = printers.printer("secure").port();
      Assignment secure = status("ipps://127.0.0.1:" + port + "/ipp/print");
      Finding first = judge(secure);
      assertThat(first.outcome()).isEqualTo(Outcome.OK);
      assertThat(first.remember()).containsOnlyKeys("certificate");
      String shown = first.remember().get("certificate");
      assertThat(shown).hasSize(64);
      assertThat(judge(secure, new LastReading(null, first.remember())).outcome())
          .isEqualTo(Outcome.OK);

      String another = "0".repeat(64);
      Finding changed = judge(secure, new LastReading(null, Map.of("certificate", another)));
      assertThat(changed.outcome()).isEqualTo(Outcome.WARN);
      assertThat(changed.reason()).isEqualTo(Reason.PRINTER_CERTIFICATE_CHANGED);
      assertThat(changed.facts()).containsEntry("certificate", shown.substring(0, 16));
      assertThat(changed.remember())
          .isEqualTo(
              Map.of(
                  "certificate",
                  another,
                  "certificateChangedTo",
                  shown,
                  "certificateChangedAt",
                  "2026-11-23T00:00:00Z"));

      now = now.plus(Duration.ofDays(7)).minusSeconds(1);
      Finding still = judge(secure, new LastReading(null, changed.remember()));
      assertThat(still.reason()).isEqualTo(Reason.PRINTER_CERTIFICATE_CHANGED);
      assertThat(still.remember()).isEqualTo(changed.remember());

      now = now.plusSeconds(1);
      Finding taken = judge(secure, new LastReading(null, still.remember()));
      assertThat(taken.outcome()).isEqualTo(Outcome.OK);
      assertThat(taken.remember()).isEqualTo(first.remember());
    }
  }

  private static void get(Peers.Peer printer, String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + printer.port() + path)
                .toURL()
                .openConnection(Proxy.NO_PROXY);
    assertThat(connection.getResponseCode()).isEqualTo(200);
    connection.getInputStream().readAllBytes();
    connection.disconnect();
  }
}
