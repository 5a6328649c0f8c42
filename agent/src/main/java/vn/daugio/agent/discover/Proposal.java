package vn.daugio.agent.discover;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

/**
 * A device, and what to write under {@code targets:} for it: a printer that scans is two targets.
 *
 * @param items at least one
 */
public record Proposal(Device device, List<Item> items) {
  public Proposal {
    items = List.copyOf(items);
  }

  /** How a device stands to the configuration. */
  public enum Status {
    NEW,
    KNOWN,
    MOVED
  }

  /**
   * One target.
   *
   * @param target as it should be written now; what is known or moved keeps its name
   * @param status of this target
   * @param configured what it is in the configuration; null when new
   */
  public record Item(Target target, Status status, @Nullable Target configured) {}

  /** New as soon as one of its targets is; else moved as soon as one is. */
  Status status() {
    List<Status> all = items.stream().map(Item::status).toList();
    return all.contains(Status.NEW)
        ? Status.NEW
        : all.contains(Status.MOVED) ? Status.MOVED : Status.KNOWN;
  }

  /** Whether anything is known of what it is. */
  boolean isIdentified() {
    return !device.kinds().isEmpty();
  }

  /** The targets of a device, without names. */
  static List<Target> targets(Device device) {
    List<Target> targets = new ArrayList<>();
    Set<TargetKind> kinds = device.kinds();
    for (TargetKind kind : kinds) {
      targets.add(
          switch (kind) {
            case PRINTER -> printer(device);
            case SCANNER -> scanner(device);
            default -> other(device, kind);
          });
    }
    if (kinds.isEmpty()) {
      targets.add(other(device, TargetKind.DEVICE));
    }
    return targets;
  }

  private static Target printer(Device device) {
    List<Access> access = new ArrayList<>();
    device.access(TargetKind.PRINTER, Access.Snmp.class).ifPresent(access::add);
    @Nullable String address = access.isEmpty() ? null : host(device);
    device.access(TargetKind.PRINTER, Access.Ipp.class).ifPresent(access::add);
    if (access.isEmpty()) {
      // it takes jobs without saying how it is: that it is there can be watched
      Sighting first =
          device.sightings().stream()
              .filter(sighting -> sighting.kind() == TargetKind.PRINTER)
              .findFirst()
              .orElseThrow();
      String at = first.address().getHostAddress() + ":" + first.port();
      return target(device, TargetKind.DEVICE, at, access);
    }
    return target(device, TargetKind.PRINTER, address, access);
  }

  private static Target scanner(Device device) {
    List<Access> access = new ArrayList<>();
    device.access(TargetKind.SCANNER, Access.Escl.class).ifPresent(access::add);
    if (access.isEmpty()) {
      device.sightings().stream()
          .flatMap(sighting -> sighting.access().stream())
          .filter(Access.Wsd.class::isInstance)
          .findFirst()
          .ifPresent(access::add);
    }
    return access.isEmpty()
        ? target(device, TargetKind.DEVICE, host(device), access)
        : target(device, TargetKind.SCANNER, null, access);
  }

  private static Target other(Device device, TargetKind kind) {
    List<Access> access = new ArrayList<>();
    device.access(kind, Access.Snmp.class).ifPresent(access::add);
    return target(device, kind, host(device), access);
  }

  private static String host(Device device) {
    InetAddress address = device.address();
    return address.getHostAddress();
  }

  private static Target target(
      Device device, TargetKind kind, @Nullable String address, List<Access> access) {
    return new Target(
        "", kind, address, null, access, device.identity().serial(), device.identity().mac());
  }
}
