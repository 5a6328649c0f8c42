package vn.daugio.agent.os.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import vn.daugio.agent.os.SmallFiles;

/** Whether anything at the USB ports could be a scanner at all, by sysfs, which costs nothing. */
final class UsbClasses {
  /**
   * Defined class codes (usb.org) of what is none: audio, network, input, storage, hubs, chip
   * cards, video, wireless, type-C.
   */
  private static final Set<String> OTHERS =
      Set.of("01", "02", "03", "08", "09", "0a", "0b", "0e", "10", "11", "e0");

  private UsbClasses() {}

  /**
   * @param root where {@code sys} stands
   * @return true also where the kernel does not tell
   */
  static boolean mayHaveScanner(Path root) {
    Path devices = root.resolve("sys/bus/usb/devices");
    boolean scsi = !SmallFiles.entries(root.resolve("sys/class/scsi_generic"), "*").isEmpty();
    return scsi
        || !Files.isDirectory(devices)
        || SmallFiles.entries(devices, "*:*").stream()
            .flatMap(one -> SmallFiles.line(one.resolve("bInterfaceClass")).stream())
            .anyMatch(code -> !OTHERS.contains(code));
  }
}
