package vn.daugio.agent.check.internet;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network.HostAddress;
import vn.daugio.agent.probe.DnsLookup;
import vn.daugio.agent.probe.ProbeException;

/**
 * How one resolver answered for all names.
 *
 * @param state the judgement on it
 * @param lookupSeconds median time of the lookups that were answered; empty: none was
 */
record ResolverReading(State state, Optional<Double> lookupSeconds) {
  /** The longest time for one name: three requests. */
  private static final Duration PER_NAME = Duration.ofMillis(4500);

  /** What a resolver is good for. */
  enum State {
    GOOD,
    /** Silent, or it says that it cannot or will not tell. */
    DEAD,
    /** It knows none of the names, which exist. */
    DENIES,
    /** It gives an address that no public host can have. */
    LIES
  }

  static ResolverReading of(
      HostAddress resolver, List<String> names, @Nullable InetAddress source, Deadline deadline) {
    List<Double> times = new ArrayList<>();
    boolean good = false;
    boolean lie = false;
    for (String name : names) {
      try {
        DnsLookup.Answer answer =
            DnsLookup.lookup(
                resolver,
                new DnsLookup.Question(name, source),
                Deadline.in(deadline.atMost(PER_NAME)));
        boolean exists = answer.status() == DnsLookup.Status.ANSWERED;
        if (exists || answer.status() == DnsLookup.Status.NO_SUCH_NAME) {
          times.add(answer.took().toNanos() / 1e9);
        }
        good |= !answer.addresses().isEmpty();
        // a resolver on this machine may well name this machine
        lie |=
            !resolver.address().isLoopbackAddress()
                && answer.addresses().stream().anyMatch(ResolverReading::isNotPublic);
      } catch (ProbeException e) {
        // not answered: the other names decide
      }
    }
    Optional<Double> seconds = Burst.median(times);
    if (lie) {
      return new ResolverReading(State.LIES, seconds);
    }
    if (good) {
      return new ResolverReading(State.GOOD, seconds);
    }
    return new ResolverReading(times.isEmpty() ? State.DEAD : State.DENIES, seconds);
  }

  /** Addresses of RFC 1918, 6598, 3927, 1122, 4193 and the like. */
  static boolean isNotPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean shared = bytes.length == 4 && (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
    boolean uniqueLocal = address instanceof Inet6Address && (bytes[0] & 0xfe) == 0xfc;
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()
        || bytes[0] == 0
        || shared
        || uniqueLocal;
  }
}
