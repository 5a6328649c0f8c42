package vn.daugio.agent.check.printer;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.CertificatePin;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.probe.HttpGet;
import vn.daugio.agent.probe.IppAnswer;
import vn.daugio.agent.probe.IppClient;
import vn.daugio.agent.probe.IppGroup;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.HostPort;
import vn.daugio.protocol.Reason;

/**
 * What came of asking over IPP: an answer or a failure.
 *
 * @param host that was asked
 * @param answer null exactly when there is a failure
 * @param jobs empty where nobody asked for them, or the printer does not tell them
 * @param jobsUnread why the jobs are not known
 */
record IppWay(
    String host,
    @Nullable IppAnswer answer,
    @Nullable ProbeException failure,
    List<IppGroup> jobs,
    @Nullable String jobsUnread) {
  /** Beside another way, IPP must leave time to that. */
  private static final Duration ALONE = Duration.ofSeconds(6);

  private static final Duration SHARED = Duration.ofSeconds(4);

  static IppWay printer(IppClient client, Access.Ipp way, boolean alone, Deadline deadline)
      throws InterruptedException {
    String host = HttpGet.host(URI.create(way.uri()));
    try {
      IppAnswer answer = client.printer(way, share(alone, deadline));
      return new IppWay(host, answer, null, List.of(), null);
    } catch (ProbeException e) {
      return new IppWay(host, null, e, List.of(), null);
    }
  }

  /** A queue whose jobs are not told is still a queue. */
  IppWay withJobs(IppClient client, Access.Ipp way, boolean alone, Deadline deadline)
      throws InterruptedException {
    if (answer == null) {
      return this;
    }
    try {
      IppAnswer told = client.jobs(way, share(alone, deadline));
      return told.isSuccess()
          ? new IppWay(host, answer, null, told.jobs(), null)
          : new IppWay(host, answer, null, List.of(), status(told));
    } catch (ProbeException e) {
      return new IppWay(host, answer, null, List.of(), e.getMessage());
    }
  }

  private static Deadline share(boolean alone, Deadline deadline) {
    return Deadline.in(deadline.atMost(alone ? ALONE : SHARED));
  }

  private static String status(IppAnswer answer) {
    return String.format(Locale.ROOT, "ipp: status 0x%04x", answer.status());
  }

  /** The reading; empty where there is none, or one without a word about the printer. */
  Optional<IppReading> reading() {
    return answer == null || !answer.isSuccess()
        ? Optional.empty()
        : Optional.of(IppReading.of(answer, jobs)).filter(IppReading::saidAnything);
  }

  /** Empty where it was not answered. */
  Optional<IppGroup> attributes() {
    return answer == null || !answer.isSuccess() ? Optional.empty() : Optional.of(answer.printer());
  }

  boolean isLoopback() {
    return new HostPort(host, 0).isLoopback();
  }

  /** Why there is no reading, and no list of jobs. */
  void explain(Finding.Builder finding) {
    if (failure != null) {
      finding.fact("ippUnread", failure.getMessage());
    } else if (answer != null && !answer.isSuccess()) {
      finding.fact("ippUnread", status(answer));
    }
    finding.fact("jobsUnread", jobsUnread);
  }

  void pin(Finding.Builder finding, LastReading last, Instant now) {
    Optional<String> shown = answer == null ? Optional.empty() : answer.certificate();
    CertificatePin.judge(
        finding, last, new CertificatePin.Sight(shown, now), Reason.PRINTER_CERTIFICATE_CHANGED);
  }

  static boolean isSilence(ProbeException e) {
    return e.failure() == ProbeFailure.TIMED_OUT
        || e.failure() == ProbeFailure.UNREACHABLE
        || e.failure() == ProbeFailure.REFUSED;
  }
}
