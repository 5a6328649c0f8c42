package vn.daugio.agent.check.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
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
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

class VendorSuppliesTest {

  private static Map<String, Double> brother(String hex) {
    return BrotherMaintenance.decode(new SnmpValue.Octets(HexFormat.of().parseHex(hex)));
  }

  @Test
  void brotherTonersAreHundredthsOfAPercent() {
    assertThat(brother("63010400000001" + "6F010400001900" + "81010400000046" + "FF"))
        .isEqualTo(Map.of("black", 0.64));
    assertThat(
            brother(
                "6F010400002710" + "70010400000000" + "71010400000001" + "72010400001388" + "FF"))
        .isEqualTo(Map.of("black", 1.0, "cyan", 0.0, "magenta", 0.0001, "yellow", 0.5));
  }

  @Test
  void olderBrothersHaveStepsOfAScale() {
    assertThat(brother("A101020414" + "A201020C14" + "A301020614" + "A401021414" + "FF"))
        .isEqualTo(Map.of("black", 0.2, "cyan", 0.6, "magenta", 0.3, "yellow", 1.0));
  }

  @Test
  void whatIsNotAsDescribedIsNoNumber() {
    assertThat(brother("")).isEmpty();
    assertThat(brother("FF")).isEmpty();
    assertThat(brother("6F0104000019")).isEmpty();
    assertThat(brother("6F020400001900FF")).isEmpty();
    assertThat(brother("6F010400002711FF")).isEmpty();
    assertThat(brother("6F0104FFFFFFFFFF")).isEmpty();
    assertThat(brother("A101021514FF")).isEmpty();
    assertThat(brother("A101020400FF")).isEmpty();
    assertThat(brother("6F01021900FF")).isEmpty();
    assertThat(brother("6F010400001900" + "70010400")).isEqualTo(Map.of("black", 0.64));
    Random random = new Random(2435);
    for (int round = 0; round < 50_000; round++) {
      byte[] octets = new byte[random.nextInt(40)];
      random.nextBytes(octets);
      if (octets.length > 2) {
        octets[0] = (byte) (0x6F + random.nextInt(4));
        octets[1] = 1;
        octets[2] = 4;
      }
      assertThat(BrotherMaintenance.decode(new SnmpValue.Octets(octets)).values())
          .allMatch(share -> share >= 0 && share <= 1);
    }
  }

  private static SnmpRow ricoh(int index, String name, int level) {
    return new SnmpRow(
        "" + index,
        Map.of(
            3,
            new SnmpValue.Octets(name.getBytes(StandardCharsets.UTF_8)),
            5,
            new SnmpValue.Int(level)));
  }

  @Test
  void ricohSentinelsAreNoLevels() {
    assertThat(
            RicohToner.decode(
                List.of(
                    ricoh(1, "Mực đen", 80),
                    ricoh(2, "Mực lam", -100),
                    ricoh(3, "Mực đỏ", -2),
                    ricoh(4, "Mực vàng", -3),
                    ricoh(5, "", 50),
                    ricoh(6, "a", 101))))
        .isEqualTo(Map.of("Mực đen", 0.8));
    assertThat(RicohToner.decode(List.of(ricoh(1, "Toner", 80), ricoh(2, "Toner", -3)))).isEmpty();
  }

  private static Supply toner(String index, String name, String color) {
    return new Supply(
        index,
        name,
        SupplyKind.TONER,
        color,
        false,
        SupplyState.SOME_REMAINING,
        OptionalDouble.empty());
  }

  private static List<String> measured(Map<String, Double> shares, Supply... supplies) {
    Finding.Builder finding = Finding.of(CheckType.PRINTER_SUPPLIES);
    VendorSupplies.brother(finding, List.of(supplies), List.of(supplies), shares);
    return finding.build().measures().stream()
        .map(measure -> measure.labels().get("index") + " " + measure.value())
        .toList();
  }

  @Test
  void aNumberBelongsToOneSupply() {
    Map<String, Double> shares = Map.of("black", 0.5, "cyan", 0.25);
    assertThat(measured(shares, toner("1.1", "TN-2480", ""))).containsExactly("1.1 0.5");
    assertThat(measured(shares, toner("1.1", "Black Toner", ""), toner("1.2", "x", "cyan")))
        .containsExactly("1.1 0.5", "1.2 0.25");
    assertThat(measured(shares, toner("1.1", "Toner", ""), toner("1.2", "Toner", ""))).isEmpty();
    assertThat(measured(shares, toner("1.1", "Black 1", ""), toner("1.2", "Black 2", "")))
        .isEmpty();
  }

  @Test
  void brotherIsAskedWhereTheStandardTableSaysNothing(@TempDir Path directory) throws Exception {
    String printer =
        """
        rocommunity public 127.0.0.1
        override 1.3.6.1.2.1.1.2.0 object_id 1.3.6.1.4.1.2435.2.3.9.1
        override 1.3.6.1.2.1.43.11.1.1.5.1.1 integer 3
        override 1.3.6.1.2.1.43.11.1.1.6.1.1 octet_str "Black Toner Cartridge"
        override 1.3.6.1.2.1.43.11.1.1.8.1.1 integer -2
        override 1.3.6.1.2.1.43.11.1.1.9.1.1 integer -3
        override 1.3.6.1.4.1.2435.2.3.9.4.2.1.5.5.8.0 octet_str 0x6f010400001900ff
        """;
    Target target;
    CheckType type = CheckType.PRINTER_SUPPLIES;
    try (Snmpd snmpd = Snmpd.start(directory, printer);
        SnmpClient snmp = new SnmpClient()) {
      target =
          new Target(
              "may-in",
              TargetKind.PRINTER,
              "127.0.0.1:" + snmpd.port(),
              null,
              List.of(new Access.Snmp("2c", "public", null, null, null)));
      Duration deadline = Duration.ofSeconds(20);
      Finding finding = null;
      for (int attempt = 0;
          attempt < 5 && (finding == null || finding.measures().isEmpty());
          attempt++) {
        finding =
            new PrinterSuppliesCheck(snmp)
                .judge(
                    new Assignment(type, target, type.limits(), deadline, null),
                    LastReading.NONE,
                    Deadline.in(deadline));
      }
      assertThat(finding).isNotNull();
      assertThat(finding.outcome()).isEqualTo(Outcome.OK);
      Map<String, String> labels =
          Map.of(
              "index",
              "1.1",
              "supply",
              "Black Toner Cartridge",
              "kind",
              "toner",
              "color",
              "",
              "class",
              "consumed",
              "source",
              "brother");
      assertThat(finding.measures())
          .extracting(Measure::name)
          .containsExactly("supply_vendor_ratio", "supply_state");
      assertThat(finding.measures())
          .contains(new Measure("supply_vendor_ratio", labels, 0.64, "ratio"));
    }
  }
}
