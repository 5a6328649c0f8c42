package vn.daugio.agent.check.printer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.agent.probe.SnmpTarget;
import vn.daugio.agent.testing.Snmpd;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

/** The printer checks against Debian's snmpd, which presents a printer, and against noise. */
class PrinterChecksTest {
  private static final String PRINTER =
      """
      rocommunity public 127.0.0.1
      override 1.3.6.1.2.1.25.3.2.1.2.1 object_id 1.3.6.1.2.1.25.3.1.5
      override 1.3.6.1.2.1.25.3.2.1.3.1 octet_str "Laser M100"
      override 1.3.6.1.2.1.25.3.2.1.5.1 integer 2
      override 1.3.6.1.2.1.25.3.5.1.1.1 integer 3
      override 1.3.6.1.2.1.25.3.5.1.2.1 octet_str 0x4804
      override 1.3.6.1.2.1.43.5.1.1.17.1 octet_str "SN-1"
      override 1.3.6.1.2.1.43.8.2.1.10.1.1 integer 0
      override 1.3.6.1.2.1.43.8.2.1.13.1.1 octet_str "Tray 1"
      override 1.3.6.1.2.1.43.11.1.1.3.1.1 integer 1
      override 1.3.6.1.2.1.43.11.1.1.4.1.1 integer 3
      override 1.3.6.1.2.1.43.11.1.1.5.1.1 integer 3
      override 1.3.6.1.2.1.43.11.1.1.6.1.1 octet_str "Black Cartridge"
      override 1.3.6.1.2.1.43.11.1.1.7.1.1 integer 19
      override 1.3.6.1.2.1.43.11.1.1.8.1.1 integer -2
      override 1.3.6.1.2.1.43.11.1.1.9.1.1 integer 7
      override 1.3.6.1.2.1.43.11.1.1.6.1.2 octet_str "Cyan Cartridge"
      override 1.3.6.1.2.1.43.11.1.1.9.1.2 integer -3
      override 1.3.6.1.2.1.43.12.1.1.4.1.1 octet_str "Black"
      """;

  private final SnmpClient snmp = new SnmpClient();

  @AfterEach
  void close() {
    snmp.close();
  }

  private static Target target(String version, int port) {
    return new Target(
        "may-in",
        TargetKind.PRINTER,
        "127.0.0.1:" + port,
        null,
        List.of(new Access.Snmp(version, "public", null, null, null)));
  }

  private static Finding judge(Check check, CheckType type, Target target, Duration deadline)
      throws InterruptedException {
    return check.judge(
        new Assignment(type, target, type.limits(), deadline, null),
        LastReading.NONE,
        Deadline.in(deadline));
  }

  private Finding status(Target target, Duration deadline) throws InterruptedException {
    return judge(
        new PrinterStatusCheck(snmp, Clock.systemUTC()),
        CheckType.PRINTER_STATUS,
        target,
        deadline);
  }

  private Finding supplies(Target target, Duration deadline) throws InterruptedException {
    return judge(new PrinterSuppliesCheck(snmp), CheckType.PRINTER_SUPPLIES, target, deadline);
  }

  @Test
  void readsAPrinterThatSnmpdPresents(@TempDir Path directory)
      throws IOException, InterruptedException {
    try (Snmpd snmpd = Snmpd.start(directory, PRINTER)) {
      int port = snmpd.port();
      awaitAnswer(port);
      for (String version : List.of("1", "2c")) {
        Finding status = status(target(version, port), Duration.ofSeconds(20));
        assertThat(status.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(status.reason()).isEqualTo(Reason.PRINTER_NO_PAPER);
        assertThat(status.also())
            .containsExactly(Reason.PRINTER_DOOR_OPEN, Reason.PRINTER_INPUT_TRAY_EMPTY);
        assertThat(status.facts())
            .containsEntry("model", "Laser M100")
            .containsEntry("serial", "SN-1")
            .containsEntry("errorState", "4804")
            .containsEntry("tray", "Tray 1");

        Finding supplies = supplies(target(version, port), Duration.ofSeconds(20));
        assertThat(supplies.reason()).isEqualTo(Reason.PRINTER_SUPPLY_LOW);
        assertThat(supplies.facts())
            .isEqualTo(Map.of("model", "Laser M100", "supplies", "Black Cartridge 7%"));
        Map<String, String> labels =
            Map.of(
                "index",
                "1.1",
                "supply",
                "Black Cartridge",
                "kind",
                "toner",
                "color",
                "black",
                "class",
                "consumed");
        assertThat(supplies.measures())
            .hasSize(3)
            .contains(new Measure("supply_level_ratio", labels, 0.07, "ratio"));
      }
    }
  }

  /** A request waits for its answer and is repeated; as often as a slow start needs. */
  private void awaitAnswer(int port) throws InterruptedException {
    Deadline deadline = Deadline.in(Duration.ofSeconds(20));
    while (!deadline.isOver()) {
      Finding finding = supplies(target("1", port), Duration.ofSeconds(2));
      if (finding.reason() != Reason.PRINTER_NOT_ANSWERING) {
        return;
      }
    }
    fail("snmpd does not answer");
  }

  @Test
  void silenceIsNeverAStateOfTheSupplies() throws IOException, InterruptedException {
    int port = Snmpd.freePort();
    Finding supplies = supplies(target("2c", port), Duration.ofSeconds(1));
    assertThat(supplies.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(supplies.reason()).isEqualTo(Reason.PRINTER_NOT_ANSWERING);
    assertThat(supplies.measures()).isEmpty();
  }

  @Test
  void versionThreeWithoutAUserIsNotSupported() throws InterruptedException {
    assertThat(supplies(target("3", 1), Duration.ofSeconds(1)).reason())
        .isEqualTo(Reason.NOT_SUPPORTED);
    assertThat(status(target("3", 1), Duration.ofSeconds(1)).outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void noiseInsteadOfAnswersIsSilence() throws Exception {
    try (DatagramSocket noisy =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      Thread thread =
          new Thread(
              () -> {
                Random random = new Random(161);
                DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
                try {
                  while (true) {
                    packet.setLength(2000);
                    noisy.receive(packet);
                    for (int i = 0; i < 50; i++) {
                      byte[] noise = packet.getData().clone();
                      int length = packet.getLength();
                      for (int flips = random.nextInt(12) + 1; flips > 0; flips--) {
                        noise[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
                      }
                      noisy.send(
                          new DatagramPacket(
                              noise, random.nextInt(length) + 1, packet.getSocketAddress()));
                    }
                  }
                } catch (IOException e) {
                  // closed by the test
                }
              });
      thread.setDaemon(true);
      thread.start();
      for (int round = 0; round < 4; round++) {
        Finding finding = supplies(target("2c", noisy.getLocalPort()), Duration.ofMillis(600));
        assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(finding.measures()).isEmpty();
      }
    }
  }

  @Test
  void aTargetDoesNotPrintItsCommunity() {
    assertThat(SnmpTarget.of(target("2c", 1161)).toString())
        .isEqualTo("SnmpTarget[127.0.0.1:1161, v2c]");
  }
}
