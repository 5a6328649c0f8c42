package vn.daugio.agent.os.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Updates.Reading;
import vn.daugio.agent.os.Updates.Release;
import vn.daugio.agent.testing.Peers;

class LinuxUpdatesTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final String SECURITY =
      "var/lib/apt/lists/security.debian.org_debian-security_dists_bookworm-security_";

  @TempDir Path root;

  private Reading read() {
    return new LinuxUpdates(root, ZONE).read(Deadline.in(Duration.ofSeconds(5)));
  }

  private Path write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    if (file.endsWith(".gz")) {
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      return path;
    }
    return Files.writeString(path, text);
  }

  private static String upgrade(String time) {
    return """

        Start-Date: %s
        Commandline: /usr/bin/unattended-upgrade
        Upgrade: libssl3:amd64 (3.0.15-1~deb12u1, 3.0.17-1~deb12u2)
        End-Date: %s
        """
        .formatted(time, time);
  }

  @Test
  void nothingIsKnownOfAnEmptyDisk() {
    assertThat(read())
        .isEqualTo(
            new Reading(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false));
  }

  @Test
  void theNewestUpgradeOfAptsLogCountsInLocalTime() throws Exception {
    write(
        "var/log/apt/history.log",
        upgrade("2026-11-10  06:12:33")
            + upgrade("2026-11-18  06:45:01")
            + """

              Start-Date: 2026-11-22  09:00:00
              Commandline: apt install vlc
              Install: vlc:amd64 (3.0.20)
              End-Date: 2026-11-22  09:00:09

              Start-Date: 2026-99-22  09:00:00
              Upgrade: x:amd64 (1, 2)
              """);
    assertThat(read().installedAt()).contains(Instant.parse("2026-11-17T23:45:01Z"));
  }

  @Test
  void afterTheMonthlyRotationTheOlderFileTells() throws Exception {
    write("var/log/apt/history.log", "");
    write("var/log/apt/history.log.1.gz", upgrade("2026-10-30  06:00:00"));
    write("var/log/apt/history.log.2.gz", upgrade("2026-09-30  06:00:00"));
    assertThat(read().installedAt()).contains(Instant.parse("2026-10-29T23:00:00Z"));
    // damaged: the next one
    Files.write(root.resolve("var/log/apt/history.log.1.gz"), new byte[] {31, (byte) 139, 8, 0, 9});
    assertThat(read().installedAt()).contains(Instant.parse("2026-09-29T23:00:00Z"));
  }

  @Test
  void dpkgsLogTellsWhereAptsDoesNot() throws Exception {
    write(
        "var/log/dpkg.log",
        """
        2026-11-19 07:00:00 startup archives unpack
        2026-11-19 07:00:01 upgrade openssl:amd64 3.0.15-1 3.0.17-1
        2026-11-20 07:00:01 install vlc:amd64 <none> 3.0.20
        """);
    assertThat(read().installedAt()).contains(Instant.parse("2026-11-19T00:00:01Z"));
  }

  private static String stanza(String name, String status, String version) {
    return "Package: %s\n%sVersion: %s\nDescription: x\n Package: no\n\n"
        .formatted(name, status.isEmpty() ? "" : "Status: " + status + "\n", version);
  }

  @Test
  void whatIsPendingIsCountedFromTheListsOfTheSecurityArchive() throws Exception {
    String installed = "install ok installed";
    write(
        "var/lib/dpkg/status",
        stanza("openssl", installed, "3.0.15-1~deb12u1")
            + stanza("bash", installed, "5.2.15-2+b7")
            + stanza("removed", "deinstall ok config-files", "1.0")
            + stanza("held", "hold ok installed", "2:1.0-1")
            + stanza("linux-image", installed, "6.1.147-1"));
    assertThat(read().pending()).isEmpty();
    write(
        SECURITY + "main_binary-amd64_Packages",
        stanza("openssl", "", "3.0.17-1~deb12u2")
            + stanza("openssl", "", "3.0.16-1~deb12u1")
            + stanza("bash", "", "5.2.15-2")
            + stanza("removed", "", "9")
            + stanza("held", "", "1:9.0-1")
            + stanza("unheard", "", "1"));
    write(
        "var/lib/apt/lists/deb.debian.org_debian_dists_bookworm_main_binary-amd64_Packages",
        stanza("linux-image", "", "9"));
    assertThat(read().pending()).contains(1);
    write(SECURITY + "contrib_binary-amd64_Packages", stanza("linux-image", "", "6.1.148-1"));
    assertThat(read().pending()).contains(2);

    Path release = write(SECURITY + "InRelease", "x");
    Files.setLastModifiedTime(release, FileTime.from(Instant.parse("2026-11-22T05:00:00Z")));
    assertThat(read().checkedAt()).contains(Instant.parse("2026-11-22T05:00:00Z"));
  }

  @Test
  void theReleaseIsThatOfOsRelease() throws Exception {
    write("usr/lib/os-release", "ID=debian\nVERSION_ID=\"13\"\n");
    assertThat(read().release()).contains(new Release("debian", "13", ""));
    write("etc/os-release", "NAME=x\nID='ubuntu'\nVERSION_ID=\"24.04\"\n");
    assertThat(read().release()).contains(new Release("ubuntu", "24.04", ""));
    write("etc/os-release", "ID=debian\nPRETTY_NAME=\"Debian forky/sid\"\n");
    assertThat(read().release()).isEmpty();
    write("etc/os-release", "ID=debian\nVERSION_ID=$(reboot)\n");
    assertThat(read().release()).isEmpty();
  }

  /** dpkg itself decides what is newer. */
  @Test
  void versionsAreOrderedAsDpkgOrdersThem() throws Exception {
    String dpkg = Peers.need("dpkg");
    List<String> versions = new ArrayList<>(List.of("1.0", "1.0-0", "1.0~rc1", "1.0+b1", "0:1.0"));
    Random random = new Random(7);
    String letters = "0019a~+.-";
    while (versions.size() < 60) {
      StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "1:2" : "1");
      for (int i = random.nextInt(5); i >= 0; i--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      versions.add(text.append('1').toString());
    }
    for (int i = 0; i + 1 < versions.size(); i++) {
      String one = versions.get(i);
      String other = versions.get(i + 1);
      assertThat(DebVersion.compare(one, other) < 0)
          .as(one + " lt " + other)
          .isEqualTo(dpkgSays(dpkg, one, "lt", other));
      assertThat(DebVersion.compare(one, other) == 0)
          .as(one + " eq " + other)
          .isEqualTo(dpkgSays(dpkg, one, "eq", other));
    }
  }

  private static boolean dpkgSays(String dpkg, String... rest) throws Exception {
    List<String> line = new ArrayList<>(List.of(dpkg, "--compare-versions"));
    line.addAll(List.of(rest));
    return new ProcessBuilder(line).start().waitFor() == 0;
  }
}
