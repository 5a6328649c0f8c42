package vn.daugio.agent.os.linux;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import vn.daugio.agent.os.Computer.Disk;
import vn.daugio.agent.os.SmallFiles;

/**
 * Which mounted file systems are this computer's own disks ({@code /proc/self/mounts}, fstab(5)).
 */
final class LinuxDisks {
  private static final Set<String> DISK_TYPES =
      Set.of(
          "ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "jfs", "zfs", "ntfs", "ntfs3", "fuseblk");
  private static final int MOST = 16;

  private final Path root;
  private final Function<Path, Optional<Space>> spaceOf;

  /** Total and usable bytes of a mounted file system. */
  record Space(long total, long usable) {}

  LinuxDisks(Path root, Function<Path, Optional<Space>> spaceOf) {
    this.root = root;
    this.spaceOf = spaceOf;
  }

  List<Disk> disks() {
    List<Disk> disks = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String line : SmallFiles.lines(root.resolve("proc/self/mounts"))) {
      String[] columns = line.split(" ", -1);
      if (columns.length < 4 || disks.size() == MOST) {
        continue;
      }
      String mountPoint = unescape(columns[1]);
      if (isOwnDisk(columns, mountPoint) && seen.add(columns[0])) {
        spaceOf
            .apply(Path.of(mountPoint))
            .filter(space -> space.total() > 0)
            .ifPresent(space -> disks.add(new Disk(mountPoint, space.total(), space.usable())));
      }
    }
    return disks;
  }

  private boolean isOwnDisk(String[] columns, String mountPoint) {
    boolean writable = !Arrays.asList(columns[3].split(",")).contains("ro");
    if (!writable || mountPoint.indexOf('\0') >= 0) {
      return false;
    }
    // in a container the root is an overlay: its space is that of the disk below
    if (columns[2].equals("overlay")) {
      return mountPoint.equals("/");
    }
    return DISK_TYPES.contains(columns[2])
        && !columns[0].startsWith("/dev/loop")
        && !mountPoint.startsWith("/media/")
        && !mountPoint.startsWith("/run/media/")
        && !isRemovable(columns[0]);
  }

  /** A stick says so in its own directory, or, for a partition, in that of the whole disk. */
  private boolean isRemovable(String device) {
    String name = device.substring(device.lastIndexOf('/') + 1);
    Path block = root.resolve("sys/class/block");
    String whole = name.replaceFirst("(?<=\\D)\\d+$", "").replaceFirst("(?<=\\d)p$", "");
    return name.length() > 0
        && !name.startsWith(".")
        && (SmallFiles.number(block.resolve(name).resolve("removable")).orElse(0L) == 1
            || SmallFiles.number(block.resolve(whole).resolve("removable")).orElse(0L) == 1);
  }

  /** A blank, tab, newline or backslash stands there in octal (getmntent(3)). */
  private static String unescape(String text) {
    return text.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }

  static Optional<Space> systemSpace(Path mountPoint) {
    try {
      FileStore store = Files.getFileStore(mountPoint);
      return Optional.of(new Space(store.getTotalSpace(), store.getUsableSpace()));
    } catch (IOException e) {
      // not readable for this account: it is left out rather than shown full
      return Optional.empty();
    }
  }
}
