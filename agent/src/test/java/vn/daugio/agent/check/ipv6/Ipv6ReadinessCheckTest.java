package vn.daugio.agent.check.ipv6;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.OfficeNetwork.address;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network.Interface;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.OfficeNetwork;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * What goes out on the line is shown in namespaces, by the fault matrix of the acceptance tests.
 */
class Ipv6ReadinessCheckTest {
  private static Finding judge(OfficeNetwork network) {
    return new Ipv6ReadinessCheck(network)
        .judge(
            Assignments.of(CheckType.IPV6_READINESS),
            LastReading.NONE,
            Deadline.in(Duration.ofSeconds(5)));
  }

  private static OfficeNetwork having(String... addresses) {
    return OfficeNetwork.EMPTY.with(
        List.of(
            new Interface(
                "eth0",
                true,
                false,
                true,
                true,
                java.util.Arrays.stream(addresses).map(OfficeNetwork::address).toList(),
                0)));
  }

  @Test
  void notBegunIsNoFaultAndNoStepIsTaken() {
    Finding finding = judge(having("192.168.1.10", "fd00::10"));
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(finding.facts()).isEqualTo(Map.of("ipv6", "absent"));
    assertThat(finding.measures())
        .extracting(one -> one.labels().get("step") + " " + one.value())
        .containsExactly("address 0.0", "route 0.0");
  }

  @Test
  void anAddressWithoutARoute() {
    Finding finding = judge(having("192.168.1.10", "2001:db8::10"));
    assertThat(finding.outcome()).isEqualTo(Outcome.WARN);
    assertThat(finding.reason()).isEqualTo(Reason.IPV6_NO_ROUTE);
    assertThat(finding.measures())
        .extracting(one -> one.labels().get("step") + " " + one.value())
        .containsExactly("address 1.0", "route 0.0");
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8::1,true",
    "3fff::1,true",
    "fd00::1,false",
    "fe80::1,false",
    "::1,false",
    "32.1.2.3,false"
  })
  void globalAddresses(String literal, boolean expected) {
    assertThat(Ipv6ReadinessCheck.isGlobal(address(literal))).isEqualTo(expected);
  }
}
