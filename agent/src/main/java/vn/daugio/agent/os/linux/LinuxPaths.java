package vn.daugio.agent.os.linux;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Routes;

/**
 * The kernel's own decision, rules and tables of {@code ip rule} included: {@code ip route get}.
 * The files below {@code /proc/net} show the main table only.
 */
final class LinuxPaths implements Routes {
  private static final Pattern VIA = Pattern.compile("\\bvia (?:inet6? )?([0-9a-fA-F:.]{2,45})");
  private static final Pattern DEVICE = Pattern.compile("\\bdev ([^\\s/]{1,15})");

  /** iputils: {@code From 100.64.0.1 icmp_seq=1 Time to live exceeded}; IPv6: Hop limit. */
  private static final Pattern EXCEEDED =
      Pattern.compile(
          "From ([0-9a-fA-F:.]{2,45})(?:%\\S{1,15})?:? icmp_seq=\\d+"
              + " (?:Time to live exceeded|Time exceeded: Hop limit).*");

  private static final Duration USUAL = Duration.ofSeconds(4);

  private final List<String> ip;
  private final List<String> ping;
  private final Supplier<List<Network.Route>> defaults;

  /**
   * @param ip how to start ip, without its arguments
   * @param ping how to start ping
   */
  LinuxPaths(List<String> ip, List<String> ping, Supplier<List<Network.Route>> defaults) {
    this.ip = List.copyOf(ip);
    this.ping = List.copyOf(ping);
    this.defaults = defaults;
  }

  @Override
  public List<Network.Route> defaults() {
    return defaults.get();
  }

  @Override
  public Optional<Network.Route> to(
      InetAddress destination, @Nullable InetAddress source, Deadline deadline)
      throws NotPermittedException, InterruptedException {
    List<String> arguments = new ArrayList<>(ip);
    arguments.addAll(List.of("-o", "route", "get", destination.getHostAddress()));
    if (source != null) {
      arguments.addAll(List.of("from", source.getHostAddress()));
    }
    try {
      Command.Result result = Command.run(arguments, Deadline.in(deadline.atMost(USUAL)));
      return parse(result.out(), destination);
    } catch (CommandException e) {
      throw new NotPermittedException("ip route get: " + e.getMessage());
    }
  }

  /** Of what {@code ip route get} printed; nothing when there is no way. */
  static Optional<Network.Route> parse(String output, InetAddress destination) {
    String line = output.lines().findFirst().orElse("");
    Matcher device = DEVICE.matcher(line);
    if (line.startsWith("unreachable") || line.startsWith("blackhole") || !device.find()) {
      return Optional.empty();
    }
    Matcher via = VIA.matcher(line);
    InetAddress next = via.find() ? Addresses.parse(via.group(1)).orElse(destination) : destination;
    return Optional.of(new Network.Route(next, device.group(1)));
  }

  @Override
  public Optional<InetAddress> hop(Network.PingRequest request, int hops, Deadline deadline)
      throws InterruptedException {
    List<String> arguments = new ArrayList<>(ping);
    arguments.addAll(List.of("-n", "-c", "1", "-W", "1", "-t", Integer.toString(hops)));
    @Nullable InetAddress source = request.source();
    if (source != null) {
      arguments.addAll(List.of("-I", source.getHostAddress()));
    }
    arguments.add(request.address().getHostAddress());
    try {
      return exceeded(Command.run(arguments, Deadline.in(deadline.atMost(USUAL))).out());
    } catch (CommandException e) {
      // without the tool nothing is known of the way, which is an answer
      return Optional.empty();
    }
  }

  /** Who said in this output of ping that the packet had travelled far enough. */
  static Optional<InetAddress> exceeded(String output) {
    return output
        .lines()
        .map(EXCEEDED::matcher)
        .filter(Matcher::matches)
        .findFirst()
        .flatMap(matcher -> Addresses.parse(matcher.group(1)));
  }
}
