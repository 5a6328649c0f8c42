package vn.daugio.agent.check.internet;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.Assignments.values;
import static vn.daugio.agent.testing.OfficeNetwork.reply;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.linux.LinuxNetwork;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.DeafPort;
import vn.daugio.agent.testing.NetNamespace;
import vn.daugio.agent.testing.OfficeNetwork;
import vn.daugio.agent.testing.Peers;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Access.Destination;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * Every destination is a loopback address, for where no echo comes back TCP asks there. At the live
 * one a connection is refused, which is an answer; at the dead one it times out.
 */
class InternetLinkCheckTest {
  private static final String DEAD = "127.0.0.40";
  private static final String LIVE = "127.0.0.41";

  private DeafPort deaf;

  @BeforeEach
  void openDeafPort() throws Exception {
    deaf = DeafPort.at(OfficeNetwork.address(DEAD));
  }

  @AfterEach
  void closeDeafPort() throws Exception {
    deaf.close();
  }

  private Destination home(String name, String address) {
    return new Destination(name, "domestic", address, deaf.port());
  }

  private Destination abroad(String name, String address) {
    return new Destination(name, "foreign", address, deaf.port());
  }

  private static Assignment line(@Nullable String source, Destination... destinations) {
    return Assignments.of(
        CheckType.INTERNET_LINK,
        Access.Line.plain(null, source, List.of(), Arrays.asList(destinations)));
  }

  private static Finding judge(Network network, Assignment assignment) throws Exception {
    assertThat(Lines.destinations(Lines.of(assignment), network))
        .allMatch(one -> OfficeNetwork.address(one.address()).isLoopbackAddress());
    return new InternetLinkCheck(network)
        .judge(assignment, LastReading.NONE, Deadline.in(Duration.ofSeconds(20)));
  }

  /** Answers of the live address; the dead one gives none. */
  private static OfficeNetwork echo(long... millis) {
    return OfficeNetwork.EMPTY.answering(
        request ->
            request.address().getHostAddress().equals(DEAD)
                ? reply(request.count())
                : reply(request.count(), millis));
  }

  @Test
  void allAnswer() throws Exception {
    Finding finding =
        judge(
            echo(10, 20, 10, 30, 20),
            line(null, home("vnpt", LIVE), home("fpt", LIVE), abroad("google", LIVE)));
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(finding.facts()).isEqualTo(Map.of("method", "icmp"));
    assertThat(values(finding, "latency_seconds")).containsExactly(0.02, 0.02, 0.02);
    assertThat(values(finding, "loss_ratio")).containsExactly(0.0, 0.0, 0.0);
    assertThat(values(finding, "jitter_seconds"))
        .allSatisfy(jitter -> assertThat(jitter).isBetween(0.01249, 0.01251));
    assertThat(finding.measures().get(0).labels())
        .isEqualTo(Map.of("destination", "vnpt", "scope", "domestic"));
  }

  @Test
  void nothingAnswers() throws Exception {
    Finding finding = judge(echo(1), line(null, home("vnpt", DEAD), abroad("google", DEAD)));
    assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(finding.reason()).isEqualTo(Reason.INTERNET_UNREACHABLE);
    assertThat(finding.also()).isEmpty();
    assertThat(values(finding, "loss_ratio")).containsExactly(1.0, 1.0);
    assertThat(values(finding, "latency_seconds")).isEmpty();
    assertThat(finding.facts()).containsEntry("silent", "vnpt, google");
  }

  @Test
  void onlyOneSideOfTheWorld() throws Exception {
    Finding cutHome =
        judge(
            echo(1, 1, 1, 1, 1),
            line(null, home("a", DEAD), home("b", DEAD), abroad("google", LIVE)));
    assertThat(cutHome.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(cutHome.reason()).isEqualTo(Reason.INTERNET_DOMESTIC_UNREACHABLE);
    Finding cutAbroad =
        judge(echo(1, 1, 1, 1, 1), line(null, home("a", LIVE), abroad("google", DEAD)));
    assertThat(cutAbroad.outcome()).isEqualTo(Outcome.WARN);
    assertThat(cutAbroad.reason()).isEqualTo(Reason.INTERNET_FOREIGN_UNREACHABLE);
  }

  @Test
  void oneDestinationThatIsSilentAlarmsNobody() throws Exception {
    Finding finding =
        judge(
            echo(1, 1, 1, 1, 1),
            line(null, home("a", DEAD), home("b", LIVE), abroad("google", LIVE)));
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(values(finding, "loss_ratio")).containsExactly(1.0, 0.0, 0.0);
  }

  @Test
  void qualityOfTheDomesticDestinations() throws Exception {
    Finding loss = judge(echo(1, 1, 1), line(null, home("a", LIVE), home("b", LIVE)));
    assertThat(loss.outcome()).isEqualTo(Outcome.WARN);
    assertThat(loss.reason()).isEqualTo(Reason.INTERNET_LOSS_HIGH);
    Finding slow = judge(echo(400, 400, 400, 400, 400), line(null, home("a", LIVE)));
    assertThat(slow.reason()).isEqualTo(Reason.INTERNET_LATENCY_HIGH);
    Finding shaky = judge(echo(10, 210, 10, 210, 10), line(null, home("a", LIVE)));
    assertThat(shaky.reason()).isEqualTo(Reason.INTERNET_JITTER_HIGH);
  }

  @Test
  void connectionsStandInWherePingIsNotPermitted() throws Exception {
    Finding finding = judge(OfficeNetwork.EMPTY, line("127.0.0.55", home("a", LIVE)));
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(finding.facts()).isEqualTo(Map.of("method", "tcp"));
    assertThat(values(finding, "loss_ratio")).containsExactly(0.0);
  }

  @Test
  void aDestinationThatDropsEchoRequestsIsAskedByTcp() throws Exception {
    Finding finding =
        judge(OfficeNetwork.EMPTY.answering(request -> reply(5)), line(null, home("a", LIVE)));
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(finding.facts()).isEqualTo(Map.of("method", "tcp"));
  }

  @Test
  void bothFamiliesAreJudgedApart() throws Exception {
    try (DeafPort deaf6 = DeafPort.at(OfficeNetwork.address("::1"))) {
      Destination six = new Destination("six", "domestic", "::1", deaf6.port());
      OfficeNetwork fourOnly =
          OfficeNetwork.EMPTY.answering(
              request -> Lines.isV6(request.address()) ? reply(5) : reply(5, 1, 1, 1, 1, 1));
      Finding dead6 = judge(fourOnly, line(null, home("a", LIVE), six));
      assertThat(dead6.outcome()).isEqualTo(Outcome.WARN);
      assertThat(dead6.reason()).isEqualTo(Reason.INTERNET_IPV6_UNREACHABLE);
      assertThat(dead6.facts())
          .isEqualTo(Map.of("method", "icmp", "silent", "six", "ipv4", "ok", "ipv6", "dead"));
      OfficeNetwork sixOnly =
          OfficeNetwork.EMPTY.answering(
              request -> Lines.isV6(request.address()) ? reply(5, 1, 1, 1, 1, 1) : reply(5));
      Finding dead4 = judge(sixOnly, line(null, home("a", DEAD), six));
      assertThat(dead4.outcome()).isEqualTo(Outcome.FAIL);
      assertThat(dead4.reason()).isEqualTo(Reason.INTERNET_IPV4_UNREACHABLE);
      assertThat(dead4.also()).isEmpty();
    }
  }

  @Test
  void whatItCostIsCounted() throws Exception {
    Finding finding = judge(echo(1, 1, 1, 1), line(null, home("a", LIVE), home("b", LIVE)));
    // five requests and four answers of 20 + 8 + 56 bytes, twice
    assertThat(values(finding, "round_bytes")).containsExactly(2 * 9 * 84.0);
  }

  @Test
  void theRealPingOverALossyLine() throws Exception {
    Peers.need("ping");
    try (NetNamespace line = NetNamespace.create("l")) {
      line.run(
          "iptables",
          "-A",
          "INPUT",
          "-p",
          "icmp",
          "--icmp-type",
          "echo-request",
          "-m",
          "statistic",
          "--mode",
          "nth",
          "--every",
          "3",
          "--packet",
          "0",
          "-j",
          "DROP");
      Network network =
          new LinuxNetwork(Path.of("/"), name -> List.of(), line.inside("ping"), line.inside("ip"));
      Finding finding = judge(network, line("127.0.0.1", home("a", LIVE)));
      assertThat(finding.outcome()).isEqualTo(Outcome.WARN);
      assertThat(finding.reason()).isEqualTo(Reason.INTERNET_LOSS_HIGH);
      assertThat(values(finding, "loss_ratio")).containsExactly(1 - 3 / 5.0);
      assertThat(finding.facts()).isEqualTo(Map.of("method", "icmp"));
    }
  }

  @Test
  void theBuiltInCatalogue() {
    List<Destination> built =
        Lines.destinations(
            Access.Line.plain(null, null, List.of(), List.of()), OfficeNetwork.EMPTY);
    assertThat(built)
        .extracting(Destination::name)
        .containsExactly("vnpt", "viettel", "fpt", "cloudflare", "google");
    assertThat(built)
        .extracting(Destination::scope)
        .containsExactly("domestic", "domestic", "domestic", "foreign", "foreign");
  }
}
