package vn.daugio.acceptance.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.acceptance.outages.Needs;

/**
 * Each fault of an office's lines, staged with real routers and servers, and what the packaged
 * agent says of it. A subject that a line does not name has to be OK, so that every cell is
 * asserted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultMatrixTest {
  private static final String TYPES =
      "lan.interface,lan.gateway,internet.link,internet.dns,wan.tslcd,ipv6.readiness";

  /** Listens for five seconds, so {@code make test} runs it only where it is the fault. */
  private static final String DHCP = "lan.dhcp gateway";

  private static final String SECOND_DHCP = "second-dhcp";

  private static final boolean WHOLE = Boolean.getBoolean("daugio.matrix");

  /** For the end of {@code make outages}; there is no collector here, so no notice is due. */
  private static final Path LINES = Path.of("target", "outage-matrix.txt");

  private static final Map<String, String> SUBJECTS =
      Map.of(
          "lan", "lan.interface MAY-01",
          "dhcp", DHCP,
          "gateway", "lan.gateway gateway",
          "main", "internet.link duong-chinh",
          "backup", "internet.link du-phong",
          "dns", "internet.dns duong-chinh",
          "dns-backup", "internet.dns du-phong",
          "tslcd", "wan.tslcd tslcd",
          "ipv6", "ipv6.readiness MAY-01");

  @TempDir static Path folder;
  private TwoLines office;

  @BeforeAll
  void build() throws Exception {
    Needs.rootWith(
        "ip", "iptables", "ip6tables", "ping", "dnsmasq", "nginx", "radvd", "socat", "sysctl");
    Files.deleteIfExists(LINES);
    office = new TwoLines(folder.resolve("office"));
  }

  @AfterAll
  void end() {
    if (office != null) {
      office.close();
    }
  }

  private Map<String, String> round(boolean dhcp) throws Exception {
    return office.round(dhcp ? TYPES + ",lan.dhcp" : TYPES);
  }

  /** All subjects; those not named are OK. */
  private static Map<String, String> cells(String said, boolean dhcp) {
    Map<String, String> cells = new HashMap<>();
    SUBJECTS.values().forEach(subject -> cells.put(subject, "OK"));
    for (String cell : said.split("; ", -1)) {
      String[] parts = cell.split("=", 2);
      assertThat(SUBJECTS).containsKey(parts[0]);
      cells.put(SUBJECTS.get(parts[0]), parts[1]);
    }
    if (!dhcp) {
      cells.remove(DHCP);
    }
    return new TreeMap<>(cells);
  }

  @Test
  void allIsWell() throws Exception {
    assertThat(round(WHOLE)).isEqualTo(cells("main=OK", WHOLE));
  }

  /** What shall be judged, beside all that stays OK; U stands for UNKNOWN upstream_down. */
  private static final String MATRIX =
      """
      cable | lan=FAIL lan.cable_unplugged; dhcp=U; gateway=U; main=U; backup=U; dns=U; dns-backup=U; tslcd=U; ipv6=U
      switch | dhcp=WARN lan.dhcp_silent; gateway=FAIL lan.gateway_unreachable; main=U; dns=U; backup=FAIL internet.unreachable; dns-backup=U; tslcd=FAIL wan.tslcd_gateway_unreachable; ipv6=U
      gateway | dhcp=WARN lan.dhcp_silent; gateway=FAIL lan.gateway_unreachable; main=U; dns=U; ipv6=WARN ipv6.no_connection ipv6.no_lookup
      line | main=FAIL internet.unreachable; dns=U; ipv6=WARN ipv6.no_connection
      line-v4 | main=FAIL internet.ipv4_unreachable; dns=U
      ipv6 | main=WARN internet.ipv6_unreachable; ipv6=WARN ipv6.no_connection
      announcement | ipv6=WARN ipv6.no_route
      dns | dns=FAIL internet.dns_no_answer; ipv6=WARN ipv6.no_lookup
      dns-v4 | dns=WARN internet.dns_partial
      dns-v6 | dns=WARN internet.dns_partial
      lying-private | dns=FAIL internet.dns_wrong_answer
      lying-public | dns=FAIL internet.dns_answers_differ
      lying-one | dns=WARN internet.dns_answers_differ
      domestic | main=FAIL internet.domestic_unreachable; dns=U; backup=FAIL internet.domestic_unreachable; dns-backup=U; ipv6=U
      foreign | main=WARN internet.foreign_unreachable; backup=WARN internet.foreign_unreachable; ipv6=WARN ipv6.no_connection
      portal | main=FAIL internet.captive_portal; dns=U; ipv6=WARN ipv6.no_connection
      portal-v4 | main=FAIL internet.captive_portal; dns=U
      portal-v6 | main=FAIL internet.captive_portal; dns=U
      exhausted | backup=FAIL internet.data_exhausted; dns-backup=U
      backup | backup=FAIL internet.unreachable; dns-backup=U
      same-path | backup=WARN internet.backup_same_path
      same-path-quiet | backup=WARN internet.backup_same_path
      not-separable | backup=UNKNOWN internet.line_not_separable
      tslcd-gateway | tslcd=FAIL wan.tslcd_gateway_unreachable
      tslcd | tslcd=FAIL wan.tslcd_unreachable
      tslcd-host | tslcd=WARN wan.tslcd_partial
      tslcd-route | tslcd=UNKNOWN wan.tslcd_no_route
      two-routes | tslcd=WARN wan.two_default_routes
      second-dhcp | dhcp=FAIL lan.dhcp_second
      """;

  /** The faults of {@code make test}; {@code make outages} stages all of them. */
  private static final Set<String> EVERY_TIME =
      Set.of(
          "cable",
          "switch",
          "line",
          "ipv6",
          "dns-v4",
          "lying-public",
          "foreign",
          "portal-v4",
          "exhausted",
          "same-path",
          "not-separable",
          SECOND_DHCP,
          "tslcd-gateway");

  static Stream<Arguments> faults() {
    return MATRIX
        .lines()
        .map(line -> line.split("\\|", 2))
        .filter(cell -> WHOLE || EVERY_TIME.contains(cell[0].strip()))
        .map(cell -> Arguments.of(cell[0].strip(), cell[1].strip()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void oneFault(String fault, String said) throws Exception {
    boolean dhcp = WHOLE || fault.equals(SECOND_DHCP);
    Map<String, String> expected = cells(said, dhcp);
    expected.replaceAll((subject, cell) -> cell.equals("U") ? "UNKNOWN upstream_down" : cell);
    office.breakIt(fault);
    try {
      assertThat(round(dhcp)).isEqualTo(expected);
    } finally {
      office.mend(fault);
    }
    if (WHOLE) {
      Files.writeString(
          LINES,
          "OUTAGE\t%1$s\t%1$s\t0\t0%n".formatted(fault),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }
}
