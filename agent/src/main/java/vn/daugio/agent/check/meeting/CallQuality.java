package vn.daugio.agent.check.meeting;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.Jitter;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.agent.probe.TcpConnect;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * The way to the meeting host against what a call needs, by a burst of connections that are closed
 * at once: on the very port that the call takes, where echo requests are often dropped. A packet
 * that is lost shows as a connection that does not open before it would be sent again (RFC 6298
 * section 2: one second).
 *
 * @param sent connections that were tried
 * @param roundTrips of those that opened, in order
 */
record CallQuality(int sent, List<Duration> roundTrips) {
  static final int COUNT = 30;

  /** Of fewer a share says nothing. */
  private static final int FEWEST = 10;

  private static final Duration LOST = Duration.ofMillis(900);

  /** As far apart as the packets of a voice; a server's queue of connections stays short. */
  private static final long APART_MILLIS = 20;

  static CallQuality of(InetSocketAddress host, double enoughLost, Deadline deadline)
      throws InterruptedException {
    List<Duration> roundTrips = new ArrayList<>();
    int sent = 0;
    while (sent < COUNT && deadline.remaining().compareTo(LOST) > 0) {
      long start = System.nanoTime();
      sent++;
      try {
        roundTrips.add(TcpConnect.time(host, null, Deadline.in(LOST)));
      } catch (ProbeException e) {
        if (e.failure() == ProbeFailure.REFUSED) {
          // the host itself said no: the way there and back works
          roundTrips.add(Duration.ofNanos(System.nanoTime() - start));
        }
      }
      TimeUnit.MILLISECONDS.sleep(APART_MILLIS);
      if (sent >= FEWEST && sent - roundTrips.size() > enoughLost * COUNT) {
        break;
      }
    }
    return new CallQuality(sent, roundTrips);
  }

  void judge(Assignment assignment, Finding.Builder finding) {
    finding.fact("connections", roundTrips.size() + "/" + sent);
    if (sent < FEWEST) {
      return;
    }
    double loss = (double) (sent - roundTrips.size()) / sent;
    finding.measure("loss_ratio", loss);
    if (loss > assignment.limit("loss-warn-above")) {
      boolean fail = loss > assignment.limit("loss-fail-above");
      finding.notice(fail ? Outcome.FAIL : Outcome.WARN, Reason.MEETING_LOSS_HIGH);
      finding.fact("lossPercent", Long.toString(Math.round(loss * 100)));
    }
    Optional<Double> varies = Jitter.of(roundTrips);
    if (varies.isEmpty()) {
      return;
    }
    List<Duration> sorted = new ArrayList<>(roundTrips);
    Collections.sort(sorted);
    double latency = seconds(sorted.get(sorted.size() / 2));
    finding.measure("latency_seconds", latency);
    // ITU-T G.114 speaks of one way
    double delay = latency / 2;
    if (delay > assignment.limit("delay-warn-above")) {
      boolean fail = delay > assignment.limit("delay-fail-above");
      finding.notice(fail ? Outcome.FAIL : Outcome.WARN, Reason.MEETING_DELAY_HIGH);
      finding.fact("delayMillis", Long.toString(Math.round(delay * 1000)));
    }
    double jitter = varies.get();
    finding.measure("jitter_seconds", jitter);
    if (jitter > assignment.limit("jitter-warn-above")) {
      finding.warn(Reason.MEETING_JITTER_HIGH);
      finding.fact("jitterMillis", Long.toString(Math.round(jitter * 1000)));
    }
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
