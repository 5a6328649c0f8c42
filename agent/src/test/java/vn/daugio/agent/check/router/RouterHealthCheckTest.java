package vn.daugio.agent.check.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.check.DataFile;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.CliDevice;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** A real OpenSSH server, behind it what devices of each flavour say. */
class RouterHealthCheckTest {
  @TempDir static Path folder;
  private static CliDevice device;
  private LastReading last = LastReading.NONE;

  @BeforeAll
  static void start() throws Exception {
    device = CliDevice.start(folder);
  }

  @AfterAll
  static void stop() {
    device.close();
  }

  @BeforeEach
  void forget() throws Exception {
    device.forget();
  }

  private static String answers(String flavor) {
    return DataFile.text(RouterHealthCheckTest.class, flavor + ".answers");
  }

  private Finding judge(Access.Ssh access, Duration most) throws Exception {
    Finding finding =
        new RouterHealthCheck()
            .judge(Assignments.of(CheckType.ROUTER_HEALTH, access), last, Deadline.in(most));
    if (!finding.remember().isEmpty()) {
      last = new LastReading(Instant.EPOCH, finding.remember());
    }
    return finding;
  }

  private Finding judge(String flavor) throws Exception {
    return judge(device.access(flavor, null), Duration.ofSeconds(20));
  }

  private static void is(
      Finding finding, Outcome outcome, @Nullable Reason reason, Reason... also) {
    assertThat(finding.facts()).doesNotContainKey("detail");
    assertThat(finding.reason()).isEqualTo(reason);
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.also()).containsExactly(also);
  }

  /** Such as {@code wan_state wan up both=1.0}, labels in the order of their names. */
  private static String measures(Finding finding) {
    TreeMap<String, Double> all = new TreeMap<>();
    for (Measure measure : finding.measures()) {
      String labels = String.join(" ", new TreeMap<>(measure.labels()).values());
      all.put((measure.name() + " " + labels).strip(), measure.value());
    }
    StringBuilder text = new StringBuilder();
    all.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    return text.toString();
  }

  @Test
  void openWrt() throws Exception {
    device.saysAll(answers("openwrt"));
    Finding finding = judge("openwrt");
    is(finding, Outcome.OK, null);
    assertThat(finding.facts())
        .isEqualTo(
            Map.of(
                "profile", "openwrt 1",
                "model", "Cudy WR1300 v2",
                "version", "24.10.0",
                "loadPercent", "5",
                "leasesPercent", "4"));
    assertThat(measures(finding))
        .isEqualTo(
            """
            default_routes ipv4=1.0
            default_routes ipv6=1.0
            dhcp_leases=2.0
            dhcp_used_ratio=0.04
            load_ratio=0.0499992370605469
            memory_available_ratio=0.25
            radio_state radio0 up=1.0
            storage_free_ratio=0.5
            temperature_celsius=51.25
            uptime_seconds=93784.0
            wan_state both wan up=1.0
            wireless_clients=2.0
            """
                .replace("0.0499992370605469", Double.toString(13_107 / 65_536.0 / 4)));
    assertThat(finding.remember()).containsEntry("wanSeen", "wan").containsKey("hostKey");
  }

  @Test
  void mikroTik() throws Exception {
    device.saysAll(answers("mikrotik"));
    Finding finding = judge("mikrotik");
    is(finding, Outcome.WARN, Reason.ROUTER_DHCP_FULL);
    assertThat(finding.facts())
        .isEqualTo(
            Map.of(
                "profile", "mikrotik 1",
                "model", "hEX",
                "version", "7.16.2 (stable)",
                "loadPercent", "7",
                "leasesPercent", "98"));
    assertThat(measures(finding))
        .isEqualTo(
            """
            cpu_ratio=0.07
            default_routes ipv4=1.0
            default_routes ipv6=0.0
            dhcp_leases=98.0
            dhcp_used_ratio=0.98
            memory_available_ratio=0.25
            storage_free_ratio=0.25
            temperature_celsius=38.0
            uptime_seconds=788645.0
            wan_state ipv4 pppoe-out1 up=1.0
            wan_state none ether1 up=1.0
            wireless_clients=12.0
            """);
  }

  @Test
  void linux() throws Exception {
    device.saysAll(answers("linux"));
    Finding finding = judge("linux");
    is(finding, Outcome.OK, null);
    assertThat(finding.facts())
        .isEqualTo(
            Map.of(
                "profile",
                "linux 1",
                "version",
                "Debian GNU/Linux 12 (bookworm)",
                "loadPercent",
                "20"));
    assertThat(measures(finding))
        .isEqualTo(
            """
            default_routes ipv4=1.0
            default_routes ipv6=1.0
            dhcp_leases=1.0
            load_ratio=0.2
            memory_available_ratio=0.25
            storage_free_ratio=0.25
            uptime_seconds=12345.67
            wan_state both ppp0 up=1.0
            """);
    // a dialled line's interface goes with it
    device.says("ip -4 route show default", "");
    Finding down = judge("linux");
    is(down, Outcome.FAIL, Reason.ROUTER_WAN_DOWN);
    assertThat(down.facts()).containsEntry("wan", "ppp0");
    is(judge("linux"), Outcome.FAIL, Reason.ROUTER_WAN_DOWN);
    last = LastReading.NONE;
    Finding first = judge("linux");
    is(first, Outcome.UNKNOWN, Reason.ROUTER_UNREADABLE);
    assertThat(first.facts()).containsEntry("unread", "wan");
  }

  @Test
  void drayTekIsTypedAt() throws Exception {
    device.saysAll(answers("draytek"));
    device.saysFirst("show status", "System Uptime:26:8:29\r\nLAN Status\r\n");
    Finding finding = judge("draytek");
    is(finding, Outcome.OK, null);
    assertThat(finding.facts())
        .isEqualTo(Map.of("profile", "draytek 1", "model", "Vigor2927", "version", "4.4.5.1"));
    assertThat(measures(finding))
        .isEqualTo(
            """
            uptime_seconds=94109.0
            wan_state ipv4 WAN 1 up=1.0
            wan_state none WAN 2 down=1.0
            """);
    device.says(
        "show status",
        answers("draytek")
            .replaceAll("(?s).*\\$ show", "")
            .replace("1 Status: C", "1 Status: Disc"));
    Finding down = judge("draytek");
    is(down, Outcome.FAIL, Reason.ROUTER_WAN_DOWN);
    assertThat(down.facts()).containsEntry("wan", "WAN 1, WAN 2");
  }

  @Test
  void whatIsScarceWarns() throws Exception {
    device.saysAll(
        answers("mikrotik")
            .replace("7%", "100%")
            .replace("64.0MiB", "12.7MiB")
            .replace("4096.0KiB", "300.0KiB"));
    Finding first = judge("mikrotik");
    is(
        first,
        Outcome.WARN,
        Reason.ROUTER_MEMORY_LOW,
        Reason.ROUTER_STORAGE_LOW,
        Reason.ROUTER_DHCP_FULL);
    assertThat(first.facts()).containsEntry("memoryPercent", "4");
    assertThat(first.facts()).containsEntry("storagePercent", "1");
    assertThat(judge("mikrotik").also()).contains(Reason.ROUTER_LOAD_HIGH);
  }

  @Test
  void aLineThatWasUpAndIsDownFailsOneThatNeverWasDoesNot() throws Exception {
    String text = answers("openwrt");
    String other = text.replace("\"interface\": \"lan\"", "\"interface\": \"wan2\"");
    String otherDown = other.replaceFirst("\"up\": true", "\"up\": false");
    device.saysAll(otherDown);
    is(judge("openwrt"), Outcome.OK, null);
    device.saysAll(other);
    is(judge("openwrt"), Outcome.OK, null);
    device.saysAll(otherDown);
    Finding finding = judge("openwrt");
    is(finding, Outcome.FAIL, Reason.ROUTER_WAN_DOWN);
    assertThat(finding.facts()).containsEntry("wan", "wan2");
    device.saysAll(text.replace("\"disabled\": true", "\"disabled\": false"));
    Finding radio = judge("openwrt");
    is(radio, Outcome.WARN, Reason.ROUTER_RADIO_DOWN);
    assertThat(radio.facts()).containsEntry("radios", "radio1");
  }

  @Test
  void whatCannotBeReadIsUnknown() throws Exception {
    String text = answers("mikrotik");
    device.saysAll(text.replace("64.0MiB", "64,0MiB").replace("cpu-load: 7", "cpu-load: 700"));
    Finding locale = judge("mikrotik");
    is(locale, Outcome.UNKNOWN, Reason.ROUTER_UNREADABLE, Reason.ROUTER_DHCP_FULL);
    assertThat(locale.facts()).containsEntry("unread", "resource");
    device.saysAll(answers("openwrt"));
    device.fails("ubus call network.interface dump", 4);
    Finding failed = judge("openwrt");
    is(failed, Outcome.UNKNOWN, Reason.ROUTER_UNREADABLE);
    assertThat(failed.facts()).containsEntry("unread", "interfaces");
    // not a Linux at all
    assertThat(judge("linux").facts())
        .containsEntry("unread", "uptime, load, memory, storage, interfaces, routes");
    // it asks for a page after the other, and never comes to its prompt
    device.saysAll(answers("draytek"));
    device.says("show status", "x".repeat(70_000));
    Finding endless = judge("draytek");
    assertThat(endless.reason()).isEqualTo(Reason.ROUTER_UNREADABLE);
    assertThat(endless.facts()).containsEntry("detail", "ssh: longer than any real output");
  }

  @Test
  void whatIsNoOutputAtAll() throws Exception {
    device.saysAll(answers("linux"));
    device.says("ip -j addr show", "[{\"ifname\":\"ppp0\",\"operstate\":\"U");
    device.says("cat /proc/meminfo", "\u0000\u0001\uFFFD".repeat(500));
    Finding truncated = judge("linux");
    is(truncated, Outcome.UNKNOWN, Reason.ROUTER_UNREADABLE);
    assertThat(truncated.facts()).containsEntry("unread", "memory, interfaces");
    // its terminal has another prompt than those of the flavour
    device.saysAll(answers("draytek"));
    Finding waiting =
        judge(device.prompting("Password: ").access("draytek", null), Duration.ofSeconds(2));
    assertThat(waiting.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(waiting.reason()).isEqualTo(Reason.DEVICE_NOT_ANSWERING);
  }

  @Test
  void aChangedHostKeyFailsAndGetsNoPassword() throws Exception {
    device.saysAll(answers("linux"));
    Path password = Files.writeString(folder.resolve("password"), "khong-dung\n");
    is(judge("linux"), Outcome.OK, null);
    String pinned = last.values().get("hostKey");
    device.exchange();
    Access.Ssh access = device.access("linux", password);
    Finding changed = judge(access, Duration.ofSeconds(20));
    is(changed, Outcome.FAIL, Reason.ROUTER_HOST_KEY_CHANGED);
    assertThat(changed.facts()).containsEntry("pinnedHostKey", pinned);
    assertThat(last.values()).containsEntry("hostKey", pinned).containsEntry("wanSeen", "ppp0");
    assertThat(device.log())
        .contains("Connection")
        .doesNotContain("password")
        .doesNotContain("publickey");
    last = LastReading.NONE;
    assertThat(judge(access, Duration.ofSeconds(20)).reason()).isEqualTo(Reason.NOT_PERMITTED);
  }

  @Test
  void whoeverDoesNotAnswer() throws Exception {
    Access.Ssh nobody = new Access.Ssh("127.0.0.1:1", "a", null, "/nowhere", "openwrt", null, null);
    assertThat(judge(nobody, Duration.ofSeconds(5)).reason()).isEqualTo(Reason.NOT_PERMITTED);
    Path password = Files.writeString(folder.resolve("password2"), "x\n");
    Access.Ssh closed =
        new Access.Ssh("127.0.0.1:1", "a", null, password.toString(), "openwrt", null, null);
    assertThat(judge(closed, Duration.ofSeconds(5)).reason())
        .isEqualTo(Reason.DEVICE_NOT_ANSWERING);
  }
}
