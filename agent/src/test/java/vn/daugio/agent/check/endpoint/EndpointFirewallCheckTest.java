package vn.daugio.agent.check.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Firewall;
import vn.daugio.agent.os.Firewall.Profile;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

class EndpointFirewallCheckTest {
  private static final CheckType TYPE = CheckType.ENDPOINT_FIREWALL;

  private static Finding judge(Firewall firewall) throws InterruptedException {
    Target machine = new Target("OC-1", TargetKind.MACHINE, null, null, List.of());
    return new EndpointFirewallCheck(firewall)
        .judge(
            new Assignment(TYPE, machine, TYPE.limits(), TYPE.deadline(), null),
            LastReading.NONE,
            Deadline.in(TYPE.deadline()));
  }

  /** Words {@code name=on}, {@code off} or {@code ?}; a star: in use. */
  private static List<Profile> profiles(String words) {
    List<Profile> profiles = new ArrayList<>();
    for (String word : words.split(" ", -1)) {
      String[] parts = word.replace("*", "").split("=", -1);
      Optional<Boolean> on =
          parts[1].equals("?") ? Optional.empty() : Optional.of(parts[1].equals("on"));
      profiles.add(new Profile(parts[0], on, word.endsWith("*")));
    }
    return profiles;
  }

  @ParameterizedTest
  @CsvSource({
    "public=on private=on* domain=on, OK,,",
    "public=on private=off* domain=on, FAIL, endpoint.firewall_off, private",
    "public=off private=on* domain=off, WARN, endpoint.firewall_partly_off, 'public, domain'",
    "public=off* private=on* domain=on, FAIL, endpoint.firewall_off, public",
    "public=off private=on domain=on, WARN, endpoint.firewall_partly_off, public",
    "public=off private=off domain=off, FAIL, endpoint.firewall_off, 'public, private, domain'",
    "public=? private=? domain=?, UNKNOWN, endpoint.unreadable,",
    "public=? private=on* domain=on, UNKNOWN, endpoint.unreadable,",
    "public=? private=off* domain=on, FAIL, endpoint.firewall_off, private",
    "public=? private=off domain=on*, UNKNOWN, endpoint.unreadable, private",
    "ipv4=on* ipv6=off, WARN, endpoint.firewall_partly_off, ipv6",
    "ipv4=on* ipv6=off*, FAIL, endpoint.firewall_off, ipv6",
  })
  void whereItIsInUseItHasToBeOn(
      String profiles, Outcome outcome, @Nullable String reason, @Nullable String off)
      throws Exception {
    Finding finding = judge(deadline -> new Firewall.State(profiles(profiles), List.of()));
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.reason() == null ? null : finding.reason().code()).isEqualTo(reason);
    assertThat(finding.facts()).isEqualTo(off == null ? Map.of() : Map.of("offProfiles", off));
  }

  @Test
  void anotherMakersProductSwitchesTheSystemsOwnOff() throws Exception {
    List<String> products = List.of("Kaspersky\u202e\n Endpoint", "b", "c", "d", "e");
    Finding finding =
        judge(deadline -> new Firewall.State(profiles("public=off private=off*"), products));
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(finding.facts()).isEqualTo(Map.of("firewalls", "Kaspersky Endpoint, b, c, d"));
  }

  @Test
  void nothingReadIsNotOk() throws Exception {
    Finding none = judge(deadline -> new Firewall.State(List.of(), List.of()));
    assertThat(none.reason()).isEqualTo(Reason.ENDPOINT_UNREADABLE);
    assertThat(none.outcome()).isEqualTo(Outcome.UNKNOWN);
    Finding refused =
        judge(
            deadline -> {
              throw new NotPermittedException("nft exits with 1");
            });
    assertThat(refused.reason()).isEqualTo(Reason.NOT_PERMITTED);
    assertThat(refused.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(refused.facts()).isEqualTo(Map.of("detail", "nft exits with 1"));
  }
}
