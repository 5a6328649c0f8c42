package vn.daugio.agent.check.lan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.OfficeNetwork;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** What {@code lan.interface} makes of the answers to its question who has our address. */
class AddressConflictTest {
  /** One interface with an IPv4 and an IPv6 address, and this answer. */
  private record Asked(AddressUse answer) implements Network {
    @Override
    public List<Interface> interfaces() {
      List<InetAddress> both =
          List.of(OfficeNetwork.address("fd00::10"), OfficeNetwork.address("192.168.1.10"));
      return List.of(new Interface("eth0", true, false, true, true, both, 125_000_000));
    }

    @Override
    public AddressUse addressUse(String name, InetAddress address, Deadline deadline) {
      assertThat(name + " " + address.getHostAddress()).isEqualTo("eth0 192.168.1.10");
      return answer;
    }

    @Override
    public Optional<Route> defaultRoute() {
      return Optional.empty();
    }

    @Override
    public List<HostAddress> resolvers() {
      return List.of();
    }

    @Override
    public List<String> timeServers() {
      return List.of();
    }

    @Override
    public boolean isOnLink(InetAddress address) {
      return false;
    }

    @Override
    public PingReply ping(PingRequest request, Deadline deadline) throws NotPermittedException {
      throw new NotPermittedException("ping: not here");
    }

    @Override
    public Neighbour neighbour(InetAddress address, Deadline deadline) {
      return Neighbour.ABSENT;
    }
  }

  private static Finding judge(Network.AddressUse answer, Assignment assignment) throws Exception {
    return new LanInterfaceCheck(new Asked(answer))
        .judge(assignment, LastReading.NONE, Deadline.in(Duration.ofSeconds(5)));
  }

  private static Finding judge(Network.AddressUse answer) throws Exception {
    return judge(answer, Assignments.of(CheckType.LAN_INTERFACE));
  }

  @Test
  void anotherMachineHasTheAddress() throws Exception {
    Finding taken = judge(Network.AddressUse.TAKEN);
    assertThat(taken.outcome()).isEqualTo(Outcome.WARN);
    assertThat(taken.reason()).isEqualTo(Reason.LAN_ADDRESS_CONFLICT);
    assertThat(taken.facts()).containsEntry("address_check", "taken");
  }

  @Test
  void whatCouldNotBeAskedChangesNothing() throws Exception {
    for (var one :
        List.of(
            List.of(Network.AddressUse.OURS, "free"),
            List.of(Network.AddressUse.NOT_PERMITTED, "not_permitted"),
            List.of(Network.AddressUse.NO_TOOL, "no_tool"))) {
      Finding finding = judge((Network.AddressUse) one.get(0));
      assertThat(finding.outcome()).isEqualTo(Outcome.OK);
      assertThat(finding.facts().get("address_check")).isEqualTo(one.get(1));
    }
    assertThat(judge(Network.AddressUse.NOT_TOLD).facts()).doesNotContainKey("address_check");
  }

  @Test
  void noProbesWhereTheyAreSwitchedOff() throws Exception {
    Assignment silent =
        Assignments.limited(Assignments.of(CheckType.LAN_INTERFACE), "address-probes", 0);
    Finding finding = judge(Network.AddressUse.TAKEN, silent);
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(finding.facts()).doesNotContainKey("address_check");
  }
}
