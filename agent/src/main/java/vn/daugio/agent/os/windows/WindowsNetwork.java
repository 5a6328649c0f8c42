package vn.daugio.agent.os.windows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.os.Command;
import vn.daugio.agent.os.CommandException;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.Routes;

/**
 * The network of a Windows system. Written against Microsoft's documentation and tested on an
 * output made after it; it was not run on Windows.
 */
final class WindowsNetwork implements Network {
  private static final int DNS_PORT = 53;
  private static final int ECHO_TIMEOUT_MILLIS = 1000;
  private static final long PAUSE_MILLIS = 200;

  private static final int MOST_STATIONS = 4_096;
  private static final Pattern STATION =
      Pattern.compile("(\\d[\\d.]+)\\s+([0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2}){5})\\s+\\S+");

  private final Supplier<WindowsFacts> facts;

  WindowsNetwork(Supplier<WindowsFacts> facts) {
    this.facts = facts;
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  @Override
  public List<Interface> interfaces() {
    return orEmpty(facts.get().interfaces()).stream()
        .map(
            adapter ->
                new Interface(
                    adapter.name(),
                    adapter.physical(),
                    adapter.wireless(),
                    adapter.enabled(),
                    adapter.carrier(),
                    orEmpty(adapter.addresses()).stream()
                        .flatMap(text -> Addresses.parse(text).stream())
                        .filter(address -> !address.isLinkLocalAddress())
                        .toList(),
                    Math.max(0, adapter.bitsPerSecond()) / 8))
        .toList();
  }

  @Override
  public Optional<Route> defaultRoute() {
    WindowsFacts now = facts.get();
    @Nullable String gateway = now.gateway();
    @Nullable String name = now.gatewayInterface();
    return gateway == null || name == null
        ? Optional.empty()
        : Addresses.parse(gateway).map(address -> new Route(address, name));
  }

  @Override
  public Routes routes() {
    return new WindowsRoutes(facts, this);
  }

  @Override
  public List<HostAddress> resolvers() {
    return orEmpty(facts.get().resolvers()).stream()
        // Windows lists three site-local anycast addresses (fec0:) where it knows no resolver
        .filter(text -> !text.startsWith("fec0:"))
        .flatMap(text -> Addresses.parse(text).stream())
        .map(address -> new HostAddress(address, DNS_PORT))
        .toList();
  }

  /** Each name may carry flags of w32time: {@code time.windows.com,0x9}. */
  @Override
  public List<String> timeServers() {
    @Nullable String value = facts.get().timeServers();
    return value == null
        ? List.of()
        : Arrays.stream(value.strip().split("\\s+", -1))
            .map(word -> word.replaceFirst(",.*", ""))
            .filter(word -> word.matches("[A-Za-z0-9.-]{1,255}"))
            .toList();
  }

  @Override
  public boolean isOnLink(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || orEmpty(facts.get().onLink()).stream().anyMatch(prefix -> covers(prefix, address));
  }

  static boolean covers(String prefix, InetAddress address) {
    String[] parts = prefix.split("/", -1);
    Optional<InetAddress> network = Addresses.parse(parts[0]);
    if (parts.length != 2 || !parts[1].matches("\\d{1,3}") || network.isEmpty()) {
      return false;
    }
    byte[] wanted = network.get().getAddress();
    byte[] given = address.getAddress();
    if (wanted.length != given.length) {
      return false;
    }
    int bits = Math.min(Integer.parseInt(parts[1]), wanted.length * 8);
    for (int bit = 0; bit < bits; bit++) {
      if (((wanted[bit / 8] ^ given[bit / 8]) & (0x80 >> (bit % 8))) != 0) {
        return false;
      }
    }
    return true;
  }

  /** By IcmpSendEcho behind {@code isReachable}, which needs no rights there; timed by us. */
  @Override
  public PingReply ping(PingRequest request, Deadline deadline) throws InterruptedException {
    List<Duration> roundTrips = new ArrayList<>();
    try {
      InetAddress source = request.source();
      NetworkInterface by = source == null ? null : NetworkInterface.getByInetAddress(source);
      for (int i = 0; i < request.count() && !deadline.isOver(); i++) {
        int timeout = (int) deadline.atMost(Duration.ofMillis(ECHO_TIMEOUT_MILLIS)).toMillis();
        long start = System.nanoTime();
        if (request.address().isReachable(by, 0, timeout)) {
          roundTrips.add(Duration.ofNanos(System.nanoTime() - start));
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PingReply(request.count(), roundTrips);
  }

  /** By {@code arp -a}, whose words are translated, but not its columns. */
  @Override
  public List<Station> neighbours(Deadline deadline) throws InterruptedException {
    try {
      return stations(Command.run(List.of("arp.exe", "-a"), deadline).out());
    } catch (CommandException e) {
      // without the tool nothing is known, which is an answer
      return List.of();
    }
  }

  static List<Station> stations(String output) {
    List<Station> found = new ArrayList<>();
    for (String line : output.lines().limit(MOST_STATIONS).toList()) {
      Matcher matcher = STATION.matcher(line.strip());
      // multicast and broadcast have the lowest bit of the first byte set
      if (matcher.matches() && (Integer.parseInt(matcher.group(2).substring(0, 2), 16) & 1) == 0) {
        String mac = matcher.group(2).replace('-', ':').toLowerCase(Locale.ROOT);
        Addresses.parse(matcher.group(1)).ifPresent(one -> found.add(new Station(one, mac)));
      }
    }
    return found;
  }

  /** Windows probes by itself, whenever it takes an address, and keeps what it found. */
  @Override
  public AddressUse addressUse(String interfaceName, InetAddress address, Deadline deadline) {
    for (WindowsFacts.Adapter adapter : orEmpty(facts.get().interfaces())) {
      if (adapter.name().equals(interfaceName) && adapter.duplicates() != null) {
        boolean taken =
            adapter.duplicates().stream()
                .anyMatch(text -> Addresses.parse(text).filter(address::equals).isPresent());
        return taken ? AddressUse.TAKEN : AddressUse.OURS;
      }
    }
    return AddressUse.NOT_TOLD;
  }

  /** Not asked: Windows does not tell how old an entry of its table is. */
  @Override
  public Neighbour neighbour(InetAddress address, Deadline deadline) {
    return Neighbour.ABSENT;
  }
}
