package vn.daugio.agent.check.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpValue;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.Mutations;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.CheckType;

/**
 * Any cells in any tables of a switch, on top of any memory, are a finding within its bounds, and
 * so is the next reading.
 */
class NetworkTablesFuzzTest {
  private static final int TABLES = 9;

  /** Cells: table, row, column, kind, value; the first 64 bytes are what was remembered. */
  static Stream<byte[]> good() {
    String memory =
        HexFormat.of().formatHex("1,3,u,255s,0,!sw,1,2,,,0,".getBytes(StandardCharsets.UTF_8));
    memory += "3b".repeat(64 - memory.length() / 2);
    return Stream.of(
            "0201030106" + "0201080101" + "0201070101" + "02010e0400000000fffffff0",
            "03010104036769310a" + "03010f0264000003e8" + "0301060400ffffffffffff00",
            "0401130102" + "0401080105" + "0001030200ffff00",
            "0501090403737731" + "05010c03022800" + "0701020101" + "0801020101")
        .map(memory::concat)
        .map(HexFormat.of()::parseHex);
  }

  private static List<List<SnmpRow>> tables(ByteBuffer in) {
    List<Map<String, Map<Integer, SnmpValue>>> cells = new ArrayList<>();
    for (int i = 0; i < TABLES; i++) {
      cells.add(new LinkedHashMap<>());
    }
    while (in.remaining() > 4) {
      int table = Math.floorMod(in.get(), TABLES);
      int row = Byte.toUnsignedInt(in.get());
      String index =
          switch (table) {
            case 0, 1 -> "0";
            case 5 -> "0." + row + ".1";
            case 8 -> "1.0.0.0.0.0." + row;
            default -> Integer.toString(row);
          };
      int column = Math.floorMod(in.get(), 21);
      cells.get(table).computeIfAbsent(index, one -> new HashMap<>()).put(column, value(in));
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
    return switch (Math.floorMod(in.get(), 5)) {
      case 0, 1 -> new SnmpValue.Int(in.get());
      case 2 -> new SnmpValue.Int(in.remaining() < 4 ? -1 : in.getInt());
      case 4 -> new SnmpValue.Int(in.remaining() < 8 ? -2 : in.getLong());
      default -> {
        byte[] octets = new byte[Math.min(in.remaining() - 1, Byte.toUnsignedInt(in.get()))];
        in.get(octets);
        yield new SnmpValue.Octets(octets);
      }
    };
  }

  @MethodSource("good")
  @FuzzTest
  void judge(byte[] input) {
    ByteBuffer in = ByteBuffer.wrap(input);
    byte[] memory = new byte[Math.min(64, in.remaining())];
    in.get(memory);
    List<List<SnmpRow>> tables = tables(in);
    List<Port> ports = PortTables.decode(tables.get(2), tables.get(3), tables.get(4));
    Map<Long, String> neighbours = Neighbours.addresses(tables.get(7), tables.get(8));
    neighbours.putAll(Neighbours.names(tables.get(5), tables.get(6), ports));
    LastReading last =
        new LastReading(
            Instant.EPOCH,
            Map.of(
                "ports", new String(memory, StandardCharsets.UTF_8), "at", "100", "ticks", "77"));
    Instant now = Instant.ofEpochSecond(400);
    for (int reading = 0; reading < 2; reading++) {
      Finding finding =
          SwitchPortsCheck.judge(
              Finding.of(CheckType.SWITCH_PORTS),
              Assignments.of(CheckType.SWITCH_PORTS),
              new SwitchPortsCheck.Read(
                  now, Uptime.ticks(tables.get(0), tables.get(1)), ports, neighbours),
              last);
      assertThat(finding.measures()).hasSizeLessThanOrEqualTo(CheckResult.MOST_MEASURES);
      finding.facts().values().forEach(fact -> assertThat(fact).hasSizeLessThanOrEqualTo(200));
      int length = 0;
      for (Map.Entry<String, String> one : finding.remember().entrySet()) {
        length +=
            6 + one.getKey().length() + one.getValue().getBytes(StandardCharsets.UTF_8).length;
      }
      assertThat(length).isLessThanOrEqualTo(4_096);
      last = new LastReading(now, finding.remember());
      now = now.plusSeconds(300);
    }
  }

  @Test
  void damaged() {
    Mutations.run(20_000, 2863, good().toList(), this::judge);
  }
}
