package vn.daugio.agent.os.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Firewall.Profile;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.testing.NetNamespace;
import vn.daugio.agent.testing.Peers;

/** Against the kernel's own rules, in a namespace. */
class LinuxFirewallTest {
  private static final String V4_ONLY = "";
  private static final String LINK_LOCAL = "fe80000000000000021ba9fffe123456 02 40 20 80 eth0\n";
  private static final String GLOBAL = "24060000000000000000000000000001 02 40 00 80 eth0\n";

  private static NetNamespace net;
  @TempDir Path root;

  @BeforeAll
  static void create() {
    Peers.need("nft");
    net = NetNamespace.create("fw");
  }

  @AfterAll
  static void delete() {
    if (net != null) {
      net.close();
    }
  }

  @BeforeEach
  void empty() {
    net.run("nft", "flush", "ruleset");
  }

  private List<Profile> profiles(String ifInet6, List<String> before) throws Exception {
    write("proc/net/if_inet6", "00000000000000000000000000000001 01 80 10 80 lo\n" + ifInet6);
    return new LinuxFirewall(root, before).state(Deadline.in(Duration.ofSeconds(10))).profiles();
  }

  private List<Profile> profiles(String ifInet6) throws Exception {
    return profiles(ifInet6, net.inside());
  }

  private void write(String file, String text) throws Exception {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static Profile v4(boolean on) {
    return new Profile("ipv4", Optional.of(on), true);
  }

  private static Profile v6(boolean on, boolean inUse) {
    return new Profile("ipv6", Optional.of(on), inUse);
  }

  private static void nft(String... lines) {
    for (String line : lines) {
      net.run("nft", line);
    }
  }

  @Test
  void withoutRulesEverythingIsAccepted() throws Exception {
    assertThat(profiles(V4_ONLY)).containsExactly(v4(false));
    assertThat(profiles(LINK_LOCAL)).containsExactly(v4(false), v6(false, false));
    assertThat(profiles(GLOBAL)).containsExactly(v4(false), v6(false, true));
  }

  @Test
  void aPolicyOfDropFiltersItsFamily() throws Exception {
    nft(
        "add table ip f",
        "add chain ip f in { type filter hook input priority 0; policy drop; }",
        "add rule ip f in ct state established,related accept");
    assertThat(profiles(GLOBAL)).containsExactly(v4(true), v6(false, true));
  }

  @Test
  void rulesThatAcceptAllFilterNothingWhateverThePolicy() throws Exception {
    nft(
        "add table inet f",
        "add chain inet f in { type filter hook input priority 0; policy drop; }",
        "add rule inet f in counter accept");
    assertThat(profiles(GLOBAL)).containsExactly(v4(false), v6(false, true));
  }

  @Test
  void theLastRuleOfAnotherChainMayRefuseAsFirewalldDoes() throws Exception {
    nft(
        "add table inet f",
        "add chain inet f rest",
        "add rule inet f rest tcp dport 22 accept",
        "add chain inet f in { type filter hook input priority 10; policy accept; }",
        "add rule inet f in iifname lo accept",
        "add rule inet f in jump rest");
    assertThat(profiles(GLOBAL)).containsExactly(v4(false), v6(false, true));
    nft("add rule inet f in counter reject with icmpx type admin-prohibited");
    assertThat(profiles(GLOBAL)).containsExactly(v4(true), v6(true, true));
    // what the jump leads to comes first
    nft("add rule inet f rest accept");
    assertThat(profiles(GLOBAL)).containsExactly(v4(false), v6(false, true));
  }

  @Test
  void onlyPacketsToThisComputerMatter() throws Exception {
    nft(
        "add table inet f",
        "add chain inet f fw { type filter hook forward priority 0; policy drop; }",
        "add chain inet f out { type filter hook output priority 0; policy drop; }");
    assertThat(profiles(V4_ONLY)).containsExactly(v4(false));
  }

  @Test
  void theOldTablesCountWhereTheyAreLoaded() throws Exception {
    write("proc/net/ip_tables_names", "filter\n");
    List<String> before = new ArrayList<>(net.inside());
    Peers.need("iptables-legacy");
    net.run("iptables-legacy", "-P", "INPUT", "DROP");
    try {
      assertThat(profiles(V4_ONLY, before)).containsExactly(v4(true));
      net.run("iptables-legacy", "-A", "INPUT", "-j", "ACCEPT");
      assertThat(profiles(V4_ONLY, before)).containsExactly(v4(false));
    } finally {
      net.run("iptables-legacy", "-F");
      net.run("iptables-legacy", "-P", "INPUT", "ACCEPT");
    }
  }

  @Test
  void withoutRightsTheFilesOfUfwAndFirewalldAreAsked() throws Exception {
    List<String> nobody = new ArrayList<>(net.inside(Peers.need("setpriv")));
    nobody.addAll(List.of("--reuid=65534", "--clear-groups", "--inh-caps=-all"));
    assertThatThrownBy(() -> profiles(V4_ONLY, nobody))
        .isInstanceOf(NotPermittedException.class)
        .hasMessage("nft exits with 1");

    write("run/firewalld.pid", "4711");
    assertThatThrownBy(() -> profiles(V4_ONLY, nobody)).isInstanceOf(NotPermittedException.class);
    write("proc/4711/comm", "firewalld\n");
    assertThat(profiles(V4_ONLY, nobody)).containsExactly(v4(true));
    write("etc/firewalld/firewalld.conf", "DefaultZone=public\nDefaultZone=trusted\n");
    assertThat(profiles(V4_ONLY, nobody)).containsExactly(v4(false));

    write("etc/ufw/ufw.conf", "# set\nENABLED=no\n");
    assertThat(profiles(V4_ONLY, nobody)).containsExactly(v4(false));
    write("etc/ufw/ufw.conf", "ENABLED=yes\n");
    write("etc/default/ufw", "IPV6=yes\nDEFAULT_INPUT_POLICY=\"DROP\"\n");
    assertThat(profiles(GLOBAL, nobody)).containsExactly(v4(true), v6(true, true));
    write("etc/default/ufw", "IPV6=no\nDEFAULT_INPUT_POLICY=\"DROP\"\n");
    assertThat(profiles(GLOBAL, nobody)).containsExactly(v4(true), v6(false, true));
    write("etc/default/ufw", "IPV6=yes\nDEFAULT_INPUT_POLICY=\"ACCEPT\"\n");
    assertThat(profiles(GLOBAL, nobody)).containsExactly(v4(false), v6(false, true));
  }

  @Test
  void withoutTheToolNothingIsKnown() {
    assertThatThrownBy(() -> profiles(V4_ONLY, List.of("/nowhere/ip")))
        .isInstanceOf(NotPermittedException.class)
        .hasMessage("nft: NOT_FOUND");
  }
}
