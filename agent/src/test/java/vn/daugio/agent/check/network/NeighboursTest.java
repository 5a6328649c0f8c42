package vn.daugio.agent.check.network;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.check.network.Boxes.port;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpValue;

class NeighboursTest {
  private static final List<Port> PORTS = Boxes.of(port(1), port(2), port(6), port(51)).ports();

  private static SnmpRow lldp(String index, String name, int capabilities) {
    Map<Integer, SnmpValue> cells = new HashMap<>(Boxes.row("", Map.of(9, name)).cells());
    cells.put(12, new SnmpValue.Octets(new byte[] {(byte) capabilities, 0}));
    return new SnmpRow(index, cells);
  }

  @Test
  void whoNamesItselfIsKnownByItsName() {
    assertThat(
            Neighbours.names(
                List.of(
                    lldp("0.6.2", "sw11.mzmol", 0x28),
                    lldp("0.1.1", "PC văn thư; 1", 0x01),
                    lldp("0.2.1", "phone", 0x24),
                    lldp("0.9.1", "nowhere", 0x20),
                    lldp("0.1", "short index", 0x20)),
                List.of(),
                PORTS))
        .isEqualTo(Map.of(6L, "!sw11.mzmol", 1L, "PC-v-n-th-1", 2L, "phone"));
  }

  @Test
  void aPortNumberOfLldpIsTranslated() {
    assertThat(
            Neighbours.names(
                List.of(lldp("0.3.1", "ap-1", 0x10)),
                List.of(Boxes.row("3", Map.of(3, "GI51"))),
                PORTS))
        .isEqualTo(Map.of(51L, "!ap-1"));
  }

  @Test
  void onePortWithOneAddressIsWhereThatSits() {
    List<SnmpRow> bridge = List.of(Boxes.row("1", Map.of(2, 51)), Boxes.row("2", Map.of(2, 6)));
    assertThat(
            Neighbours.addresses(
                bridge,
                List.of(
                    Boxes.row("1.0.80.127.227.151.64", Map.of(2, 1, 3, 3)),
                    Boxes.row("9.0.80.127.227.151.64", Map.of(2, 1, 3, 3)),
                    Boxes.row("1.0.80.127.227.151.65", Map.of(2, 2, 3, 3)),
                    Boxes.row("1.0.80.127.227.151.66", Map.of(2, 2, 3, 3)),
                    Boxes.row("1.0.80.127.227.151.67", Map.of(2, 1, 3, 4)),
                    Boxes.row("1.0.80.127.227.151.300", Map.of(2, 1, 3, 3)))))
        .isEqualTo(Map.of(51L, "00507fe39740"));
    assertThat(
            Neighbours.addresses(bridge, List.of(Boxes.row("0.80.127.227.151.64", Map.of(2, 2)))))
        .isEqualTo(Map.of(6L, "00507fe39740"));
    assertThat(Neighbours.shown("00507fe39740")).isEqualTo("00:50:7f:e3:97:40");
    assertThat(Neighbours.shown("!ap-1")).isEqualTo("ap-1");
  }
}
