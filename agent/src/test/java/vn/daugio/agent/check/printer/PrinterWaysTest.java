package vn.daugio.agent.check.printer;

import static org.assertj.core.api.Assertions.assertThat;

import com.hp.jipp.encoding.Attribute;
import com.hp.jipp.encoding.IntType;
import com.hp.jipp.encoding.KeyValues;
import com.hp.jipp.encoding.KeywordType;
import com.hp.jipp.encoding.NameType;
import com.hp.jipp.model.PrinterState;
import com.hp.jipp.model.Types;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.IppResponder;
import vn.daugio.agent.testing.Peers;
import vn.daugio.agent.testing.TcpResponder;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** A printer that can be asked over SNMP (Debian's snmpd) and over IPP (jipp), and one of both. */
class PrinterWaysTest {
  private static final String IDLE_WITHOUT_ERROR = "0x0000";
  private static final String NO_PAPER = "0x4000";

  private final SnmpClient snmp = new SnmpClient();

  @AfterEach
  void close() {
    snmp.close();
  }

  private static Peers.Peer snmpd(Path directory, String errorState) throws IOException {
    int port = Peers.freePort();
    Path config =
        Files.writeString(
            directory.resolve("snmpd-" + port + ".conf"),
            """
            rocommunity public 127.0.0.1
            override 1.3.6.1.2.1.25.3.2.1.2.1 object_id 1.3.6.1.2.1.25.3.1.5
            override 1.3.6.1.2.1.25.3.2.1.3.1 octet_str "Laser M100"
            override 1.3.6.1.2.1.25.3.2.1.5.1 integer 2
            override 1.3.6.1.2.1.25.3.5.1.1.1 integer 3
            override 1.3.6.1.2.1.25.3.5.1.2.1 octet_str %s
            override 1.3.6.1.2.1.43.11.1.1.3.1.1 integer 1
            override 1.3.6.1.2.1.43.11.1.1.4.1.1 integer 3
            override 1.3.6.1.2.1.43.11.1.1.5.1.1 integer 3
            override 1.3.6.1.2.1.43.11.1.1.6.1.1 octet_str "Black Cartridge"
            override 1.3.6.1.2.1.43.11.1.1.7.1.1 integer 19
            override 1.3.6.1.2.1.43.11.1.1.8.1.1 integer -2
            override 1.3.6.1.2.1.43.11.1.1.9.1.1 integer 7
            override 1.3.6.1.2.1.43.12.1.1.4.1.1 octet_str "Black"
            """
                .formatted(errorState));
    return Peers.startUdp(
        new Peers.Plan(
            List.of(
                Peers.need("env"),
                "MIBS=",
                "SNMP_PERSISTENT_DIR=" + directory,
                Peers.need("snmpd"),
                "-f",
                "-Lf",
                directory.resolve("snmpd-" + port + ".log").toString(),
                "-C",
                "-c",
                config.toString(),
                "udp:127.0.0.1:" + port),
            port,
            directory.resolve("snmpd.out")));
  }

  private Finding judge(CheckType type, int snmpPort, int ippPort) throws InterruptedException {
    Access.Ipp ipp = new Access.Ipp("ipp://127.0.0.1:" + ippPort + "/ipp/print");
    Access.Snmp other = new Access.Snmp("2c", "public", null, null, null);
    Check check =
        type == CheckType.PRINTER_STATUS
            ? new PrinterStatusCheck(snmp, Clock.systemUTC())
            : new PrinterSuppliesCheck(snmp);
    return check.judge(
        snmpPort == 0
            ? Assignments.of(type, ipp)
            : Assignments.at(type, "127.0.0.1:" + snmpPort, other, ipp),
        LastReading.NONE,
        Deadline.in(Duration.ofSeconds(8)));
  }

  private Finding status(int snmpPort, int ippPort) throws InterruptedException {
    return judge(CheckType.PRINTER_STATUS, snmpPort, ippPort);
  }

  private static TcpResponder idle(String... reasons) throws IOException {
    Attribute<?> told = new KeywordType.Set("printer-state-reasons").of(List.of(reasons));
    return IppResponder.printer(Types.printerState.of(PrinterState.idle), told);
  }

  @Test
  void theDeviceIsTheOneOfSnmpAndContradictionsAreFacts(@TempDir Path directory)
      throws IOException, InterruptedException {
    try (Peers.Peer device = snmpd(directory, NO_PAPER);
        TcpResponder none = idle("none");
        TcpResponder same = idle("media-empty-error")) {
      Finding finding = status(device.port(), none.port());
      assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
      assertThat(finding.reason()).isEqualTo(Reason.PRINTER_NO_PAPER);
      assertThat(finding.also()).isEmpty();
      assertThat(finding.facts())
          .containsEntry("contradiction", "snmp: printer.no_paper; ipp: -")
          .containsEntry("model", "Laser M100")
          .containsEntry("queueState", "idle");

      Finding agreed = status(device.port(), same.port());
      assertThat(agreed.reason()).isEqualTo(Reason.PRINTER_NO_PAPER);
      assertThat(agreed.facts()).doesNotContainKey("contradiction");
    }
  }

  @Test
  void theQueueIsTheOneOfIpp(@TempDir Path directory) throws IOException, InterruptedException {
    try (Peers.Peer device = snmpd(directory, IDLE_WITHOUT_ERROR);
        TcpResponder jammed = idle("media-jam-error");
        TcpResponder rejecting =
            IppResponder.printer(
                Types.printerState.of(PrinterState.idle), Types.printerIsAcceptingJobs.of(false));
        TcpResponder stopped = IppResponder.printer(Types.printerState.of(PrinterState.stopped))) {
      Finding well = status(device.port(), jammed.port());
      assertThat(well.outcome()).isEqualTo(Outcome.OK);
      assertThat(well.facts()).containsEntry("contradiction", "snmp: -; ipp: printer.jammed");

      assertThat(status(device.port(), rejecting.port()).reason())
          .isEqualTo(Reason.PRINTER_QUEUE_REJECTING);
      assertThat(status(device.port(), stopped.port()).reason())
          .isEqualTo(Reason.PRINTER_QUEUE_STOPPED);
      assertThat(status(0, stopped.port()).reason()).isEqualTo(Reason.PRINTER_DOWN);
    }
  }

  @Test
  void traysToldByAnotherEncoder() throws IOException, InterruptedException {
    KeyValues byPass =
        new KeyValues("type", "sheetFeedManual", "level", "0", "status", "8", "name", "Bypass");
    KeyValues full = new KeyValues("level", "-3", "status", "0", "name", "Tray 1");
    KeyValues empty = new KeyValues("level", "0", "status", "9", "name", "Khay 2");
    Attribute<?> told = new KeywordType.Set("printer-state-reasons").of("media-empty-warning");
    try (TcpResponder well =
            IppResponder.printer(
                Types.printerState.of(PrinterState.idle),
                told,
                Types.printerInputTray.of(byPass, full));
        TcpResponder not =
            IppResponder.printer(
                Types.printerState.of(PrinterState.idle),
                told,
                Types.printerInputTray.of(byPass, full, empty))) {
      assertThat(status(0, well.port()).outcome()).isEqualTo(Outcome.OK);
      Finding finding = status(0, not.port());
      assertThat(finding.reason()).isEqualTo(Reason.PRINTER_NO_PAPER);
      assertThat(finding.facts()).containsEntry("tray", "Khay 2");
    }
  }

  @Test
  void oneSilentWayIsNoFailure(@TempDir Path directory) throws IOException, InterruptedException {
    try (Peers.Peer device = snmpd(directory, IDLE_WITHOUT_ERROR);
        TcpResponder queue = idle("toner-low-warning")) {
      int nobody = Peers.freePort();
      Finding bySnmp = status(device.port(), nobody);
      assertThat(bySnmp.outcome()).isEqualTo(Outcome.OK);
      assertThat(bySnmp.facts()).containsEntry("ippUnread", "connect: refused");

      Finding byIpp = status(nobody, queue.port());
      assertThat(byIpp.outcome()).isEqualTo(Outcome.WARN);
      assertThat(byIpp.reason()).isEqualTo(Reason.PRINTER_LOW_TONER);
      assertThat(byIpp.facts()).containsKey("snmpUnread");

      Finding none = status(nobody, nobody);
      assertThat(none.outcome()).isEqualTo(Outcome.FAIL);
      assertThat(none.reason()).isEqualTo(Reason.PRINTER_NOT_ANSWERING);
    }
  }

  @Test
  void suppliesHaveOneSource(@TempDir Path directory) throws IOException, InterruptedException {
    try (Peers.Peer device = snmpd(directory, IDLE_WITHOUT_ERROR);
        TcpResponder queue =
            IppResponder.printer(
                new NameType.Set("marker-names").of("Black"),
                new KeywordType.Set("marker-types").of("toner"),
                new NameType.Set("marker-colors").of("#000000"),
                new IntType.Set("marker-levels").of(60))) {
      Finding both = judge(CheckType.PRINTER_SUPPLIES, device.port(), queue.port());
      assertThat(both.reason()).isEqualTo(Reason.PRINTER_SUPPLY_LOW);
      assertThat(Assignments.values(both, "supply_level_ratio")).containsExactly(0.07);
      assertThat(both.facts()).containsEntry("contradiction", "black: snmp 7%, ipp 60%");

      Finding byIpp = judge(CheckType.PRINTER_SUPPLIES, Peers.freePort(), queue.port());
      assertThat(byIpp.outcome()).isEqualTo(Outcome.OK);
      assertThat(Assignments.values(byIpp, "supply_level_ratio")).containsExactly(0.6);

      Finding none = judge(CheckType.PRINTER_SUPPLIES, 0, Peers.freePort());
      assertThat(none.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(none.reason()).isEqualTo(Reason.PRINTER_NOT_ANSWERING);
      assertThat(none.measures()).isEmpty();
    }
  }

  private Finding against(TcpResponder.Service service) throws IOException, InterruptedException {
    try (TcpResponder peer = TcpResponder.start(service)) {
      Finding supplies = judge(CheckType.PRINTER_SUPPLIES, 0, peer.port());
      assertThat(supplies.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(supplies.measures()).isEmpty();
      return status(0, peer.port());
    }
  }

  private static void say(Socket connection, String text) throws IOException {
    // what is left unread when it closes would reset the connection
    byte[] request = new byte[16_384];
    int length = connection.getInputStream().read(request);
    assertThat(length).isGreaterThan(100);
    connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    connection.getOutputStream().flush();
  }

  @Test
  void whatNoPrinterShouldAnswer() throws IOException, InterruptedException {
    String ok = "HTTP/1.1 200 OK\r\n\r\n";
    assertThat(against((peer, n) -> say(peer, ok)).reason()).isEqualTo(Reason.PRINTER_MALFORMED);
    assertThat(against((peer, n) -> say(peer, "SSH-2.0-x\r\n")).reason())
        .isEqualTo(Reason.PRINTER_MALFORMED);
    assertThat(against((peer, n) -> say(peer, ok + "\1\1\0\0\0\0\0\1\3")).reason())
        .isEqualTo(Reason.PRINTER_MALFORMED);
    assertThat(against((peer, n) -> say(peer, ok + "x".repeat(600_000))).facts())
        .containsEntry("detail", "http: answer larger than 256 KB");
    assertThat(against((peer, n) -> say(peer, "HTTP/1.1 401 No\r\n\r\n")).reason())
        .isEqualTo(Reason.NOT_PERMITTED);
    assertThat(against((peer, n) -> say(peer, "HTTP/1.1 404 No\r\n\r\n")).reason())
        .isEqualTo(Reason.NOT_SUPPORTED);
  }
}
