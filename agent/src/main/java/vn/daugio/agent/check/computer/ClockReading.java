package vn.daugio.agent.check.computer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.probe.HostLookup;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.SntpQuery;
import vn.daugio.protocol.HostPort;

/**
 * How far this computer's clock is off.
 *
 * @param offset the time of the servers minus this computer's
 * @param at when it was measured, by this computer's clock
 * @param fresh true when measured now, false when remembered
 */
record ClockReading(Duration offset, Instant at, boolean fresh) {
  private static final String OFFSET = "clockOffset";
  private static final String AT = "clockAt";

  /** How long a measured offset is good for: an office clock drifts by a second or two a day. */
  private static final Duration GOOD_FOR = Duration.ofHours(24);

  private static final Duration PER_SERVER = Duration.ofSeconds(2);
  private static final int MOST_SERVERS = 4;

  /** By the first of the servers that answers; empty when none does. */
  static Optional<ClockReading> measure(
      List<String> servers, InstantSource clock, Deadline deadline) throws InterruptedException {
    for (String server : servers.subList(0, Math.min(MOST_SERVERS, servers.size()))) {
      HostPort hostPort =
          HostPort.parse(server)
              .orElseThrow(() -> new IllegalArgumentException("no time server: " + server));
      try {
        Deadline step = Deadline.in(deadline.atMost(PER_SERVER));
        List<InetAddress> addresses = HostLookup.addresses(hostPort.host(), step);
        if (!addresses.isEmpty()) {
          InetSocketAddress peer =
              new InetSocketAddress(addresses.get(0), hostPort.portOr(SntpQuery.PORT));
          Duration offset = SntpQuery.ask(peer, clock, step).offset();
          return Optional.of(new ClockReading(offset, clock.instant(), true));
        }
      } catch (ProbeException e) {
        // one time server's failure says nothing about this clock: the next is asked
      }
    }
    return Optional.empty();
  }

  /** What the last judgement remembered, when it is younger than a day. */
  static Optional<ClockReading> remembered(LastReading last, InstantSource clock) {
    @Nullable String offset = last.values().get(OFFSET);
    @Nullable String at = last.values().get(AT);
    if (offset == null || at == null) {
      return Optional.empty();
    }
    try {
      ClockReading reading = new ClockReading(Duration.parse(offset), Instant.parse(at), false);
      Duration age = Duration.between(reading.at(), clock.instant());
      // a negative age: the clock was set back, so the offset no longer holds
      return age.isNegative() || age.compareTo(GOOD_FOR) >= 0
          ? Optional.empty()
          : Optional.of(reading);
    } catch (DateTimeParseException e) {
      // written by another version: as good as none
      return Optional.empty();
    }
  }

  void remember(vn.daugio.agent.check.Finding.Builder finding) {
    finding.remember(OFFSET, offset.toString());
    finding.remember(AT, at.toString());
  }
}
