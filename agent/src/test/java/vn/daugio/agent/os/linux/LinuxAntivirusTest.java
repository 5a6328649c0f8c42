package vn.daugio.agent.os.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.os.Antivirus.Product;

class LinuxAntivirusTest {
  @TempDir Path root;

  private void file(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  @Test
  void nothingKnownIsThere() throws IOException {
    file("proc/1/comm", "systemd\n");
    assertThat(new LinuxAntivirus(root).products()).isEmpty();
  }

  @Test
  void clamavRunsWithTheNewestOfItsDatabases() throws IOException {
    file("usr/sbin/clamd", "");
    file("proc/1/comm", "systemd\n");
    file("proc/812/comm", "clamd\n");
    file("var/lib/clamav/main.cvd", "ClamAV-VDB:16 Sep 2021 08-32 -0400:62:6647427:90:x");
    file("var/lib/clamav/daily.cld", "ClamAV-VDB:22 Nov 2026 08-30 +0000:27900:1:90:x");
    assertThat(new LinuxAntivirus(root).products())
        .containsExactly(
            new Product(
                "ClamAV",
                true,
                Optional.of(true),
                Optional.of(Instant.parse("2026-11-22T08:30:00Z"))));
  }

  @Test
  void damagedOrMissingDatabasesTellNoAge() throws IOException {
    file("lib/systemd/system/clamav-daemon.service", "[Unit]");
    file("proc/1/comm", "systemd\n");
    file("var/lib/clamav/daily.cvd", "ClamAV-VDB:yesterday:1");
    file("var/lib/clamav/main.cvd", "");
    assertThat(new LinuxAntivirus(root).products())
        .containsExactly(new Product("ClamAV", true, Optional.of(false), Optional.empty()));
  }

  @Test
  void processesThatCannotBeSeenAreNotCalledStopped() throws IOException {
    file("opt/microsoft/mdatp/sbin/wdavdaemon", "");
    Files.createDirectories(root.resolve("proc"));
    assertThat(new LinuxAntivirus(root).products())
        .containsExactly(
            new Product("Microsoft Defender", true, Optional.empty(), Optional.empty()));
  }

  @Test
  void theNetworkAgentAloneIsNoProtection() throws IOException {
    file("usr/lib/systemd/system/klnagent64.service", "[Unit]");
    file("proc/1/comm", "systemd\n");
    assertThat(new LinuxAntivirus(root).products())
        .containsExactly(new Product("Kaspersky", false, Optional.of(false), Optional.empty()));
    file("opt/kaspersky/kesl/bin/kesl-control", "");
    file("proc/77/comm", "kesl\n");
    assertThat(new LinuxAntivirus(root).products())
        .containsExactly(new Product("Kaspersky", true, Optional.of(true), Optional.empty()));
  }
}
