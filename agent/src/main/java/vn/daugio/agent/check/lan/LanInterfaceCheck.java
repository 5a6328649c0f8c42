package vn.daugio.agent.check.lan;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.Network.Interface;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Reason;

/**
 * Whether this computer is connected to its LAN. The interface that carries the default route, now
 * or at the last reading, is the one whose cable matters; that memory tells "unplugged" from "never
 * had one". Whether another machine has its IPv4 address is asked with one ARP probe; {@code
 * address-probes: 0} leaves that out.
 */
public final class LanInterfaceCheck implements Check {
  private static final String INTERFACE = "interface";

  private final Network network;

  public LanInterfaceCheck(Network network) {
    this.network = network;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Finding.Builder finding = Finding.of(CheckType.LAN_INTERFACE);
    List<Interface> all = network.interfaces();
    @Nullable String before = last.values().get(INTERFACE);
    Optional<Interface> routed =
        network.defaultRoute().flatMap(route -> named(all, route.interfaceName()));
    Optional<Interface> remembered = Optional.ofNullable(before).flatMap(name -> named(all, name));
    Optional<Interface> watched = routed.isPresent() ? routed : remembered;
    if (watched.filter(LanInterfaceCheck::isUnplugged).isPresent()) {
      describe(watched.get(), before, finding);
      return finding.fail(Reason.LAN_CABLE_UNPLUGGED).build();
    }
    Optional<Interface> used =
        watched.filter(LanInterfaceCheck::isJoined).or(() -> bestOf(candidates(all)));
    if (used.isEmpty()) {
      watched.ifPresent(known -> describe(known, before, finding));
      return finding.fail(Reason.LAN_NO_INTERFACE).build();
    }
    describe(used.get(), before, finding);
    if (used.get().addresses().isEmpty()) {
      finding.fail(Reason.LAN_NO_ADDRESS);
    }
    Map<String, String> same = used.get().name().equals(before) ? last.values() : Map.of();
    WireQuality.speed(used.get(), assignment, finding);
    network
        .wire(used.get().name())
        .ifPresent(wire -> WireQuality.errors(used.get(), wire, same, assignment, finding));
    if (assignment.limit("address-probes") >= 1) {
      addresses(used.get(), finding, deadline);
    }
    return finding.build();
  }

  /** Of an interface with many addresses the first ones are those that it was given. */
  private void addresses(Interface one, Finding.Builder finding, Deadline deadline)
      throws InterruptedException {
    for (InetAddress address :
        one.addresses().stream().filter(Inet4Address.class::isInstance).limit(2).toList()) {
      switch (network.addressUse(one.name(), address, deadline)) {
        case TAKEN -> {
          finding.warn(Reason.LAN_ADDRESS_CONFLICT).fact("address_check", "taken");
          return;
        }
        case OURS -> finding.fact("address_check", "free");
        case NOT_PERMITTED -> finding.fact("address_check", "not_permitted");
        case NO_TOOL -> finding.fact("address_check", "no_tool");
        case NOT_TOLD -> {}
      }
    }
  }

  private static Optional<Interface> named(List<Interface> all, String name) {
    return all.stream().filter(candidate -> candidate.name().equals(name)).findFirst();
  }

  /** Of an interface that is switched off nothing is known about the cable. */
  private static boolean isUnplugged(Interface one) {
    return one.enabled() && !one.carrier() && !one.wireless();
  }

  private static boolean isJoined(Interface one) {
    return one.enabled() && one.carrier();
  }

  /** Bridges of containers do not count; a system that has only virtual interfaces uses those. */
  private static List<Interface> candidates(List<Interface> all) {
    List<Interface> physical = all.stream().filter(Interface::physical).toList();
    return physical.isEmpty() ? all : physical;
  }

  /** One with an address before one without. */
  private static Optional<Interface> bestOf(List<Interface> candidates) {
    List<Interface> joined = candidates.stream().filter(LanInterfaceCheck::isJoined).toList();
    return joined.stream()
        .filter(one -> !one.addresses().isEmpty())
        .findFirst()
        .or(() -> joined.stream().findFirst());
  }

  private static void describe(Interface one, @Nullable String before, Finding.Builder finding) {
    finding.fact(INTERFACE, one.name());
    finding.fact("medium", one.wireless() ? "wireless" : "cable");
    if (before != null && !before.equals(one.name())) {
      finding.fact("before", before);
    }
    if (one.bytesPerSecond() > 0 && one.carrier()) {
      finding.measure(
          "interface_speed_bytes_per_second",
          (double) one.bytesPerSecond(),
          Map.of(INTERFACE, one.name()));
    }
    finding.remember(INTERFACE, one.name());
  }
}
