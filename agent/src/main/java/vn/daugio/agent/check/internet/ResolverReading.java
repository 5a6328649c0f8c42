package vn.daugio.agent.check.internet;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * @param answers the addresses of each name that has any
 */
record ResolverReading(
    State state, Optional<Double> lookupSeconds, Map<String, List<InetAddress>> answers) {
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
    LIES,
    /** It gives another address than the one that a name has for ever. */
    DIFFERS
  }

  /**
   * @param pinned the addresses that a name has for ever, by name; asked where others are answered
   */
  static ResolverReading of(
      HostAddress resolver,
      List<String> names,
      Map<String, List<InetAddress>> pinned,
      @Nullable InetAddress source,
      Deadline deadline) {
    Lookups lookups = new Lookups(resolver, source, deadline);
    names.forEach(lookups::ask);
    // a resolver on this machine may well name this machine
    boolean mayName = resolver.address().isLoopbackAddress();
    boolean lie =
        !mayName
            && lookups.answers.values().stream()
                .flatMap(List::stream)
                .anyMatch(ResolverReading::isNotPublic);
    boolean good = !lookups.answers.isEmpty();
    if (good && !mayName) {
      pinned.keySet().forEach(lookups::ask);
    }
    boolean differs =
        pinned.entrySet().stream()
            .anyMatch(
                pin ->
                    !pin.getValue()
                        .containsAll(lookups.answers.getOrDefault(pin.getKey(), List.of())));
    Optional<Double> seconds = Burst.median(lookups.times);
    State state =
        lie
            ? State.LIES
            : differs
                ? State.DIFFERS
                : good ? State.GOOD : lookups.times.isEmpty() ? State.DEAD : State.DENIES;
    return new ResolverReading(state, seconds, Map.copyOf(lookups.answers));
  }

  /** Questions to one resolver. */
  private static final class Lookups {
    private final HostAddress resolver;
    private final @Nullable InetAddress source;
    private final Deadline deadline;
    private final List<Double> times = new ArrayList<>();
    private final Map<String, List<InetAddress>> answers = new LinkedHashMap<>();

    Lookups(HostAddress resolver, @Nullable InetAddress source, Deadline deadline) {
      this.resolver = resolver;
      this.source = source;
      this.deadline = deadline;
    }

    void ask(String name) {
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
        if (!answer.addresses().isEmpty()) {
          answers.put(name, answer.addresses());
        }
      } catch (ProbeException e) {
        // not answered: the other names decide
      }
    }
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
