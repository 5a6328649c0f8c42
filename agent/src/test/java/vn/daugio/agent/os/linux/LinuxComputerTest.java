package vn.daugio.agent.os.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.os.Computer.Disk;

class LinuxComputerTest {
  @TempDir Path root;

  private LinuxComputer computer() {
    return new LinuxComputer(root, path -> Optional.of(new LinuxDisks.Space(1000, 250)), 4);
  }

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void onlyOwnWritableDisks() throws IOException {
    file("sys/class/block/sdb/removable", "1\n");
    file("sys/class/block/sdb1/partition", "1\n");
    file(
        "proc/self/mounts",
        """
        proc /proc proc rw 0 0
        /dev/sda2 / ext4 rw,relatime,errors=remount-ro 0 0
        /dev/sda2 /var/lib/docker ext4 rw 0 0
        /dev/nvme0n1p3 /du\\040lieu xfs rw 0 0
        /dev/sda1 /boot/efi vfat rw 0 0
        /dev/sr0 /mnt/cd ext4 ro 0 0
        /dev/sdb1 /mnt/usb ext4 rw 0 0
        /dev/sdc1 /media/x/y ext4 rw 0 0
        /dev/loop3 /snap/a ext4 rw 0 0
        //may-chu/chung /mnt/chung cifs rw 0 0
        overlay /var/lib/x overlay rw 0 0
        broken
        """);
    assertThat(computer().disks())
        .containsExactly(new Disk("/", 1000, 250), new Disk("/du lieu", 1000, 250));
  }

  @Test
  void memoryLoadUptimeAndBoot() throws IOException {
    file(
        "proc/meminfo",
        "MemTotal:        8000000 kB\nMemFree: 1 kB\nMemAvailable:    2000000 kB\n");
    file("proc/loadavg", "6.00 1.00 0.50 2/345 6789\n");
    file("proc/uptime", "3600.25 7000.00\n");
    file("proc/sys/kernel/random/boot_id", "98c0da7c-95fe-44e1-80b3-a57ebcb11615\n");
    assertThat(computer().memoryAvailableRatio()).contains(0.25);
    assertThat(computer().loadRatio()).contains(1.5);
    assertThat(computer().uptime()).contains(Duration.ofMillis(3_600_250));
    assertThat(computer().bootId()).contains("98c0da7c-95fe-44e1-80b3-a57ebcb11615");
  }

  @Test
  void whatTheSystemDoesNotSayIsEmpty() throws IOException {
    assertThat(computer().rebootPending()).isEmpty();
    file("proc/meminfo", "MemTotal: lots\n");
    file("proc/loadavg", "-1 x\n");
    assertThat(computer().memoryAvailableRatio()).isEmpty();
    assertThat(computer().loadRatio()).isEmpty();
    assertThat(computer().uptime()).isEmpty();
    assertThat(computer().disks()).isEmpty();
    assertThat(computer().bootId()).isEmpty();
  }

  @Test
  void aPendingRestart() throws IOException {
    file("etc/kernel/postinst.d/unattended-upgrades", "");
    assertThat(computer().rebootPending()).contains(false);
    file("proc/sys/kernel/osrelease", "6.1.0-30-amd64\n");
    file("lib/modules/6.1.0-31-amd64/modules.dep", "");
    assertThat(computer().rebootPending()).contains(true);
    file("lib/modules/6.1.0-30-amd64/modules.dep", "");
    assertThat(computer().rebootPending()).contains(false);
    file("run/reboot-required", "*** System restart required ***\n");
    assertThat(computer().rebootPending()).contains(true);
  }
}
