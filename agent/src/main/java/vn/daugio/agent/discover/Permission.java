package vn.daugio.agent.discover;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where discovery may send anything to, and whose answers count.
 *
 * @param allowed looked around in
 * @param known of the configuration; those with a mark are kept out, whatever is allowed
 */
public record Permission(List<Cidr> allowed, List<KnownNetwork> known) {
  /** A network of four class C networks; more is no office, and no longer polite. */
  public static final int MOST_HOSTS = 1_022;

  public Permission {
    allowed = List.copyOf(allowed);
    known = List.copyOf(known);
  }

  boolean allows(InetAddress address) {
    return allowed.stream().anyMatch(cidr -> cidr.contains(address)) && !isMarked(address);
  }

  boolean isMarked(InetAddress address) {
    return known.stream()
        .anyMatch(network -> network.mark() != null && network.cidr().contains(address));
  }

  /** Whether marks take away all that was allowed. */
  public boolean leavesNothing() {
    return hosts().isEmpty();
  }

  Set<InetAddress> hosts() {
    Set<InetAddress> hosts = new LinkedHashSet<>();
    for (Cidr cidr : allowed) {
      cidr.hosts().stream().filter(host -> !isMarked(host)).forEach(hosts::add);
    }
    return hosts;
  }

  String community(InetAddress address) {
    for (KnownNetwork network : known) {
      @Nullable String community = network.community();
      if (community != null && network.cidr().contains(address)) {
        return community;
      }
    }
    return KnownNetwork.USUAL_COMMUNITY;
  }
}
