package vn.daugio.agent.check.internet;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.Assignments.values;
import static vn.daugio.agent.testing.OfficeNetwork.address;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.internet.ResolverReading.State;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network.HostAddress;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.Dnsmasq;
import vn.daugio.agent.testing.OfficeNetwork;
import vn.daugio.agent.testing.Peers;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

class InternetDnsCheckTest {
  private static final List<String> KNOWS = List.of("--address=/#/203.0.113.7");

  /** Knows no name at all, and says so with authority. */
  private static final List<String> DENIES = List.of("--address=/#/");

  @TempDir Path directory;

  private static Assignment line(Integer... ports) {
    List<String> resolvers = Arrays.stream(ports).map(port -> "127.0.0.1:" + port).toList();
    return Assignments.of(
        CheckType.INTERNET_DNS, Access.Line.plain(null, null, resolvers, List.of()));
  }

  private static Finding judge(Assignment assignment) throws Exception {
    return new InternetDnsCheck(OfficeNetwork.EMPTY)
        .judge(assignment, LastReading.NONE, Deadline.in(Duration.ofSeconds(15)));
  }

  @Test
  void goodResolvers() throws Exception {
    try (Peers.Peer one = Dnsmasq.start(directory, KNOWS);
        Peers.Peer two = Dnsmasq.start(directory, KNOWS)) {
      Finding finding = judge(line(one.port(), two.port()));
      assertThat(finding.outcome()).isEqualTo(Outcome.OK);
      assertThat(finding.facts()).isEmpty();
      assertThat(finding.measures())
          .extracting(measure -> measure.labels().get("resolver"))
          .containsExactly("resolver-1", "resolver-2");
      assertThat(values(finding, "dns_lookup_seconds"))
          .allSatisfy(value -> assertThat(value).isBetween(0.0, 5.0));
      Finding slow = judge(Assignments.limited(line(one.port()), "latency-warn-above", 0.0));
      assertThat(slow.outcome()).isEqualTo(Outcome.WARN);
      assertThat(slow.reason()).isEqualTo(Reason.INTERNET_DNS_SLOW);
    }
  }

  @Test
  void theSystemsOwnResolvers() throws Exception {
    try (Peers.Peer one = Dnsmasq.start(directory, KNOWS)) {
      OfficeNetwork network =
          OfficeNetwork.EMPTY.resolving(new HostAddress(address("127.0.0.1"), one.port()));
      Finding finding =
          new InternetDnsCheck(network)
              .judge(line(), LastReading.NONE, Deadline.in(Duration.ofSeconds(15)));
      assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    }
  }

  @Test
  void noResolver() throws Exception {
    Finding finding = judge(line());
    assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(finding.reason()).isEqualTo(Reason.INTERNET_NO_RESOLVER);
  }

  @Test
  void deadResolvers() throws Exception {
    Finding dead = judge(line(Peers.freePort()));
    assertThat(dead.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(dead.reason()).isEqualTo(Reason.INTERNET_DNS_NO_ANSWER);
    assertThat(dead.facts()).containsEntry("resolver-1", "dead");
    assertThat(dead.measures()).isEmpty();
    try (Peers.Peer good = Dnsmasq.start(directory, KNOWS)) {
      Finding partial = judge(line(Peers.freePort(), good.port()));
      assertThat(partial.outcome()).isEqualTo(Outcome.WARN);
      assertThat(partial.reason()).isEqualTo(Reason.INTERNET_DNS_PARTIAL);
    }
  }

  @Test
  void aResolverThatKnowsNothing() throws Exception {
    try (Peers.Peer ignorant = Dnsmasq.start(directory, DENIES)) {
      Finding finding = judge(line(ignorant.port()));
      assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
      assertThat(finding.reason()).isEqualTo(Reason.INTERNET_DNS_WRONG_ANSWER);
      assertThat(finding.facts()).containsEntry("resolver-1", "denies");
    }
  }

  @Test
  void onLoopbackAPrivateAnswerIsTheOwnersWish() throws Exception {
    try (Peers.Peer own = Dnsmasq.start(directory, List.of("--address=/#/192.168.1.1"))) {
      assertThat(judge(line(own.port())).outcome()).isEqualTo(Outcome.OK);
    }
  }

  private static ResolverReading says(State state, String... addresses) {
    List<InetAddress> answer = Arrays.stream(addresses).map(OfficeNetwork::address).toList();
    return new ResolverReading(
        state,
        Optional.of(0.01),
        answer.isEmpty() ? Map.of() : Map.of("dichvucong.gov.vn", answer));
  }

  private static Finding compare(ResolverReading own, ResolverReading... theirs) {
    Map<String, HostAddress> names = new LinkedHashMap<>();
    for (int i = 0; i < theirs.length; i++) {
      names.put("r" + i, new HostAddress(address("203.0.113.53"), 53));
    }
    Finding.Builder finding = Finding.of(CheckType.INTERNET_DNS);
    new References(names).judge(List.of(own), List.of(theirs), finding);
    return finding.build();
  }

  @Test
  void answersAreComparedWithAMajority() {
    ResolverReading truth = says(State.GOOD, "203.0.113.10", "203.0.113.11");
    ResolverReading half = says(State.GOOD, "203.0.113.11");
    ResolverReading other = says(State.GOOD, "203.0.113.66");
    Finding differs = compare(other, truth, half);
    assertThat(differs.outcome()).isEqualTo(Outcome.WARN);
    assertThat(differs.reason()).isEqualTo(Reason.INTERNET_DNS_ANSWERS_DIFFER);
    assertThat(differs.facts())
        .isEqualTo(Map.of("compared", "r0, r1", "host", "dichvucong.gov.vn"));
    assertThat(compare(half, truth, truth).outcome()).isEqualTo(Outcome.OK);
    // one reference is no majority, nor are two that disagree, nor silent ones
    assertThat(compare(other, truth).outcome()).isEqualTo(Outcome.OK);
    assertThat(compare(half, truth, other).outcome()).isEqualTo(Outcome.OK);
    assertThat(compare(other, truth, says(State.DEAD)).outcome()).isEqualTo(Outcome.OK);
    assertThat(compare(says(State.DEAD), truth, truth).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void nobodyElseIsAskedWhereAResolverIsOnThisMachineOrBytesArePaid() {
    Access.Line main = Access.Line.plain(null, null, List.of(), List.of());
    Access.Line backup =
        new Access.Line(
            null,
            "192.168.1.11",
            List.of(),
            List.of(),
            new Access.LineDetail("backup", null, null, null));
    HostAddress local = new HostAddress(address("127.0.0.1"), 53);
    HostAddress router = new HostAddress(address("192.168.1.1"), 53);
    assertThat(References.of(main, List.of(router, local)).resolvers()).isEmpty();
    assertThat(References.of(backup, List.of(router)).resolvers()).isEmpty();
    assertThat(References.of(main, List.of(router)).resolvers())
        .containsOnlyKeys("vnpt", "viettel", "fpt", "cloudflare", "google");
    assertThat(References.pinned())
        .containsEntry("dns.google", List.of(address("8.8.8.8"), address("8.8.4.4")));
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.1.1,true",
    "10.0.0.1,true",
    "172.16.0.1,true",
    "172.32.0.1,false",
    "100.64.0.1,true",
    "100.128.0.1,false",
    "0.0.0.0,true",
    "0.1.2.3,true",
    "127.0.0.1,true",
    "169.254.1.1,true",
    "224.0.0.1,true",
    "203.162.4.190,false",
    "fd00::1,true",
    "2001:db8::1,false"
  })
  void addressesThatNoPublicHostHas(String literal, boolean expected) {
    assertThat(ResolverReading.isNotPublic(address(literal))).isEqualTo(expected);
  }
}
