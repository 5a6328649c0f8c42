package vn.daugio.agent.discover;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.probe.SnmpValue;
import vn.daugio.protocol.TargetKind;

class SnmpIdentityTest {
  private static final String SYSTEM = "1.3.6.1.2.1.1.";

  private static SnmpValue text(String text) {
    return new SnmpValue.Octets(text.getBytes(UTF_8));
  }

  private static SnmpValue mac(String hex) {
    return new SnmpValue.Octets(HexFormat.of().parseHex(hex));
  }

  private static SnmpValue id(String dotted) {
    return new SnmpValue.ObjectId(dotted);
  }

  private static SnmpValue number(long value) {
    return new SnmpValue.Int(value);
  }

  @Test
  void aPrinterByItsSerialNumberAndItsDevice() {
    SnmpIdentity printer =
        new SnmpIdentity(
            Map.of(
                SYSTEM + "1.0",
                text("Acme ETHERNET MULTI-ENVIRONMENT"),
                "1.3.6.1.2.1.25.3.2.1.3.1",
                text("Acme Laser"),
                "1.3.6.1.2.1.43.5.1.1.17.1",
                text("VNB3K12345"),
                "1.3.6.1.2.1.2.2.1.6.1",
                mac(""),
                "1.3.6.1.2.1.2.2.1.6.2",
                mac("001ba9123456")));
    assertThat(printer.kind()).isEqualTo(TargetKind.PRINTER);
    assertThat(printer.identity())
        .isEqualTo(new Identity("Acme Laser", "VNB3K12345", "00:1b:a9:12:34:56", null));
  }

  @Test
  void aSwitchByItsBridgeAndARouterByItsMaker() {
    Map<String, SnmpValue> bridge =
        Map.of(
            SYSTEM + "1.0",
            text("Smart switch"),
            SYSTEM + "2.0",
            id("1.3.6.1.4.1.4526.100"),
            "1.3.6.1.2.1.17.1.1.0",
            mac("0aba00000001"),
            "1.3.6.1.2.1.17.1.2.0",
            number(24),
            "1.3.6.1.2.1.47.1.1.1.1.11.1",
            text("SW-0815"));
    SnmpIdentity found = new SnmpIdentity(bridge);
    assertThat(found.kind()).isEqualTo(TargetKind.SWITCH);
    assertThat(found.identity())
        .isEqualTo(new Identity("Smart switch", "SW-0815", "0a:ba:00:00:00:01", null));
    Map<String, SnmpValue> made = new java.util.HashMap<>(bridge);
    made.put(SYSTEM + "2.0", id("1.3.6.1.4.1.14988.1"));
    assertThat(new SnmpIdentity(made).kind()).isEqualTo(TargetKind.ROUTER);
    made.put(SYSTEM + "2.0", id("1.3.6.1.4.1.149881"));
    assertThat(new SnmpIdentity(made).kind()).isEqualTo(TargetKind.SWITCH);
  }

  @Test
  void aRouterByItsServicesAUpsByItsModelAndOthers() {
    assertThat(
            new SnmpIdentity(Map.of("1.3.6.1.2.1.4.1.0", number(1), SYSTEM + "7.0", number(0x4c)))
                .kind())
        .isEqualTo(TargetKind.ROUTER);
    SnmpIdentity ups =
        new SnmpIdentity(
            Map.of(
                "1.3.6.1.2.1.33.1.1.1.0", text("Acme"), "1.3.6.1.2.1.33.1.1.2.0", text("U 1500")));
    assertThat(ups.kind()).isEqualTo(TargetKind.UPS);
    assertThat(ups.identity().model()).isEqualTo("Acme U 1500");
    assertThat(new SnmpIdentity(Map.of(SYSTEM + "2.0", id("1.3.6.1.4.1.8072.3.2.10"))).kind())
        .isEqualTo(TargetKind.SERVER);
    assertThat(new SnmpIdentity(Map.of(SYSTEM + "1.0", text("?"))).kind())
        .isEqualTo(TargetKind.DEVICE);
  }
}
