package vn.daugio.agent.check.meeting;

import java.net.InetAddress;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.HostLookup;
import vn.daugio.agent.probe.HttpGet;
import vn.daugio.agent.probe.HttpSample;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.agent.probe.Transfer;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * Whether the line carries what a call needs, by a small file from a server that the configuration
 * names. A sample that was enough stands for some hours, so that a day costs a few megabytes; one
 * that was not is taken again at the next turn.
 */
final class CallBandwidth {
  /** Bytes; on a line that carries just what a call needs it takes about a second. */
  static final int SAMPLE = 600_000;

  private static final Duration STANDS = Duration.ofHours(4);
  private static final Duration LONGEST = Duration.ofSeconds(6);

  /** A shorter part is too short for a number. */
  private static final Duration LEAST_COUNTED = Duration.ofMillis(300);

  private static final String ENOUGH_AT = "bandwidthEnoughAt";

  private final Assignment assignment;
  private final Finding.Builder finding;
  private final Instant now;

  CallBandwidth(Assignment assignment, Finding.Builder finding, Instant now) {
    this.assignment = assignment;
    this.finding = finding;
    this.now = now;
  }

  void judge(String sample, LastReading last, Deadline deadline) throws InterruptedException {
    Optional<Instant> enough = instant(last.values().get(ENOUGH_AT));
    // a clock that was set back must not make an old sample stand for longer
    if (enough.isPresent()
        && !enough.get().isAfter(now)
        && enough.get().plus(STANDS).isAfter(now)) {
      finding.fact("bandwidth", "enough").remember(ENOUGH_AT, enough.get().toString());
      return;
    }
    try {
      judge(take(URI.create(sample), deadline));
    } catch (ProbeException e) {
      finding
          .unknown(Reason.MEETING_BANDWIDTH_UNKNOWN)
          .fact("failure", e.getMessage())
          .fact("bandwidth", "unknown");
    }
  }

  private static Transfer take(URI uri, Deadline deadline) throws InterruptedException {
    List<InetAddress> addresses = HostLookup.addresses(HttpGet.host(uri), deadline);
    if (addresses.isEmpty()) {
      throw new ProbeException(ProbeFailure.UNREACHABLE, "the name of the sample is not known");
    }
    return HttpSample.download(
        new HttpSample.Request(uri, addresses.get(0), null, SAMPLE, LONGEST), deadline);
  }

  private void judge(Transfer transfer) {
    boolean counted = transfer.time().compareTo(LEAST_COUNTED) >= 0;
    double rate = transfer.rate();
    if (counted) {
      finding.measure("download_bytes_per_second", rate);
    }
    // what came too fast to be counted is more than any call needs
    Outcome outcome = counted ? outcome(rate) : Outcome.OK;
    finding.fact("bandwidth", outcome == Outcome.OK ? "enough" : "short");
    if (outcome == Outcome.OK) {
      finding.remember(ENOUGH_AT, now.toString());
    } else {
      finding.notice(outcome, Reason.MEETING_BANDWIDTH_LOW);
      finding.fact("megabits", String.format(Locale.ROOT, "%.1f", rate * 8 / 1e6));
    }
  }

  private Outcome outcome(double rate) {
    if (rate < assignment.limit("download-fail-below")) {
      return Outcome.FAIL;
    }
    return rate < assignment.limit("download-warn-below") ? Outcome.WARN : Outcome.OK;
  }

  private static Optional<Instant> instant(@Nullable String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
