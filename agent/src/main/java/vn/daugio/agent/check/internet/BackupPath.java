package vn.daugio.agent.check.internet;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.probe.HttpGet;
import vn.daugio.agent.probe.PageGet;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Reason;

/**
 * Whether a backup line is a way of its own: the same public address as without it, or one of the
 * same first routers, shows that one cut takes both away.
 */
final class BackupPath {
  /** The own gateway, the provider's first router and the next. */
  private static final int HOPS = 3;

  private static final Duration PER_PAGE = Duration.ofSeconds(3);

  private static final Pattern NAMED = Pattern.compile("(?m)^ip=([0-9a-fA-F:.]{2,45})$");

  private final Network network;
  private final Access.Line line;
  private final LineUse use;
  private final Deadline deadline;

  BackupPath(Network network, Access.Line line, LineUse use, Deadline deadline) {
    this.network = network;
    this.line = line;
    this.use = use;
    this.deadline = deadline;
  }

  /** Of IPv4 alone: the way of a line is the same for both families. */
  void judge(Finding.Builder finding) throws InterruptedException {
    @Nullable InetAddress own = use.source4();
    if (own == null || own.isLoopbackAddress() || !use.hasBytesLeft()) {
      return;
    }
    if (sharesAddress(own)) {
      finding.warn(Reason.INTERNET_BACKUP_SAME_PATH).fact("shared", "address");
    } else if (sharesRouter(own)) {
      finding.warn(Reason.INTERNET_BACKUP_SAME_PATH).fact("shared", "router");
    }
  }

  private boolean sharesAddress(InetAddress own) throws InterruptedException {
    Access.@Nullable LineDetail detail = line.detail();
    @Nullable String echo = detail == null ? null : detail.echo();
    if (echo == null) {
      return false;
    }
    URI uri = URI.create(echo);
    List<Optional<InetAddress>> seen =
        Parallel.all(List.of(() -> seenAs(uri, own), () -> seenAs(uri, null)));
    return seen.get(0).isPresent() && seen.get(0).equals(seen.get(1));
  }

  /** The first address that the page names; empty where it names none or is silent. */
  private Optional<InetAddress> seenAs(URI uri, @Nullable InetAddress source) {
    LineUse way = new LineUse(source, null, use.ledger(), use.most());
    Optional<InetAddress> host =
        PortalReading.address(HttpGet.host(uri), Resolvers.of(line, network), way, deadline);
    if (host.isEmpty()) {
      return Optional.empty();
    }
    try {
      PageGet.Page page =
          PageGet.get(uri, host.get(), source, Deadline.in(deadline.atMost(PER_PAGE)));
      use.ledger().page(host.get(), page.bytes());
      return page.answer().status() == 200 ? first(page.answer().body()) : Optional.empty();
    } catch (ProbeException e) {
      // an echo service that is silent says nothing about the line
      return Optional.empty();
    }
  }

  static Optional<InetAddress> first(String body) {
    // Cloudflare's trace names the host that was asked before the line ip=
    Matcher named = NAMED.matcher(body);
    if (named.find()) {
      return Addresses.parse(named.group(1));
    }
    for (String word : body.split("[^0-9a-fA-F:.]+", -1)) {
      Optional<InetAddress> address = word.length() < 3 ? Optional.empty() : Addresses.parse(word);
      if (address.isPresent()) {
        return address;
      }
    }
    return Optional.empty();
  }

  private boolean sharesRouter(InetAddress own) throws InterruptedException {
    Optional<InetAddress> far =
        Lines.destinations(line, network).stream()
            .map(one -> Lines.literal(one.address()))
            .filter(address -> !Lines.isV6(address) && !address.isLoopbackAddress())
            .findFirst();
    if (far.isEmpty()) {
      return false;
    }
    Set<InetAddress> mine = routers(far.get(), own);
    mine.retainAll(routers(far.get(), null));
    mine.remove(far.get());
    return !mine.isEmpty();
  }

  private Set<InetAddress> routers(InetAddress far, @Nullable InetAddress source)
      throws InterruptedException {
    List<Callable<Optional<InetAddress>>> questions = new ArrayList<>();
    for (int hops = 1; hops <= HOPS; hops++) {
      int most = hops;
      questions.add(
          () -> network.routes().hop(new Network.PingRequest(far, source, 1), most, deadline));
      use.ledger().echoes(far, 1, 1);
    }
    Set<InetAddress> found = new HashSet<>();
    Parallel.all(questions).forEach(hop -> hop.ifPresent(found::add));
    return found;
  }
}
