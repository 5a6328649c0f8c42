package vn.daugio.agent.os.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.OfficeNetwork.address;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.os.Antivirus.Evidence;
import vn.daugio.agent.os.Antivirus.Item;
import vn.daugio.agent.os.Antivirus.Statement;
import vn.daugio.protocol.ProductCatalogue;
import vn.daugio.protocol.ProductSignature;
import vn.daugio.protocol.Trace;
import vn.daugio.protocol.Trace.Kind;

class LinuxAntivirusTest {
  @TempDir Path root;

  private void file(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private Evidence read() {
    return new LinuxAntivirus(root).evidence(ProductCatalogue.builtIn());
  }

  @Test
  void nothingKnownIsThere() throws IOException {
    file("proc/1/comm", "systemd\n");
    assertThat(read().items()).isEmpty();
    assertThat(read().unreadable()).isEmpty();
    assertThat(read().statements()).isEmpty();
    assertThat(read().securityCenter()).isEmpty();
    assertThat(read().connections()).isEmpty();
  }

  @Test
  void clamavRunsWithTheNewestOfItsDatabases() throws IOException {
    file("usr/sbin/clamd", "");
    file("proc/1/comm", "systemd\n");
    file("proc/812/comm", "clamd\n");
    file("var/lib/clamav/main.cvd", "ClamAV-VDB:16 Sep 2021 08-32 -0400:62:6647427:90:x");
    file("var/lib/clamav/daily.cld", "ClamAV-VDB:22 Nov 2026 08-30 +0000:27900:1:90:x");
    assertThat(read().items())
        .containsExactlyInAnyOrder(
            new Item(Kind.FILE, "/usr/sbin/clamd", Optional.empty()),
            new Item(Kind.PROCESS, "clamd", Optional.of(true)));
    assertThat(read().statements())
        .containsOnlyKeys("clamav")
        .containsValue(
            new Statement(
                Optional.empty(), false, Optional.of(Instant.parse("2026-11-22T08:30:00Z"))));
  }

  @Test
  void damagedOrMissingDatabasesTellNoAge() throws IOException {
    file("var/lib/clamav/daily.cvd", "ClamAV-VDB:yesterday:1");
    file("var/lib/clamav/main.cvd", "");
    assertThat(read().statements()).isEmpty();
  }

  @Test
  void aUnitRunsWhenItsControlGroupHasProcesses() throws IOException {
    file("proc/1/comm", "systemd\n");
    file("lib/systemd/system/clamav-daemon.service", "[Unit]");
    file("etc/systemd/system/clamd@scan.service", "[Unit]");
    file("usr/lib/systemd/system/clamd@.service", "[Unit]");
    file("usr/lib/systemd/system/cups.service", "[Unit]");
    Files.createSymbolicLink(root.resolve("etc/systemd/system/kesl.service"), Path.of("/dev/null"));
    assertThat(read().items())
        .containsExactly(
            new Item(Kind.UNIT, "clamav-daemon.service", Optional.empty()),
            new Item(Kind.UNIT, "clamd@.service", Optional.empty()),
            new Item(Kind.UNIT, "clamd@scan.service", Optional.empty()));
    String slice = "sys/fs/cgroup/system.slice/";
    file(slice + "clamav-daemon.service/cgroup.events", "populated 1\nfrozen 0\n");
    file(slice + "clamd@scan.service/cgroup.events", "populated 0\nfrozen 0\n");
    assertThat(read().items())
        .containsExactly(
            new Item(Kind.UNIT, "clamav-daemon.service", Optional.of(true)),
            new Item(Kind.UNIT, "clamd@.service", Optional.empty()),
            new Item(Kind.UNIT, "clamd@scan.service", Optional.of(false)));
  }

  @Test
  void aPackageOfWhichOnlyTheConfigurationIsLeftIsNotThere() throws IOException {
    file("proc/1/comm", "systemd\n");
    file(
        "var/lib/dpkg/status",
        """
        Package: clamav-daemon
        Status: deinstall ok config-files
        Version: 1.0.7

        Package: kesl
        Status: install ok installed
        Maintainer: Ai Đó <ai.do@example.org>
        Version: 12.1.0-1543
        Description: x
         Package: mdatp

        Package: bash
        Status: install ok installed
        """);
    assertThat(read().items()).containsExactly(new Item(Kind.PACKAGE, "kesl", Optional.empty()));
    assertThat(new LinuxPackages(root).installed().orElseThrow())
        .hasSize(2)
        .first()
        .extracting(LinuxPackages.Installed::name, LinuxPackages.Installed::version)
        .containsExactly("kesl", "12.1.0-1543");
    Files.delete(root.resolve("var/lib/dpkg/status"));
    assertThat(read().unreadable()).containsExactly(Kind.PACKAGE);
  }

  @Test
  void processesThatCannotBeSeenAreNotCalledStopped() throws IOException {
    file("opt/microsoft/mdatp/sbin/wdavdaemon", "");
    Files.createDirectories(root.resolve("proc"));
    assertThat(read().items())
        .containsExactly(new Item(Kind.FILE, "/opt/microsoft/mdatp", Optional.empty()));
    assertThat(read().unreadable()).containsExactly(Kind.PROCESS);
  }

  @Test
  void aNameThatTheKernelCutIsMadeWhole() throws IOException {
    file("proc/1/comm", "systemd\n");
    file("proc/9/comm", "vcs-ajiant-edr-\n");
    file("proc/9/cmdline", "/opt/x/vcs-ajiant-edr-agent\0--user\0ai\0");
    file("proc/10/comm", "kesl-supervisor\n");
    file("proc/10/cmdline", "something else entirely\0");
    assertThat(read().items())
        .containsExactly(
            new Item(Kind.PROCESS, "kesl-supervisor", Optional.of(true)),
            new Item(Kind.PROCESS, "vcs-ajiant-edr-agent", Optional.of(true)));
  }

  @Test
  void aFileMayHaveAStarInItsLastPart() throws IOException {
    file("proc/1/comm", "systemd\n");
    file("opt/Bkav/Endpoint-2.1/agent", "");
    ProductSignature product =
        new ProductSignature(
            "x",
            "X",
            "antivirus",
            "high",
            List.of(
                Trace.of(Kind.FILE, "/opt/Bkav/endpoint-*"),
                Trace.of(Kind.FILE, "/opt/none/*"),
                Trace.of(Kind.FILE, "C:\\Bkav\\*")),
            List.of(),
            List.of(),
            null);
    ProductCatalogue catalogue = new ProductCatalogue(1, List.of(product));
    assertThat(new LinuxAntivirus(root).evidence(catalogue).items())
        .containsExactly(new Item(Kind.FILE, "/opt/Bkav/endpoint-*", Optional.empty()));
  }

  @Test
  void theOtherEndOfARealConnectionIsFound() throws IOException {
    InetAddress loopback = address("127.0.0.1");
    try (ServerSocket server = new ServerSocket(0, 1, loopback);
        Socket client = new Socket(loopback, server.getLocalPort())) {
      assertThat(client.isConnected()).isTrue();
      assertThat(new LinuxAntivirus().evidence(ProductCatalogue.builtIn()).connections())
          .hasValueSatisfying(
              all ->
                  assertThat(all).contains(new InetSocketAddress(loopback, server.getLocalPort())));
    }
    assertThat(
            LinuxConnections.parse(
                "   1: 0000000000000000FFFF00000100007F:1F90"
                    + " 00000000000000000000000001000000:01BB 01 0:0 00:0 0 0 0"))
        .contains(new InetSocketAddress(address("::1"), 443));
    assertThat(LinuxConnections.parse("   1: 0100007F:1F90 0100007F:01BB 0A 0:0 00:0 0 0"))
        .isEmpty();
  }
}
