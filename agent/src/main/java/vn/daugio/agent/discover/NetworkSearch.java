package vn.daugio.agent.discover;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.DeviceSearch;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.HostPort;
import vn.daugio.protocol.Target;

/** The daily look around: {@link Discovery} for a check. */
public final class NetworkSearch implements DeviceSearch {
  private final Network network;
  private final List<KnownNetwork> known;

  /**
   * @param known networks of this machine's own configuration, whose marks hold for any plan
   */
  public NetworkSearch(Network network, List<KnownNetwork> known) {
    this.network = network;
    this.known = List.copyOf(known);
  }

  @Override
  public Optional<List<Found>> search(Access.Discover where, List<Target> listed)
      throws InterruptedException {
    List<KnownNetwork> all = new ArrayList<>(known);
    // what must never be looked at is kept out as a marked network is
    cidrs(where.never())
        .forEach(cidr -> all.add(new KnownNetwork(cidr, KnownNetwork.Mark.CIPHER, null)));
    Permission permission =
        new Permission(
            cidrs(where.networks()).stream()
                .filter(cidr -> cidr.size() <= Permission.MOST_HOSTS)
                .toList(),
            all);
    if (permission.leavesNothing()) {
      return Optional.empty();
    }
    List<Found> found = new ArrayList<>();
    try (SnmpClient snmp = new SnmpClient()) {
      for (Proposal proposal : new Discovery(network, snmp).propose(permission, listed)) {
        proposal.items().forEach(item -> found.add(found(proposal.device(), item)));
      }
    }
    return Optional.of(found);
  }

  /** A plan of a newer collector may have what this version does not understand: left out. */
  private static List<Cidr> cidrs(List<String> texts) {
    return texts.stream().flatMap(text -> Cidr.parse(text).stream()).toList();
  }

  private static Found found(Device device, Proposal.Item item) {
    @Nullable Target configured = item.configured();
    @Nullable String listedAt =
        item.status() != Proposal.Status.MOVED || configured == null
            ? null
            : Comparison.places(configured).stream()
                .map(HostPort::host)
                .distinct()
                .collect(Collectors.joining(" "));
    return new Found(
        State.valueOf(item.status().name()),
        item.target().kind(),
        item.target().name(),
        device.identity().model(),
        device.identity().serial(),
        device.identity().mac(),
        device.address().getHostAddress(),
        listedAt);
  }
}
