package vn.daugio.agent.check.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Firewall;
import vn.daugio.agent.os.Firewall.Profile;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.Reason;

/**
 * {@code endpoint.firewall}: off where this computer is connected fails, off elsewhere warns. A
 * registered product of another maker switches the system's own off, which is as it should be.
 */
public final class EndpointFirewallCheck implements Check {
  private static final int MOST_PRODUCTS = 4;

  private final Firewall firewall;

  public EndpointFirewallCheck(Firewall firewall) {
    this.firewall = firewall;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Finding.Builder finding = Finding.of(assignment.type());
    Firewall.State state;
    try {
      state = firewall.state(deadline);
    } catch (NotPermittedException e) {
      return finding.unknown(Reason.NOT_PERMITTED).fact("detail", e.getMessage()).build();
    }
    finding.fact(
        "firewalls",
        state.products().stream()
            .limit(MOST_PRODUCTS)
            .map(name -> DeviceText.clean(name, DeviceText.NAME_LENGTH))
            .collect(Collectors.joining(", ")));
    if (!state.products().isEmpty()) {
      return finding.build();
    }
    List<Profile> profiles = state.profiles();
    boolean unread = profiles.isEmpty() || profiles.stream().anyMatch(one -> one.on().isEmpty());
    if (unread) {
      finding.unknown(Reason.ENDPOINT_UNREADABLE);
    }
    List<Profile> off =
        profiles.stream().filter(one -> one.on().equals(Optional.of(false))).toList();
    // without a connection the profile that the next one will have is not known
    boolean exposed = off.stream().anyMatch(Profile::inUse) || (!unread && off.equals(profiles));
    if (exposed) {
      finding.fail(Reason.ENDPOINT_FIREWALL_OFF);
    } else if (!off.isEmpty()) {
      finding.warn(Reason.ENDPOINT_FIREWALL_PARTLY_OFF);
    }
    return finding
        .fact("offProfiles", off.stream().map(Profile::name).collect(Collectors.joining(", ")))
        .build();
  }
}
