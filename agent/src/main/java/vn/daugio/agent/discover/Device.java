package vn.daugio.agent.discover;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.TargetKind;

/**
 * One device, by whatever ways it was seen.
 *
 * @param sightings at least one, in the order of their ways
 * @param identity what they say together
 */
record Device(List<Sighting> sightings, Identity identity) {
  /** MACs of more addresses than these belong to something that answers for others. */
  private static final int MOST_ADDRESSES = 3;

  Device {
    sightings = List.copyOf(sightings);
  }

  /**
   * Puts together what is one device: the same serial number, UUID, MAC or address. On a loopback
   * address each port is a device of its own.
   */
  static List<Device> merge(List<Sighting> seen) {
    List<Device> devices = new ArrayList<>();
    for (Sighting sighting : seen.stream().sorted(Comparator.comparing(Sighting::way)).toList()) {
      Device whole = of(List.of(sighting));
      List<Device> apart = new ArrayList<>();
      for (Device other : devices) {
        if (whole.isSame(other, seen)) {
          whole = of(together(whole, other));
        } else {
          apart.add(other);
        }
      }
      apart.add(whole);
      devices = apart;
    }
    return devices;
  }

  private static List<Sighting> together(Device one, Device other) {
    List<Sighting> all = new ArrayList<>(one.sightings());
    all.addAll(other.sightings());
    return all;
  }

  private static Device of(List<Sighting> sightings) {
    List<Sighting> ordered =
        sightings.stream()
            .distinct()
            .sorted(
                Comparator.comparing(Sighting::way)
                    .thenComparing(sighting -> sighting.access().toString()))
            .toList();
    Identity identity = Identity.NONE;
    for (Sighting sighting : ordered) {
      identity = identity.or(sighting.identity());
    }
    return new Device(ordered, identity);
  }

  private boolean isSame(Device other, List<Sighting> seen) {
    if (identity.contradicts(other.identity)) {
      return false;
    }
    return equal(identity.serial(), other.identity.serial())
        || equal(identity.uuid(), other.identity.uuid())
        || (equal(identity.mac(), other.identity.mac()) && isOwn(identity.mac(), seen))
        || sightings.stream()
            .anyMatch(a -> other.sightings.stream().anyMatch(b -> samePlace(a, b)));
  }

  private static boolean equal(@Nullable String a, @Nullable String b) {
    return a != null && a.equals(b);
  }

  /** A repeater or a router lends its MAC to all behind it. */
  private static boolean isOwn(@Nullable String mac, List<Sighting> seen) {
    return seen.stream()
            .filter(sighting -> equal(sighting.identity().mac(), mac))
            .map(Sighting::address)
            .distinct()
            .count()
        <= MOST_ADDRESSES;
  }

  private static boolean samePlace(Sighting a, Sighting b) {
    return a.address().equals(b.address())
        && (!a.address().isLoopbackAddress() || a.port() == b.port());
  }

  InetAddress address() {
    return sightings.get(0).address();
  }

  Set<InetAddress> addresses() {
    return sightings.stream()
        .map(Sighting::address)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  Set<Integer> ports() {
    return sightings.stream().map(Sighting::port).collect(Collectors.toSet());
  }

  Set<Sighting.Way> ways() {
    Set<Sighting.Way> ways = EnumSet.noneOf(Sighting.Way.class);
    sightings.forEach(sighting -> ways.add(sighting.way()));
    return ways;
  }

  /** What it is; empty when nobody said. */
  Set<TargetKind> kinds() {
    Set<TargetKind> kinds = EnumSet.noneOf(TargetKind.class);
    for (Sighting sighting : sightings) {
      @Nullable TargetKind kind = sighting.kind();
      if (kind != null) {
        kinds.add(kind);
      }
    }
    if (kinds.size() > 1) {
      kinds.remove(TargetKind.DEVICE);
    }
    return kinds;
  }

  /** The first way of a class that a sighting of this kind offers. */
  <T extends Access> Optional<T> access(TargetKind kind, Class<T> way) {
    Function<Sighting, java.util.stream.Stream<T>> offers =
        sighting -> sighting.access().stream().filter(way::isInstance).map(way::cast);
    return sightings.stream()
        .filter(sighting -> sighting.kind() == kind)
        .flatMap(offers)
        .findFirst();
  }
}
