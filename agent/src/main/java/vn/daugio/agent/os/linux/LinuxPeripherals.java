package vn.daugio.agent.os.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Peripherals;
import vn.daugio.agent.os.SmallFiles;

/** USB devices by the kernel's own files; runs nothing and needs no rights. */
public final class LinuxPeripherals implements Peripherals {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{4}");
  private static final String HUB = "09";

  private final Path root;

  public LinuxPeripherals() {
    this(Path.of("/"));
  }

  /**
   * @param root what stands for {@code /}
   */
  public LinuxPeripherals(Path root) {
    this.root = root;
  }

  @Override
  public List<Peripheral> present() throws NotPermittedException {
    Path buses = root.resolve("sys/bus");
    if (!Files.isReadable(buses)) {
      throw new NotPermittedException("the system shows no /sys/bus");
    }
    Set<String> microphones = microphones();
    List<Peripheral> found = new ArrayList<>();
    for (Path device : SmallFiles.entries(buses.resolve("usb/devices"), "[0-9]*")) {
      String vendor = SmallFiles.line(device.resolve("idVendor")).orElse("");
      String product = SmallFiles.line(device.resolve("idProduct")).orElse("");
      // entries without ids are the interfaces of others
      if (ID.matcher(vendor).matches() && ID.matcher(product).matches() && !isHub(device)) {
        found.add(read(device, vendor, product, microphones));
      }
    }
    return List.copyOf(found);
  }

  private static boolean isHub(Path device) {
    return SmallFiles.line(device.resolve("bDeviceClass")).orElse("").equals(HUB);
  }

  private static Peripheral read(
      Path device, String vendor, String product, Set<String> microphones) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    boolean driven = true;
    for (Path part : SmallFiles.entries(device, device.getFileName() + ":*")) {
      switch (SmallFiles.line(part.resolve("bInterfaceClass")).orElse("")) {
        case "06" -> kinds.add(Kind.IMAGE);
        case "07" -> kinds.add(Kind.PRINTER);
        case "0b" -> kinds.add(Kind.CARD_READER);
        case "0e" -> {
          kinds.add(Kind.CAMERA);
          // printers, scanners and card readers are driven by programs; a camera by the kernel
          driven &= Files.exists(part.resolve("driver"));
        }
        default -> {}
      }
    }
    if (microphones.contains(vendor + ":" + product)) {
      kinds.add(Kind.MICROPHONE);
    }
    return new Peripheral(
        kinds, vendor, product, driven ? Optional.empty() : Optional.of(Peripheral.NO_DRIVER));
  }

  /** Models of USB sound cards that can record: a headphone is of the same USB class. */
  private Set<String> microphones() {
    Set<String> models = new HashSet<>();
    for (Path card : SmallFiles.entries(root.resolve("proc/asound"), "card[0-9]*")) {
      if (!SmallFiles.entries(card, "pcm*c").isEmpty()) {
        SmallFiles.line(card.resolve("usbid")).ifPresent(models::add);
      }
    }
    return models;
  }
}
