package vn.daugio.agent.testing;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.NotPermittedException;

/** A network as a test describes it. */
public record OfficeNetwork(
    List<Interface> interfaces,
    @Nullable Route route,
    List<HostAddress> resolvers,
    List<String> timeServers,
    Echo echo,
    Neighbour neighbour)
    implements Network {
  /** Answers to pings. */
  public interface Echo {
    PingReply ping(PingRequest request) throws NotPermittedException;
  }

  /** No interface, no route, no server; ping is not permitted. */
  public static final OfficeNetwork EMPTY =
      new OfficeNetwork(
          List.of(),
          null,
          List.of(),
          List.of(),
          request -> {
            throw new NotPermittedException("ping: not here");
          },
          Neighbour.ABSENT);

  public static InetAddress address(String text) {
    return Addresses.parse(text).orElseThrow();
  }

  /** Round trips in milliseconds; fewer than were sent: the rest was lost. */
  public static PingReply reply(int sent, long... millis) {
    return new PingReply(
        sent, java.util.Arrays.stream(millis).mapToObj(Duration::ofMillis).toList());
  }

  public OfficeNetwork with(List<Interface> these) {
    return new OfficeNetwork(these, route, resolvers, timeServers, echo, neighbour);
  }

  public OfficeNetwork routedBy(String gateway, String interfaceName) {
    Route by = new Route(address(gateway), interfaceName);
    return new OfficeNetwork(interfaces, by, resolvers, timeServers, echo, neighbour);
  }

  public OfficeNetwork answering(Echo these) {
    return new OfficeNetwork(interfaces, route, resolvers, timeServers, these, neighbour);
  }

  public OfficeNetwork resolving(HostAddress... these) {
    return new OfficeNetwork(interfaces, route, List.of(these), timeServers, echo, neighbour);
  }

  public OfficeNetwork timedBy(String... these) {
    return new OfficeNetwork(interfaces, route, resolvers, List.of(these), echo, neighbour);
  }

  public OfficeNetwork confirming(Neighbour these) {
    return new OfficeNetwork(interfaces, route, resolvers, timeServers, echo, these);
  }

  @Override
  public Optional<Route> defaultRoute() {
    return Optional.ofNullable(route);
  }

  @Override
  public boolean isOnLink(InetAddress address) {
    return address.isLoopbackAddress();
  }

  @Override
  public PingReply ping(PingRequest request, Deadline deadline) throws NotPermittedException {
    return echo.ping(request);
  }

  @Override
  public Neighbour neighbour(InetAddress address, Deadline deadline) {
    return neighbour;
  }
}
