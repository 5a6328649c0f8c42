package vn.daugio.agent.discover;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.WsDevice;
import vn.daugio.agent.probe.WsDiscovery;
import vn.daugio.agent.probe.WsMetadata;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.TargetKind;

/** Printers, scanners and cameras (ONVIF) that answer WS-Discovery; computers are no targets. */
final class WsProbe {
  private WsProbe() {}

  static List<WsDevice> devices(Permission permission, InetAddress source, Deadline deadline) {
    return WsDiscovery.probe(source, deadline).stream()
        .filter(device -> permission.allows(device.from()))
        .filter(device -> !device.types().contains("Computer"))
        .toList();
  }

  /** With its metadata, where the device gives it; nobody else is asked for it. */
  static Sighting sighting(WsDevice device, Deadline deadline) throws InterruptedException {
    List<Access> access = new ArrayList<>();
    Identity identity = Identity.of(null, null, null, device.id());
    Optional<URI> url = device.addresses().stream().flatMap(text -> own(text, device)).findFirst();
    if (url.isPresent()) {
      try {
        WsMetadata says = WsDiscovery.metadata(url.get().toString(), device, deadline);
        identity =
            identity.or(
                Identity.of(says.model().orElse(null), says.serial().orElse(null), null, null));
        says.scanners().stream()
            .flatMap(text -> own(text, device))
            .findFirst()
            .ifPresent(scanner -> access.add(new Access.Wsd(scanner.toString())));
      } catch (ProbeException e) {
        // that it is there, and what, has been said already
        identity = identity.or(Identity.NONE);
      }
    }
    return new Sighting(
        Sighting.Way.WS_DISCOVERY,
        device.from(),
        url.map(URI::getPort).filter(port -> port > 0).orElse(80),
        kind(device, access),
        identity,
        access);
  }

  private static @Nullable TargetKind kind(WsDevice device, List<Access> access) {
    if (device.types().contains("PrintDeviceType")) {
      return TargetKind.PRINTER;
    }
    if (device.types().contains("ScanDeviceType") || !access.isEmpty()) {
      return TargetKind.SCANNER;
    }
    return device.types().contains("NetworkVideoTransmitter") ? TargetKind.CAMERA : null;
  }

  /** An address of the device that spoke; it must not send us to others. */
  private static java.util.stream.Stream<URI> own(String text, WsDevice device) {
    try {
      URI uri = URI.create(text);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean itself = device.from().getHostAddress().equals(uri.getHost());
      boolean plain = text.matches("[\\x21-\\x7e&&[^\"'\\\\{}<>]]+");
      return http && itself && plain && uri.getUserInfo() == null
          ? java.util.stream.Stream.of(uri)
          : java.util.stream.Stream.empty();
    } catch (IllegalArgumentException e) {
      return java.util.stream.Stream.empty();
    }
  }
}
