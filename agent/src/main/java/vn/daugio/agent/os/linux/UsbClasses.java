package vn.daugio.agent.os.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vn.daugio.agent.os.SmallFiles;

/** What kinds of devices are at the USB ports, by sysfs, which costs nothing. */
final class UsbClasses {
  /**
   * Defined class codes (usb.org) of what is none: audio, network, input, storage, hubs, chip
   * cards, video, wireless, type-C.
   */
  private static final Set<String> OTHERS =
      Set.of("01", "02", "03", "08", "09", "0a", "0b", "0e", "10", "11", "e0");

  private static final String PRINTER = "07";

  private UsbClasses() {}

  /**
   * @param root where {@code sys} stands
   * @return empty where the kernel does not tell
   */
  static Optional<Boolean> hasPrinter(Path root) {
    Path devices = root.resolve("sys/bus/usb/devices");
    return Files.isDirectory(devices)
        ? Optional.of(classes(devices).anyMatch(PRINTER::equals))
        : Optional.empty();
  }

  private static Stream<String> classes(Path devices) {
    return SmallFiles.entries(devices, "*:*").stream()
        .flatMap(one -> SmallFiles.line(one.resolve("bInterfaceClass")).stream());
  }

  /**
   * @param root where {@code sys} stands
   * @return true also where the kernel does not tell
   */
  static boolean mayHaveScanner(Path root) {
    Path devices = root.resolve("sys/bus/usb/devices");
    boolean scsi = !SmallFiles.entries(root.resolve("sys/class/scsi_generic"), "*").isEmpty();
    return scsi
        || !Files.isDirectory(devices)
        || classes(devices).anyMatch(code -> !OTHERS.contains(code));
  }
}
