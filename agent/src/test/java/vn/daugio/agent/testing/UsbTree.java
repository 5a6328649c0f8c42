package vn.daugio.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** USB devices as the kernel shows them below {@code /sys/bus/usb/devices} of a root. */
public final class UsbTree {
  private final Path root;
  private final Path devices;

  public UsbTree(Path root) {
    this.root = root;
    devices = root.resolve("sys/bus/usb/devices");
    make(devices);
  }

  /** A device with one interface of each class, without drivers. */
  public UsbTree device(String name, String vendor, String product, String... classes) {
    Path device = devices.resolve(name);
    write(device.resolve("idVendor"), vendor);
    write(device.resolve("idProduct"), product);
    write(device.resolve("bDeviceClass"), "00");
    for (int i = 0; i < classes.length; i++) {
      write(device.resolve(name + ":1." + i).resolve("bInterfaceClass"), classes[i]);
    }
    return this;
  }

  public UsbTree hub(String name) {
    device(name, "1d6b", "0002", "09");
    write(devices.resolve(name).resolve("bDeviceClass"), "09");
    return this;
  }

  /** A driver takes this interface of a device. */
  public UsbTree driver(String name, int part) {
    make(devices.resolve(name).resolve(name + ":1." + part).resolve("driver"));
    return this;
  }

  /** A sound card of a USB device with these streams, e.g. {@code pcm0c}. */
  public UsbTree sound(int card, String model, String... streams) {
    Path directory = root.resolve("proc/asound/card" + card);
    write(directory.resolve("usbid"), model);
    for (String stream : streams) {
      make(directory.resolve(stream));
    }
    return this;
  }

  /** It is pulled out. */
  public UsbTree unplug(String name) {
    try (Stream<Path> all = Files.walk(devices.resolve(name))) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path one : deepestFirst) {
        Files.delete(one);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private static void make(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    make(file.resolveSibling("."));
    try {
      Files.writeString(file, text + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
