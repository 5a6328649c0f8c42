package vn.daugio.agent.os.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Firewall.Profile;
import vn.daugio.agent.os.Firewall.State;
import vn.daugio.agent.os.NotPermittedException;

class WindowsFirewallTest {
  private static State state(String situation) throws NotPermittedException {
    WindowsHardening facts = Situations.read(Part.HARDENING, situation, WindowsHardening.class);
    return new WindowsFirewall(() -> facts).state(Deadline.in(Duration.ofSeconds(1)));
  }

  private static String text(Profile profile) {
    String on = profile.on().map(is -> is ? "on" : "off").orElse("?");
    return on + (profile.inUse() ? "*" : "");
  }

  /** Profiles public, private, domain; the star is the one in use. */
  @ParameterizedTest
  @CsvSource({
    "windows-11-en-admin, on on* on,",
    "windows-11-vi-user, off off* off, Kaspersky Endpoint Security cho Windows",
    "windows-10-vi-user, off* on on,",
    "windows-10-en-admin, on on* off,",
    "windows-10-ltsc-en-user, off on on,",
    "windows-10-ltsc-vi-service-stopped, off off off*,",
    "windows-server-2022-en-admin, on on on*,",
    "windows-10-en-wmi-broken, ? ? ?,",
  })
  void profilesAndProducts(String situation, String profiles, String product) throws Exception {
    State state = state(situation);
    assertThat(state.profiles())
        .extracting(Profile::name)
        .containsExactly("public", "private", "domain");
    assertThat(String.join(" ", state.profiles().stream().map(one -> text(one)).toList()))
        .isEqualTo(profiles);
    assertThat(state.products())
        .isEqualTo(Optional.ofNullable(product).map(List::of).orElse(List.of()));
  }

  @Test
  void refusedIsNotOff() {
    assertThatThrownBy(() -> state("windows-11-en-user-refused"))
        .isInstanceOf(NotPermittedException.class)
        .hasMessage("firewall profiles");
  }

  @Test
  void nonsenseIsNotRead() throws Exception {
    WindowsHardening odd =
        PowerShell.parse(
            """
            {"firewallService":4,"profiles":[{"kind":0,"enabled":2},{"kind":null,"enabled":1},
            {"kind":7,"enabled":0},{"kind":1,"enabled":null}],"networks":[9],
            "products":[{"name":" ","state":4096},{"name":"x","state":8192}]}
            """,
            WindowsHardening.class);
    State state = new WindowsFirewall(() -> odd).state(Deadline.in(Duration.ofSeconds(1)));
    assertThat(state.profiles()).extracting(Profile::on).containsOnly(Optional.empty());
    assertThat(state.products()).isEmpty();
  }
}
