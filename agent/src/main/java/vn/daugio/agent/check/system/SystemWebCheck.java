package vn.daugio.agent.check.system;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.Usual;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.HttpAnswer;
import vn.daugio.agent.probe.HttpGet;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Reason;

/**
 * Whether a web system answers as expected, how long each phase took, its certificates, where it
 * leads to and what page that is.
 */
public final class SystemWebCheck implements Check {
  private static final String ELSEWHERE = "redirectHost";

  /** Remembered where the system leads nowhere else. */
  private static final String NOWHERE = "-";

  private final InstantSource clock;

  /**
   * @param clock decides which certificates have expired
   */
  public SystemWebCheck(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Access.@Nullable Web web = assignment.target().access(Access.Web.class);
    if (web == null) {
      return Finding.of(CheckType.SYSTEM_WEB).unknown(Reason.NOT_SUPPORTED).build();
    }
    Instant now = clock.instant();
    // a single lost packet must not count: one more try, for which the first leaves time
    Deadline first = Deadline.in(deadline.remaining().multipliedBy(3).dividedBy(5));
    WebVisit visit = new WebVisit(web, now);
    try {
      return judged(new Seen(visit, visit.go(first), 1), assignment, last, now);
    } catch (ProbeException e) {
      if (!isWorthAnother(e.failure()) || deadline.isOver()) {
        return failed(visit, e, 1, last);
      }
    }
    WebVisit second = new WebVisit(web, now);
    try {
      return judged(new Seen(second, second.go(deadline), 2), assignment, last, now);
    } catch (ProbeException e) {
      return failed(second, e, 2, last);
    }
  }

  /** A visit that came to an end, and in which attempt. */
  private record Seen(WebVisit visit, WebVisit.End end, int attempt) {}

  private static boolean isWorthAnother(ProbeFailure failure) {
    return failure == ProbeFailure.TIMED_OUT
        || failure == ProbeFailure.UNREACHABLE
        || failure == ProbeFailure.REFUSED;
  }

  private static Finding failed(WebVisit visit, ProbeException e, int attempt, LastReading last) {
    Reason reason =
        switch (e.failure()) {
          case UNREACHABLE -> Reason.SYSTEM_UNREACHABLE;
          case REFUSED -> Reason.SYSTEM_REFUSED;
          case TIMED_OUT, INCOMPLETE -> Reason.SYSTEM_TIMED_OUT;
          case MALFORMED -> Reason.SYSTEM_MALFORMED;
          // a CA file that cannot be read says nothing about the system
          case UNSUPPORTED, AUTH_REJECTED -> throw e;
        };
    Finding.Builder finding =
        Finding.of(CheckType.SYSTEM_WEB)
            .fail(reason)
            .fact("host", host(visit.at()))
            .fact("attempts", Integer.toString(attempt))
            .fact("failure", e.getMessage());
    PageJudgement.keep(finding, last);
    Usual.keep(finding, last, ELSEWHERE);
    return finding.build();
  }

  private static Finding judged(Seen seen, Assignment assignment, LastReading last, Instant now) {
    WebVisit visit = seen.visit();
    Access.Web web = visit.web();
    Finding.Builder finding = Finding.of(CheckType.SYSTEM_WEB);
    finding.fact("attempts", Integer.toString(seen.attempt()));
    boolean here = seen.end() != WebVisit.End.NAME_NOT_FOUND && seen.end() != WebVisit.End.NO_TLS;
    finding.fact("host", host(here ? URI.create(web.url()) : visit.at()));
    Duration total = Duration.ZERO;
    for (Map.Entry<String, Duration> phase : visit.phases().entrySet()) {
      finding.measure("phase_seconds", seconds(phase.getValue()), Map.of("phase", phase.getKey()));
      total = total.plus(phase.getValue());
    }
    certificates(visit, assignment, now, finding);
    switch (seen.end()) {
      case NAME_NOT_FOUND -> finding.fail(Reason.SYSTEM_NAME_NOT_FOUND);
      case NO_TLS -> {} // the certificates have said it
      case INSECURE -> elsewhere(visit, finding.fail(Reason.SYSTEM_REDIRECT_INSECURE));
      case LOOP -> elsewhere(visit, finding.fail(Reason.SYSTEM_REDIRECT_LOOP));
      case ELSEWHERE, PAGE -> {}
    }
    @Nullable HttpAnswer answer = visit.answer();
    if (seen.end() == WebVisit.End.PAGE && answer != null) {
      new PageJudgement(visit, last, finding).judge(answer, now);
    } else {
      PageJudgement.keep(finding, last);
    }
    whereTo(seen, last, now, finding);
    if (seconds(total) > assignment.limit("duration-warn-above")) {
      finding.warn(Reason.SYSTEM_SLOW);
    }
    return finding.build();
  }

  private static void certificates(
      WebVisit visit, Assignment assignment, Instant now, Finding.Builder finding) {
    double warnBelow = assignment.limit("certificate-warn-below");
    Optional<Double> least = Optional.empty();
    for (WebVisit.Shown shown : visit.certificates()) {
      CertificateJudgement.Wanted wanted =
          new CertificateJudgement.Wanted(
              shown.host(), visit.certificateName(shown.host()), warnBelow);
      Optional<Double> left = CertificateJudgement.judge(shown.tls(), wanted, now, finding);
      if (left.isPresent() && (least.isEmpty() || left.get() < least.get())) {
        least = left;
      }
    }
    least.ifPresent(left -> finding.measure("certificate_remaining_seconds", left));
  }

  /** With nothing said of where it may lead to, only a change of that is worth a word. */
  private static void whereTo(Seen seen, LastReading last, Instant now, Finding.Builder finding) {
    WebVisit visit = seen.visit();
    if (seen.end() == WebVisit.End.PAGE) {
      finding.remember(ELSEWHERE, NOWHERE);
    } else if (seen.end() != WebVisit.End.ELSEWHERE) {
      Usual.keep(finding, last, ELSEWHERE);
    } else if (visit.isBound()) {
      elsewhere(visit, finding.fail(Reason.SYSTEM_REDIRECT_UNEXPECTED));
    } else {
      elsewhere(visit, finding);
      String host = DeviceText.clean(host(visit.at()), DeviceText.NAME_LENGTH);
      if (Usual.isAnother(finding, last, new Usual.Seen(ELSEWHERE, host, now))) {
        finding.warn(Reason.SYSTEM_REDIRECT_UNEXPECTED);
      }
    }
  }

  private static void elsewhere(WebVisit visit, Finding.Builder finding) {
    finding.fact("redirectHost", DeviceText.clean(host(visit.at()), DeviceText.NAME_LENGTH));
    @Nullable HttpAnswer answer = visit.answer();
    if (answer != null) {
      finding.fact("status", Integer.toString(answer.status()));
    }
  }

  private static String host(URI uri) {
    return HttpGet.host(uri);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
