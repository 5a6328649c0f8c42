package vn.daugio.agent.check.server;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.Assignments.values;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.Peers;
import vn.daugio.agent.testing.Sshd;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** A real OpenSSH server; what it runs are programs of the test, found before the system's. */
class ServerHealthCheckTest {
  private static final String DISKS =
      """
      Filesystem     1024-blocks      Used Available Capacity Mounted on
      /dev/sda1         10000000   5000000   5000000      50%% /
      /dev/sdb1         10000000   %d   %d      90%% /srv/du lieu
      """;

  private static final String WHOLE =
      """
      Personalities : [raid1]
      md0 : active raid1 sdb1[1] sda1[0]
            976630464 blocks super 1.2 [2/2] [UU]

      unused devices: <none>
      """;

  @TempDir Path folder;
  private int port;
  private Sshd server;
  private Path login;
  private LastReading last = LastReading.NONE;

  @BeforeEach
  void start() throws Exception {
    login = Sshd.key(folder, "login", "ed25519");
    Files.copy(folder.resolve("login.pub"), folder.resolve("authorized_keys"));
    Files.createDirectory(folder.resolve("bin"));
    says("systemctl", "");
    says("df", DISKS.formatted(2_000_000, 8_000_000));
    says("cat", WHOLE);
    port = Peers.freePort();
    server =
        Sshd.start(
            folder, port, Sshd.key(folder, "host", "ed25519"), Sshd.key(folder, "other", "ecdsa"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** A program of the server that says this, whatever it is asked. */
  private void says(String program, String text) throws IOException {
    Path output = Files.writeString(folder.resolve(program + ".out"), text);
    Path file = folder.resolve("bin").resolve(program);
    Files.writeString(file, "#!/bin/sh\nexec /bin/cat " + output + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** On another port: what ends may still hold the old one for a moment. */
  private Sshd again(Path... hostKeys) throws IOException {
    port = Peers.freePort();
    return Sshd.start(folder, port, hostKeys);
  }

  private Access.Ssh access(@Nullable Path key, @Nullable Path password, @Nullable String backup) {
    return new Access.Ssh(
        "127.0.0.1:" + port,
        Sshd.user(),
        key == null ? null : key.toString(),
        password == null ? null : password.toString(),
        "linux",
        null,
        backup);
  }

  private Finding judge(Access.Ssh access) throws Exception {
    Finding finding =
        new ServerHealthCheck()
            .judge(
                Assignments.of(CheckType.SERVER_HEALTH, access),
                last,
                Deadline.in(Duration.ofSeconds(20)));
    if (!finding.remember().isEmpty()) {
      last = new LastReading(Instant.EPOCH, finding.remember());
    }
    return finding;
  }

  private Finding judge() throws Exception {
    return judge(access(login, null, null));
  }

  private static void is(
      Finding finding, Outcome outcome, @Nullable Reason reason, Reason... also) {
    assertThat(finding.facts()).doesNotContainKey("detail");
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.reason()).isEqualTo(reason);
    assertThat(finding.also()).containsExactly(also);
  }

  @Test
  void aServerThatIsWell() throws Exception {
    Finding finding = judge();
    is(finding, Outcome.OK, null);
    assertThat(finding.facts()).isEqualTo(Map.of("disk", "/", "freePercent", "50"));
    assertThat(values(finding, "disk_free_ratio")).containsExactly(0.5, 0.8);
    assertThat(values(finding, "failed_units")).containsExactly(0.0);
    assertThat(finding.remember().get("hostKey")).matches("ssh-ed25519 SHA256:[A-Za-z0-9+/]{43}");
    is(judge(), Outcome.OK, null);
  }

  @Test
  void whatFails() throws Exception {
    says(
        "systemctl", "mariadb.service loaded failed failed MariaDB\nfoo.timer loaded failed x y\n");
    says("df", DISKS.formatted(9_900_000, 100_000));
    says("cat", WHOLE.replace("[2/2] [UU]", "[2/1] [U_]"));
    Finding finding = judge();
    is(
        finding,
        Outcome.FAIL,
        Reason.SERVER_SERVICE_FAILED,
        Reason.SERVER_DISK_FULL,
        Reason.SERVER_RAID_DEGRADED);
    assertThat(finding.facts())
        .isEqualTo(
            Map.of(
                "services", "mariadb.service, foo.timer",
                "disk", "/srv/du lieu",
                "freePercent", "1",
                "arrays", "md0 [U_]"));
    says("systemctl", "motd-news.service loaded failed failed News\n");
    says("df", DISKS.formatted(9_500_000, 500_000));
    says(
        "cat",
        WHOLE.replace(
            "[2/2] [UU]", "[2/1] [U_]\n      [==>....]  recovery = 12.6% (1/9) finish=9min"));
    is(
        judge(),
        Outcome.WARN,
        Reason.SERVER_SERVICE_FAILED,
        Reason.SERVER_DISK_LOW,
        Reason.SERVER_RAID_DEGRADED);
  }

  @Test
  void whatCannotBeReadIsUnknown() throws Exception {
    Files.writeString(folder.resolve("bin/systemctl"), "#!/bin/sh\nexit 1\n");
    Files.writeString(folder.resolve("bin/cat"), "#!/bin/sh\nexit 1\n");
    Finding finding = judge();
    is(finding, Outcome.UNKNOWN, Reason.SERVER_UNREADABLE);
    assertThat(finding.facts()).containsEntry("unread", "services");
    says("df", "df: command not found\nwhat\n");
    assertThat(judge().facts()).containsEntry("detail", "unreadable output: disks");
    says("df", "x".repeat(100_000));
    assertThat(judge().facts()).containsEntry("detail", "ssh: longer than any real output");
  }

  @Test
  void theNewestBackupCounts() throws Exception {
    Path backups = Files.createDirectory(folder.resolve("backups"));
    Access.Ssh access = access(login, null, backups + "/*.dump");
    is(judge(access), Outcome.FAIL, Reason.SERVER_BACKUP_MISSING);
    written(backups.resolve("a.dump"), Duration.ofDays(8), "abc");
    is(judge(access), Outcome.FAIL, Reason.SERVER_BACKUP_OLD);
    written(backups.resolve("b.dump"), Duration.ofHours(37), "abcd");
    Finding old = judge(access);
    is(old, Outcome.WARN, Reason.SERVER_BACKUP_OLD);
    assertThat(old.facts()).containsEntry("backupHours", "37");
    assertThat(values(old, "backup_bytes")).containsExactly(4.0);
    written(backups.resolve("c.dump"), Duration.ofHours(2), "abcde");
    Finding finding = judge(access);
    is(finding, Outcome.OK, null);
    assertThat(values(finding, "backup_age_seconds")).singleElement().matches(age -> age >= 7_200);
    written(backups.resolve("d.dump"), Duration.ofHours(1), "");
    is(judge(access), Outcome.FAIL, Reason.SERVER_BACKUP_MISSING);
  }

  private static void written(Path file, Duration ago, String text) throws IOException {
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(ago)));
  }

  @Test
  void aChangedHostKeyFailsAndGetsNoPassword() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "khong-dung\n");
    is(judge(), Outcome.OK, null);
    String pinned = last.values().get("hostKey");
    Finding wrong = judge(access(null, password, null));
    assertThat(wrong.reason()).isEqualTo(Reason.NOT_PERMITTED);
    assertThat(server.log()).contains("Failed password for " + Sshd.user());

    server.close();
    Files.delete(folder.resolve("sshd.log"));
    server = again(Sshd.key(folder, "exchanged", "ed25519"));
    Finding changed = judge(access(null, password, null));
    is(changed, Outcome.FAIL, Reason.SERVER_HOST_KEY_CHANGED);
    assertThat(changed.measures()).isEmpty();
    assertThat(changed.facts()).containsEntry("pinnedHostKey", pinned);
    assertThat(changed.facts().get("shownHostKey")).startsWith("ssh-ed25519 SHA256:");
    assertThat(judge().reason()).isEqualTo(Reason.SERVER_HOST_KEY_CHANGED);
    assertThat(last.values()).containsEntry("hostKey", pinned);
    server.close();
    assertThat(server.log())
        .contains("Connection")
        .doesNotContain("password")
        .doesNotContain("publickey")
        .doesNotContain("user " + Sshd.user());
  }

  @Test
  void aKeyInTheConfigurationIsTheOnlyOne() throws Exception {
    judge();
    String pin = String.valueOf(last.values().get("hostKey"));
    last = new LastReading(Instant.EPOCH, Map.of("hostKey", "ssh-ed25519 SHA256:old"));
    Access.Ssh one = access(login, null, null);
    Access.Ssh told =
        new Access.Ssh(
            one.address(),
            one.user(),
            one.keyFile(),
            null,
            "linux",
            pin.substring(pin.indexOf(' ') + 1),
            null);
    is(judge(told), Outcome.OK, null);
    assertThat(last.values()).containsEntry("hostKey", pin);
  }

  @Test
  void aKeyOfAnotherTypeIsAskedForWhereThatIsThePinnedOne() throws Exception {
    server.close();
    server = again(folder.resolve("other"));
    judge();
    assertThat(last.values().get("hostKey")).startsWith("ecdsa-sha2-nistp256 ");
    server.close();
    server = again(folder.resolve("host"), folder.resolve("other"));
    is(judge(), Outcome.OK, null);
  }

  @Test
  void whoeverDoesNotAnswerOrIsNoSsh() throws Exception {
    server.close();
    Finding closed = judge();
    assertThat(closed.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(closed.reason()).isEqualTo(Reason.DEVICE_NOT_ANSWERING);
    Access.Ssh router =
        new Access.Ssh("127.0.0.1:1", "a", login.toString(), null, "mikrotik", null, null);
    assertThat(judge(router).reason()).isEqualTo(Reason.NOT_SUPPORTED);
  }
}
