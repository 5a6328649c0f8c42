package vn.daugio.agent.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.OfficeNetwork.address;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.discover.Sighting.Way;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.Language;
import vn.daugio.protocol.Problems;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;
import vn.daugio.protocol.TargetReader;

/** From what was seen to what is proposed. */
class ProposalTest {
  private static final String MAC = "00:1b:a9:12:34:56";
  private static final List<Cidr> WHERE = List.of(Cidr.parse("192.0.2.0/24").orElseThrow());

  private static Sighting seen(
      Way way, String host, @Nullable TargetKind kind, Identity identity, Access... access) {
    return new Sighting(way, address(host), 161, kind, identity, List.of(access));
  }

  private static Access.Snmp snmp() {
    return new Access.Snmp("2c", "public", null, null, null);
  }

  private static Sighting printer(String host) {
    return seen(
        Way.SNMP, host, TargetKind.PRINTER, Identity.of("Acme 1", "VNB3K1", null, null), snmp());
  }

  private static Sighting station(String host, String mac) {
    return seen(Way.NEIGHBOURS, host, null, Identity.of(null, null, mac, null));
  }

  private static List<Proposal> propose(List<Target> configured, Sighting... seen) {
    return new Comparison(configured).propose(Device.merge(List.of(seen)));
  }

  private static String english(List<Proposal> proposals) {
    return new ProposalText(Language.of("en")).render(proposals, WHERE);
  }

  private static Target configured(String host, @Nullable String serial, @Nullable String mac) {
    return new Target("in-1", TargetKind.PRINTER, host, null, List.of(snmp()), serial, mac);
  }

  /** What the configuration's reader makes of the text. */
  private static List<Target> pasted(String text) {
    Problems problems = new Problems();
    Object items =
        new org.snakeyaml.engine.v2.api.Load(
                org.snakeyaml.engine.v2.api.LoadSettings.builder().build())
            .loadFromString("targets:\n" + text);
    List<Target> targets = TargetReader.read(ConfigMap.of("", items, problems), "targets");
    assertThat(problems.lines()).isEmpty();
    return targets;
  }

  @Test
  void allWaysToOneDeviceAreOneProposalOfAPrinterAndAScanner() {
    List<Proposal> proposals =
        propose(
            List.of(),
            station("192.0.2.31", MAC),
            seen(
                Way.DNS_SD,
                "192.0.2.31",
                TargetKind.PRINTER,
                Identity.ofModel("Acme one (2)"),
                new Access.Ipp("ipp://192.0.2.31:631/ipp/print")),
            seen(
                Way.ESCL,
                "192.0.2.31",
                TargetKind.SCANNER,
                Identity.NONE,
                new Access.Escl("http://192.0.2.31:80/eSCL")),
            printer("192.0.2.31"));
    String text = english(proposals);
    assertThat(text)
        .isEqualTo(
            """
              # Looked around in 192.0.2.0/24: 1 devices (new: 1, configured: 0, moved: 0), of \
            unknown kind: 0
              # Acme 1, serial VNB3K1, MAC 00:1b:a9:12:34:56, address 192.0.2.31
              - {name: may-in-acme-1, kind: printer, address: "192.0.2.31", \
            snmp: {version: 2c, community: "public"}, ipp: "ipp://192.0.2.31:631/ipp/print", \
            serial: "VNB3K1", mac: "00:1b:a9:12:34:56"}
              - {name: may-quet-acme-1, kind: scanner, escl: "http://192.0.2.31:80/eSCL", \
            serial: "VNB3K1", mac: "00:1b:a9:12:34:56"}
            """);
    assertThat(pasted(text)).hasSize(2);
    assertThat(pasted(text).get(0).serial()).isEqualTo("VNB3K1");
    assertThat(ProposalJson.render(proposals))
        .isEqualTo(
            "[{\"status\":\"new\",\"name\":\"may-in-acme-1\",\"kind\":\"printer\","
                + "\"identified\":true,\"model\":\"Acme 1\",\"serial\":\"VNB3K1\","
                + "\"mac\":\"00:1b:a9:12:34:56\",\"address\":\"192.0.2.31\","
                + "\"ways\":[\"snmp\",\"escl\",\"dns-sd\",\"neighbours\"],\"targets\":["
                + "{\"status\":\"new\",\"name\":\"may-in-acme-1\",\"kind\":\"printer\","
                + "\"address\":\"192.0.2.31\",\"snmp\":{\"version\":\"2c\",\"community\":\"public\"},"
                + "\"ipp\":\"ipp://192.0.2.31:631/ipp/print\"},"
                + "{\"status\":\"new\",\"name\":\"may-quet-acme-1\",\"kind\":\"scanner\","
                + "\"escl\":\"http://192.0.2.31:80/eSCL\"}]}]\n");
  }

  @Test
  void aDeviceWithTwoAddressesIsOneBySerialOrMac() {
    assertThat(Device.merge(List.of(printer("192.0.2.31"), printer("192.0.2.45")))).hasSize(1);
    assertThat(Device.merge(List.of(station("192.0.2.31", MAC), station("192.0.2.45", MAC))))
        .hasSize(1);
  }

  @Test
  void aMacThatIsLentToManyAndSerialsThatDifferKeepDevicesApart() {
    List<Sighting> behindARepeater =
        IntStream.range(1, 6).mapToObj(host -> station("192.0.2." + host, MAC)).toList();
    assertThat(Device.merge(behindARepeater)).hasSize(5);
    Sighting other =
        seen(Way.SNMP, "192.0.2.31", TargetKind.PRINTER, Identity.of("B", "VNB3K2", null, null));
    assertThat(Device.merge(List.of(printer("192.0.2.31"), other))).hasSize(2);
  }

  @Test
  void portsOfLoopbackAreDevicesOfTheirOwn() {
    Sighting one =
        new Sighting(
            Way.IPP, address("127.0.0.1"), 8631, TargetKind.PRINTER, Identity.NONE, List.of());
    Sighting two =
        new Sighting(
            Way.ESCL, address("127.0.0.1"), 8080, TargetKind.SCANNER, Identity.NONE, List.of());
    Sighting again =
        new Sighting(
            Way.DNS_SD, address("127.0.0.1"), 8631, TargetKind.PRINTER, Identity.NONE, List.of());
    assertThat(Device.merge(List.of(one, two, again))).hasSize(2);
  }

  @Test
  void whatIsConfiguredIsACommentThatTellsWhatToRemember() {
    List<Proposal> known =
        propose(List.of(configured("192.0.2.31:161", null, null)), printer("192.0.2.31"));
    assertThat(english(known).lines().skip(1))
        .containsExactly(
            "  # Configured as in-1: Acme 1, serial VNB3K1, address 192.0.2.31",
            "  # Add to in-1, so that it is recognised at another address: serial: \"VNB3K1\"");
    assertThat(known.get(0).status()).isEqualTo(Proposal.Status.KNOWN);
  }

  @Test
  void aDeviceElsewhereIsRecognisedBySerialOrMac() {
    List<Proposal> bySerial =
        propose(List.of(configured("192.0.2.9", "vnb3k1", null)), printer("192.0.2.31"));
    assertThat(english(bySerial).lines().skip(1))
        .containsExactly(
            "  # in-1 has moved (it was at 192.0.2.9), please change it to: Acme 1, serial VNB3K1,"
                + " address 192.0.2.31",
            "  # - {name: in-1, kind: printer, address: \"192.0.2.31\","
                + " snmp: {version: 2c, community: \"public\"}, serial: \"VNB3K1\"}");
    assertThat(ProposalJson.render(bySerial)).contains("\"movedFrom\":[\"192.0.2.9\"]");
    List<Proposal> byMac =
        propose(List.of(configured("192.0.2.9", null, MAC)), station("192.0.2.31", MAC));
    assertThat(byMac.get(0).status()).isEqualTo(Proposal.Status.MOVED);
  }

  @Test
  void anotherDeviceAtAConfiguredAddressIsNew() {
    List<Proposal> proposals =
        propose(List.of(configured("192.0.2.31", "OTHER-1", null)), printer("192.0.2.31"));
    assertThat(proposals.get(0).status()).isEqualTo(Proposal.Status.NEW);
    assertThat(proposals.get(0).items().get(0).target().name()).isEqualTo("may-in-acme-1");
  }

  @Test
  void aPrinterThatOnlyTakesJobsIsWatchedByItsPort() {
    Sighting raw =
        new Sighting(
            Way.DNS_SD,
            address("192.0.2.31"),
            9100,
            TargetKind.PRINTER,
            Identity.ofModel("LBP"),
            List.of());
    assertThat(english(propose(List.of(), raw)).lines().skip(2))
        .containsExactly("  - {name: thiet-bi-lbp, kind: device, address: \"192.0.2.31:9100\"}");
  }

  @Test
  void wordsOfADeviceStayInTheirComment() {
    Identity hostile =
        Identity.of(
            "A\n  - {name: x, kind: device, address: h}\u2028# \u0000\"{model}",
            "S\"1\n2345",
            "0",
            "x");
    Sighting printer = seen(Way.SNMP, "192.0.2.31", TargetKind.PRINTER, hostile, snmp());
    String text = english(propose(List.of(), printer));
    assertThat(text.lines().skip(1))
        .containsExactly(
            "  # A - {name: x, kind: device, address: h} # \"{model}, address 192.0.2.31",
            "  - {name: may-in-a-name-x-kind-device-address, kind: printer,"
                + " address: \"192.0.2.31\", snmp: {version: 2c, community: \"public\"}}");
    assertThat(pasted(text)).hasSize(1);
  }

  @Test
  void whatIsNoIdentityIsDropped() {
    Identity filler = Identity.of(" ", "0000000", "00:00:00:00:00:00", "urn:uuid:1");
    assertThat(filler).isEqualTo(Identity.NONE);
    assertThat(Identity.of("x".repeat(100), "XXXX", "FF-FF-FF-FF-FF-FF", null).model()).hasSize(60);
    assertThat(Identity.of(null, null, "00-1B-A9-12-34-56", null).mac()).isEqualTo(MAC);
  }

  @Test
  void namesAreShortUniqueAndWithoutTheNamesOfComputers() {
    Names names = new Names(List.of("may-in-hp-laserjet-m404"));
    assertThat(names.next(TargetKind.PRINTER, "HP HP LaserJet M404"))
        .isEqualTo("may-in-hp-laserjet-m404-2");
    assertThat(names.next(TargetKind.PRINTER, "HP LaserJet M404"))
        .isEqualTo("may-in-hp-laserjet-m404-3");
    assertThat(names.next(TargetKind.SERVER, "Linux pc-van-thu 6.1")).isEqualTo("may-chu-linux");
    assertThat(names.next(TargetKind.DEVICE, null)).isEqualTo("thiet-bi");
    assertThat(names.next(TargetKind.CAMERA, "Đại Hưng số 1")).isEqualTo("camera-dai-hung-so-1");
    assertThat(names.next(TargetKind.SWITCH, "x".repeat(80))).hasSize(43);
  }

  @Test
  void bothLanguagesHaveTheSameWords() {
    List<String> keys =
        Arrays.asList("summary", "device", "noModel", "known", "remember", "moved", "unknown");
    for (String language : List.of("vi", "en")) {
      Map<Object, Object> words =
          vn.daugio.protocol.Wording.load(
              ProposalText.class, "messages_" + language + ".properties");
      assertThat(words.keySet()).containsExactlyInAnyOrderElementsOf(List.copyOf(keys));
    }
  }
}
