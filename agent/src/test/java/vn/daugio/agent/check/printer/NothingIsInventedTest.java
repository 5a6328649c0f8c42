package vn.daugio.agent.check.printer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpValue;
import vn.daugio.agent.testing.Snmpd;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

/** No sentinel, negative, missing or timed-out value ever becomes a ratio or an empty supply. */
class NothingIsInventedTest {
  private static final long SEED = 3805;
  private static final long[] NUMBERS = {
    -1,
    -2,
    -3,
    -4,
    0,
    1,
    2,
    9,
    10,
    50,
    99,
    100,
    101,
    255,
    Integer.MIN_VALUE,
    Integer.MAX_VALUE,
    Long.MIN_VALUE,
    Long.MAX_VALUE,
    4_294_967_293L
  };

  private static SnmpRow row(Random random, String index) {
    Map<Integer, SnmpValue> cells = new HashMap<>();
    cells.put(SupplyTable.TYPE, new SnmpValue.Int(random.nextInt(36)));
    if (random.nextInt(4) > 0) {
      cells.put(SupplyTable.UNIT, new SnmpValue.Int(random.nextInt(21)));
    }
    for (int column : new int[] {SupplyTable.CAPACITY, SupplyTable.LEVEL}) {
      switch (random.nextInt(8)) {
        case 0 -> {
          // missing
        }
        case 1 -> cells.put(column, new SnmpValue.Octets(new byte[] {'5', '0'}));
        case 2 -> cells.put(column, new SnmpValue.Int(random.nextLong()));
        case 3 -> cells.put(column, new SnmpValue.Int(random.nextInt(200)));
        default -> cells.put(column, new SnmpValue.Int(NUMBERS[random.nextInt(NUMBERS.length)]));
      }
    }
    return new SnmpRow(index, cells);
  }

  /** Whether the RFC knows a share for this row, told apart from the code under test. */
  static boolean hasShare(SnmpRow row) {
    boolean percent = row.number(SupplyTable.UNIT).orElse(0) == 19;
    long level = row.number(SupplyTable.LEVEL).orElse(-2);
    long capacity = percent ? 100 : row.number(SupplyTable.CAPACITY).orElse(-2);
    return level >= 0 && capacity > 0 && capacity <= Integer.MAX_VALUE && level <= capacity;
  }

  @Test
  void whatIsNoNumberIsNoNumber() {
    Random random = new Random(SEED);
    for (int round = 0; round < 100_000; round++) {
      Map<String, SnmpRow> rows = new HashMap<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        rows.put("1." + i, row(random, "1." + i));
      }
      List<Supply> supplies = SupplyTable.decode(List.copyOf(rows.values()), List.of(), 0.10, 0.02);
      Finding finding = SuppliesJudgement.judge(Finding.of(CheckType.PRINTER_SUPPLIES), supplies);
      boolean anyShare = rows.values().stream().anyMatch(NothingIsInventedTest::hasShare);
      for (Measure measure : finding.measures()) {
        boolean share = hasShare(requireNonNull(rows.get(measure.labels().get("index"))));
        if (measure.name().equals("supply_level_ratio")) {
          assertThat(share).as("round %d: %s of %s", round, measure, rows).isTrue();
          assertThat(measure.value()).isBetween(0.0, 1.0);
        } else {
          assertThat(List.of("ok", "low", "empty").contains(measure.labels().get("state")))
              .as("round %d: %s of %s", round, measure, rows)
              .isEqualTo(share);
        }
      }
      if (!anyShare) {
        assertThat(finding.outcome()).isNotIn(Outcome.FAIL, Outcome.WARN);
        assertThat(finding.also()).doesNotContain(Reason.PRINTER_SUPPLY_EMPTY);
      }
    }
  }

  private static final String HALF_READ =
      """
      rocommunity public 127.0.0.1
      override 1.3.6.1.2.1.43.11.1.1.5.1.1 integer 3
      override 1.3.6.1.2.1.43.11.1.1.6.1.1 octet_str "Mực đen"
      override 1.3.6.1.2.1.43.11.1.1.8.1.1 integer 100
      override 1.3.6.1.2.1.43.11.1.1.9.1.1 integer 0
      """;

  @Test
  void aPrinterThatFallsSilentInTheMiddleHasNoSupplies(@TempDir Path directory) throws Exception {
    try (Snmpd snmpd = Snmpd.start(directory, HALF_READ);
        SnmpClient snmp = new SnmpClient()) {
      Finding whole = await(snmp, snmpd.port());
      assertThat(whole.reason()).isEqualTo(Reason.PRINTER_SUPPLY_EMPTY);
      List<Outcome> outcomes = new ArrayList<>();
      for (int answers = 0; answers < 3; answers++) {
        try (Relay relay = new Relay(snmpd.port(), answers)) {
          Finding finding = supplies(snmp, relay.port(), Duration.ofMillis(1_500));
          if (finding.measures().isEmpty()) {
            assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(finding.reason()).isEqualTo(Reason.PRINTER_NOT_ANSWERING);
          } else {
            // all that decides had been read; only the name of the model was lost
            assertThat(finding.measures()).isEqualTo(whole.measures());
          }
          outcomes.add(finding.outcome());
        }
      }
      assertThat(outcomes.get(0)).isEqualTo(Outcome.UNKNOWN);
    }
  }

  private static Finding await(SnmpClient snmp, int port) throws InterruptedException {
    Finding finding = supplies(snmp, port, Duration.ofSeconds(5));
    for (int attempt = 0; attempt < 5 && finding.measures().isEmpty(); attempt++) {
      finding = supplies(snmp, port, Duration.ofSeconds(5));
    }
    return finding;
  }

  private static Finding supplies(SnmpClient snmp, int port, Duration deadline)
      throws InterruptedException {
    Target target =
        new Target(
            "may-in",
            TargetKind.PRINTER,
            "127.0.0.1:" + port,
            null,
            List.of(new Access.Snmp("2c", "public", null, null, null)));
    CheckType type = CheckType.PRINTER_SUPPLIES;
    return new PrinterSuppliesCheck(snmp)
        .judge(
            new Assignment(type, target, type.limits(), deadline, null),
            LastReading.NONE,
            Deadline.in(deadline));
  }

  /** Hands on so many answers of the printer, then none. */
  private static final class Relay implements AutoCloseable {
    private final DatagramSocket front;
    private final DatagramSocket back;

    private Relay(int printer, int answers) throws IOException {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      front = new DatagramSocket(new InetSocketAddress(loopback, 0));
      back = new DatagramSocket(new InetSocketAddress(loopback, 0));
      Thread thread = new Thread(() -> relay(new InetSocketAddress(loopback, printer), answers));
      thread.setDaemon(true);
      thread.start();
    }

    private void relay(SocketAddress printer, int answers) {
      DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
      try {
        for (int done = 0; done < answers; done++) {
          packet.setLength(65_535);
          front.receive(packet);
          SocketAddress agent = packet.getSocketAddress();
          packet.setSocketAddress(printer);
          back.send(packet);
          packet.setLength(65_535);
          back.receive(packet);
          packet.setSocketAddress(agent);
          front.send(packet);
        }
      } catch (IOException e) {
        // closed by the test
      }
    }

    private int port() {
      return front.getLocalPort();
    }

    @Override
    public void close() {
      front.close();
      back.close();
    }
  }
}
