package vn.daugio.agent.discover;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.agent.probe.WsDevice;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

/**
 * Looks around in permitted networks, by all ways at once, then asks those who were seen who they
 * are. Changes nothing, anywhere.
 */
public final class Discovery {
  /** An announcement takes a moment, and either side may lose a datagram. */
  private static final Duration LISTEN = Duration.ofMillis(2_200);

  private static final Duration TALK = Duration.ofSeconds(4);
  private static final int AT_ONCE = 16;

  /** Ports of all loopback addresses are this machine's: knocking there costs nothing. */
  private static final int MOST_LOOPBACK_DOORS = 256;

  private final Network network;
  private final SnmpClient snmp;
  private final Doors doors = new Doors();

  public Discovery(Network network, SnmpClient snmp) {
    this.network = network;
    this.snmp = snmp;
  }

  /**
   * Devices in the order of their addresses, compared with what is configured.
   *
   * @param configured by the names of which nothing new is called
   */
  public List<Proposal> propose(Permission permission, List<Target> configured)
      throws InterruptedException {
    List<Device> devices = new ArrayList<>(Device.merge(sightings(permission)));
    devices.sort(
        Comparator.comparing((Device device) -> address(device.address()))
            .thenComparing(device -> device.sightings().get(0).port()));
    return new Comparison(configured).propose(devices);
  }

  private static Long address(InetAddress address) {
    return new java.math.BigInteger(1, address.getAddress()).longValue();
  }

  private List<Sighting> sightings(Permission permission) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Callable<Collection<Sighting>>> first = new ArrayList<>();
      for (InetAddress source : sources(permission)) {
        first.add(() -> DnsSd.sightings(permission, source, Deadline.in(LISTEN)));
        first.add(() -> webServices(permission, source));
      }
      first.add(() -> new SnmpSweep(snmp, network).sightings(permission));
      List<Sighting> seen = new ArrayList<>(all(threads, first));
      List<Sighting> stations = stations(permission);
      seen.addAll(all(threads, second(permission, seen, stations)));
      seen.addAll(stations);
      return seen;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Collection<Sighting> webServices(Permission permission, InetAddress source)
      throws InterruptedException {
    List<Sighting> seen = new ArrayList<>();
    for (WsDevice device : WsProbe.devices(permission, source, Deadline.in(LISTEN))) {
      seen.add(WsProbe.sighting(device, Deadline.in(TALK)));
    }
    return seen;
  }

  /** Who was seen is asked at the doors where he is expected; scanners are sought at all. */
  private List<Callable<Collection<Sighting>>> second(
      Permission permission, List<Sighting> seen, List<Sighting> stations) {
    List<Callable<Collection<Sighting>>> asked = new ArrayList<>();
    Set<InetAddress> scanners = new LinkedHashSet<>();
    Set<InetAddress> printers = new LinkedHashSet<>();
    for (Sighting sighting : seen) {
      scanners.add(sighting.address());
      if (sighting.kind() == TargetKind.PRINTER) {
        printers.add(sighting.address());
      }
    }
    Map<InetSocketAddress, List<Access.Ipp>> announced = new LinkedHashMap<>();
    for (Sighting sighting : seen) {
      InetAddress host = sighting.address();
      for (Access access : sighting.access()) {
        if (access instanceof Access.Escl escl) {
          scanners.remove(host);
          asked.add(() -> list(doors.scanner(host, escl)));
        } else if (access instanceof Access.Ipp ipp) {
          printers.remove(host);
          announced
              .computeIfAbsent(
                  new InetSocketAddress(host, sighting.port()), any -> new ArrayList<>())
              .add(ipp);
        }
      }
    }
    announced.forEach(
        (place, ways) -> asked.add(() -> list(firstPrinter(place.getAddress(), ways))));
    stations.forEach(station -> scanners.add(station.address()));
    permission.hosts().stream()
        .filter(InetAddress::isLoopbackAddress)
        .limit(MOST_LOOPBACK_DOORS)
        .forEach(scanners::add);
    scanners.forEach(host -> asked.add(() -> list(doors.scannerAt(host))));
    printers.forEach(host -> asked.add(() -> list(doors.printerAt(host))));
    return asked;
  }

  /** A printer that has the way without encryption is watched by it: that one needs no pin. */
  private Optional<Sighting> firstPrinter(InetAddress host, List<Access.Ipp> ways)
      throws InterruptedException {
    for (Access.Ipp way :
        ways.stream().distinct().sorted(Comparator.comparing(Access.Ipp::uri)).toList()) {
      Optional<Sighting> found = doors.printer(host, way);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Collection<Sighting> list(Optional<Sighting> sighting) {
    return sighting.map(List::of).orElse(List.of());
  }

  private List<Sighting> stations(Permission permission) throws InterruptedException {
    List<Sighting> seen = new ArrayList<>();
    for (Network.Station station : network.neighbours(Deadline.in(TALK))) {
      if (permission.allows(station.address())) {
        seen.add(
            new Sighting(
                Sighting.Way.NEIGHBOURS,
                station.address(),
                0,
                null,
                Identity.of(null, null, station.mac(), null),
                List.of()));
      }
    }
    return seen;
  }

  /** Own addresses by whose links is asked; a link that leads into a marked network is not used. */
  private List<InetAddress> sources(Permission permission) {
    List<InetAddress> sources = new ArrayList<>();
    for (Network.Interface one : network.interfaces()) {
      List<InetAddress> own =
          one.addresses().stream().filter(Inet4Address.class::isInstance).toList();
      if (one.carrier() && own.stream().noneMatch(permission::isMarked)) {
        own.stream().filter(permission::allows).findFirst().ifPresent(sources::add);
      }
    }
    if (permission.allowed().stream().anyMatch(Cidr::isLoopback)) {
      sources.add(InetAddress.getLoopbackAddress());
    }
    return sources;
  }

  /** One way that fails leaves the others; a mistake of ours does not pass for silence. */
  private static List<Sighting> all(
      ExecutorService threads, List<Callable<Collection<Sighting>>> tasks)
      throws InterruptedException {
    List<Sighting> seen = new ArrayList<>();
    for (Future<Collection<Sighting>> done : threads.invokeAll(tasks)) {
      try {
        seen.addAll(done.get());
      } catch (ExecutionException e) {
        @Nullable Throwable cause = e.getCause();
        if (!(cause instanceof ProbeException)) {
          throw new IllegalStateException("discovery failed", cause);
        }
      }
    }
    return seen;
  }
}
