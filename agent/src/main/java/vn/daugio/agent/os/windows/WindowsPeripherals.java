package vn.daugio.agent.os.windows;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Peripherals;

/** Devices of Windows by the GUIDs of their setup classes, which no language changes. */
final class WindowsPeripherals implements Peripherals {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{4}");
  private static final Map<String, Kind> CLASSES =
      Map.of(
          "{4d36e979-e325-11ce-bfc1-08002be10318}", Kind.PRINTER,
          "{6bdd1fc6-810f-11d0-bec7-08002be2092f}", Kind.IMAGE,
          "{50dd5230-ba8a-11d1-bf5d-0000f805f530}", Kind.CARD_READER,
          "{ca3e7ab9-b4c3-4ae6-8251-579ef933890f}", Kind.CAMERA);
  private static final Map<String, Kind> DRIVERS =
      Map.of("usbprint", Kind.PRINTER, "usbscan", Kind.IMAGE, "usbvideo", Kind.CAMERA);

  private final Supplier<WindowsPnp> source;

  WindowsPeripherals(Supplier<WindowsPnp> source) {
    this.source = source;
  }

  @Override
  public List<Peripheral> present() throws NotPermittedException {
    List<Peripheral> found = new ArrayList<>();
    Map<String, Peripheral> composite = new LinkedHashMap<>();
    for (WindowsPnp.Device device : devices()) {
      Peripheral one = read(device);
      if (device.part()) {
        composite.merge(one.model(), one, WindowsPeripherals::both);
      } else if (!one.kinds().isEmpty() || !one.vendor().isEmpty()) {
        found.add(one);
      }
    }
    found.addAll(composite.values());
    return List.copyOf(found);
  }

  private List<WindowsPnp.Device> devices() throws NotPermittedException {
    @Nullable List<WindowsPnp.Device> devices = source.get().devices();
    if (devices == null) {
      throw new NotPermittedException("Windows does not show its devices");
    }
    return devices.stream().filter(Objects::nonNull).toList();
  }

  private static Peripheral read(WindowsPnp.Device device) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    @Nullable Kind byClass = CLASSES.get(String.valueOf(device.classId()));
    @Nullable Kind byDriver = DRIVERS.get(String.valueOf(device.service()));
    if (byClass != null) {
      kinds.add(byClass);
    }
    if (byDriver != null) {
      kinds.add(byDriver);
    }
    if (device.records()) {
      kinds.add(Kind.MICROPHONE);
    }
    Optional<Integer> problem =
        device.problem() > 0 && device.problem() < 100
            ? Optional.of(device.problem())
            : Optional.empty();
    return new Peripheral(kinds, id(device.vendor()), id(device.product()), problem);
  }

  private static String id(@Nullable String text) {
    return text != null && ID.matcher(text).matches() ? text : "";
  }

  private static Peripheral both(Peripheral one, Peripheral other) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    kinds.addAll(one.kinds());
    kinds.addAll(other.kinds());
    return new Peripheral(kinds, one.vendor(), one.product(), one.problem().or(other::problem));
  }
}
