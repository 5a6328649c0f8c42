package vn.daugio.agent.check.internet;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.daugio.agent.check.Jitter;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.agent.probe.TcpConnect;
import vn.daugio.protocol.Access;

/**
 * What came back of one burst towards one destination.
 *
 * @param icmp false when TCP connections stood in for echo requests
 * @param roundTrips of the answered ones, in order of sending
 */
record Burst(Access.Destination destination, boolean icmp, int sent, List<Duration> roundTrips) {
  static final int COUNT = 5;

  /** On a backup line every byte may be paid. */
  static final int BACKUP_COUNT = 3;

  private static final Duration TCP_TIMEOUT = Duration.ofSeconds(1);

  /** After so many unanswered connections in a row the rest is taken as lost. */
  private static final int GIVE_UP_AFTER = 2;

  /** By ping; by TCP where ping is not permitted, or where nothing answers it. */
  static Burst send(
      Network network, Access.Destination destination, int count, LineUse use, Deadline deadline)
      throws InterruptedException {
    InetAddress address = Lines.literal(destination.address());
    try {
      Network.PingReply reply =
          network.ping(new Network.PingRequest(address, use.source(address), count), deadline);
      use.ledger().echoes(address, reply.sent(), reply.roundTrips().size());
      if (!reply.roundTrips().isEmpty()) {
        return new Burst(destination, true, reply.sent(), reply.roundTrips());
      }
      Burst second = tcp(destination, count, use, deadline);
      return second.isDead() ? new Burst(destination, true, reply.sent(), List.of()) : second;
    } catch (NotPermittedException e) {
      return tcp(destination, count, use, deadline);
    }
  }

  private static Burst tcp(
      Access.Destination destination, int count, LineUse use, Deadline deadline) {
    InetAddress address = Lines.literal(destination.address());
    InetSocketAddress peer = new InetSocketAddress(address, destination.port());
    List<Duration> roundTrips = new ArrayList<>();
    int silent = 0;
    for (int i = 0; i < count && silent < GIVE_UP_AFTER && !deadline.isOver(); i++) {
      long start = System.nanoTime();
      boolean opened = false;
      try {
        Deadline step = Deadline.in(deadline.atMost(TCP_TIMEOUT));
        roundTrips.add(TcpConnect.time(peer, use.source(address), step));
        opened = true;
        silent = 0;
      } catch (ProbeException e) {
        if (e.failure() == ProbeFailure.REFUSED) {
          // the host itself said no: the way there and back works
          roundTrips.add(Duration.ofNanos(System.nanoTime() - start));
          silent = 0;
        } else {
          silent++;
        }
      }
      use.ledger().connection(address, opened);
    }
    return new Burst(destination, false, count, List.copyOf(roundTrips));
  }

  boolean isV6() {
    return Lines.isV6(Lines.literal(destination.address()));
  }

  boolean isDomestic() {
    return destination.scope().equals("domestic");
  }

  boolean isDead() {
    return roundTrips.isEmpty();
  }

  /** Share without answer, 0..1. */
  double loss() {
    return 1.0 - (double) roundTrips.size() / sent;
  }

  /** Median round trip in seconds. */
  Optional<Double> latency() {
    return median(roundTrips.stream().map(Burst::seconds).toList());
  }

  /** Mean difference of consecutive round trips in seconds (RFC 3550 §6.4.1, unsmoothed). */
  Optional<Double> jitter() {
    return Jitter.of(roundTrips);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /** The middle one; of an even number the mean of the two. */
  static Optional<Double> median(List<Double> values) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return Optional.of(
        sorted.size() % 2 == 1
            ? sorted.get(half)
            : Double.valueOf((sorted.get(half - 1) + sorted.get(half)) / 2));
  }
}
