package vn.daugio.agent.discover;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.HostPort;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

/** What was found beside what is configured: the same address, or the same device elsewhere. */
final class Comparison {
  private static final Map<String, Integer> PORTS =
      Map.of("ipp", 631, "ipps", 631, "http", 80, "https", 443);
  private static final int SNMP = 161;

  /** What a device of the LAN can be configured as. */
  private static final Set<TargetKind> BOXES =
      Set.of(
          TargetKind.GATEWAY,
          TargetKind.SWITCH,
          TargetKind.ROUTER,
          TargetKind.ACCESS_POINT,
          TargetKind.UPS,
          TargetKind.CAMERA,
          TargetKind.SERVER,
          TargetKind.MAIL,
          TargetKind.MEETING,
          TargetKind.DEVICE);

  private final List<Target> configured;

  Comparison(List<Target> configured) {
    this.configured = configured;
  }

  /** All devices with names that neither the configuration nor one of them has. */
  List<Proposal> propose(List<Device> devices) {
    Names names = new Names(configured.stream().map(Target::name).toList());
    List<Proposal> proposals = new ArrayList<>();
    for (Device device : devices) {
      List<Proposal.Item> items = new ArrayList<>();
      for (Target found : Proposal.targets(device)) {
        items.add(item(device, found, names));
      }
      proposals.add(new Proposal(device, items));
    }
    return proposals;
  }

  private Proposal.Item item(Device device, Target found, Names names) {
    Optional<Target> known =
        configured.stream()
            .filter(target -> fits(target.kind(), found.kind()))
            .filter(target -> isAt(target, device) && !isOther(target, device))
            .findFirst();
    if (known.isPresent()) {
      Target named = named(found, known.get().name());
      return new Proposal.Item(named, Proposal.Status.KNOWN, known.get());
    }
    Optional<Target> moved =
        configured.stream()
            .filter(target -> fits(target.kind(), found.kind()))
            .filter(target -> isSame(target, device))
            .findFirst();
    if (moved.isPresent()) {
      Target named = named(found, moved.get().name());
      return new Proposal.Item(named, Proposal.Status.MOVED, moved.get());
    }
    String name = names.next(found.kind(), device.identity().model());
    return new Proposal.Item(named(found, name), Proposal.Status.NEW, null);
  }

  private static Target named(Target target, String name) {
    return new Target(
        name,
        target.kind(),
        target.address(),
        target.line(),
        target.access(),
        target.serial(),
        target.mac());
  }

  /** What was only seen to be there may be anything. */
  private static boolean fits(TargetKind configured, TargetKind found) {
    return configured == found
        || (BOXES.contains(configured) && BOXES.contains(found))
        || (found == TargetKind.DEVICE
            && (configured == TargetKind.PRINTER || configured == TargetKind.SCANNER));
  }

  private static boolean isAt(Target target, Device device) {
    return places(target).stream()
        .anyMatch(
            place ->
                device.addresses().stream()
                        .map(InetAddress::getHostAddress)
                        .anyMatch(place.host()::equals)
                    && (!place.isLoopback() || device.ports().contains(place.port())));
  }

  /** Where a target is asked, with the ports that its ways of access usually have. */
  static List<HostPort> places(Target target) {
    List<HostPort> places = new ArrayList<>();
    @Nullable String address = target.address();
    if (address != null) {
      HostPort.parse(address)
          .ifPresent(one -> places.add(new HostPort(one.host(), one.portOr(SNMP))));
    }
    for (Access access : target.access()) {
      @Nullable String uri =
          access instanceof Access.Ipp ipp
              ? ipp.uri()
              : access instanceof Access.Escl escl
                  ? escl.url()
                  : access instanceof Access.Wsd wsd ? wsd.url() : null;
      if (uri != null) {
        URI parsed = URI.create(uri);
        int port =
            parsed.getPort() > 0 ? parsed.getPort() : PORTS.getOrDefault(parsed.getScheme(), 0);
        places.add(new HostPort(parsed.getHost(), port));
      }
    }
    return places;
  }

  private static boolean isSame(Target target, Device device) {
    return (agree(target.serial(), device.identity().serial())
            || agree(target.mac(), device.identity().mac()))
        && !isOther(target, device);
  }

  /** Somebody else has taken the address. */
  private static boolean isOther(Target target, Device device) {
    @Nullable String serial = target.serial();
    @Nullable String mac = target.mac();
    if (serial != null && device.identity().serial() != null) {
      return !agree(serial, device.identity().serial());
    }
    return mac != null && device.identity().mac() != null && !agree(mac, device.identity().mac());
  }

  private static boolean agree(@Nullable String a, @Nullable String b) {
    return a != null && b != null && a.toLowerCase(Locale.ROOT).equals(b.toLowerCase(Locale.ROOT));
  }
}
