package vn.daugio.agent.os.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.testing.Peers;
import vn.daugio.protocol.InventoryReport;
import vn.daugio.protocol.InventoryReport.Entry;

class LinuxInventoryTest {
  @TempDir Path root;

  private void file(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  @Test
  void unitsAndPackagesWithoutWhatTheyOnlyNeed() throws IOException {
    file("usr/lib/systemd/system/smartir.service", "[Unit]");
    file("usr/lib/systemd/system/clamd@.service", "[Unit]");
    file("sys/fs/cgroup/system.slice/smartir.service/cgroup.events", "populated 1\n");
    file(
        "var/lib/dpkg/status",
        """
        Package: vnpt-smart-ir
        Status: install ok installed
        Section: non-free/admin
        Maintainer: Nguyễn Ai Đó <ai.do@example.org>
        Version: 2.3.1

        Package: libsmartir0
        Status: install ok installed
        Section: libs
        Version: 2.3.1

        Package: gone
        Status: deinstall ok config-files
        Version: 1
        """);
    assertThat(new LinuxInventory(root).report(4))
        .isEqualTo(
            new InventoryReport(
                4,
                List.of(
                    new Entry("unit", "clamd@.service", null, null, null),
                    new Entry("unit", "smartir.service", null, null, true),
                    new Entry("package", "vnpt-smart-ir", null, "2.3.1", null)),
                List.of()));
    Files.delete(root.resolve("var/lib/dpkg/status"));
    assertThat(new LinuxInventory(root).report(4).unreadable()).containsExactly("package");
  }

  @Test
  void ofThisMachineItIsSoundAndNamesNobody() {
    Peers.need("clamd");
    InventoryReport report = new LinuxInventory().report(1);
    assertThat(report.isSound()).isTrue();
    assertThat(report.entries()).extracting(Entry::name).contains("clamav-daemon.service");
    assertThat(report.toString()).doesNotContain("/home/", "/root/");
    assertThat(report.entries()).extracting(Entry::publisher).containsOnlyNulls();
  }
}
