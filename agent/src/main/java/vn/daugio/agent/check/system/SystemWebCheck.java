package vn.daugio.agent.check.system;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.HostLookup;
import vn.daugio.agent.probe.HttpAnswer;
import vn.daugio.agent.probe.HttpGet;
import vn.daugio.agent.probe.HttpGet.Trust;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Reason;

/** Whether a web system answers as expected, how long each phase took, and its certificate. */
public final class SystemWebCheck implements Check {
  private static final int MOST_ADDRESSES = 3;

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
    // a single lost packet must not count: one more try, for which the first leaves time
    Deadline first = Deadline.in(deadline.remaining().multipliedBy(3).dividedBy(5));
    try {
      return once(assignment, web, first, 1);
    } catch (ProbeException e) {
      if (!isWorthAnother(e.failure()) || deadline.isOver()) {
        return failed(web, e, 1);
      }
    }
    try {
      return once(assignment, web, deadline, 2);
    } catch (ProbeException e) {
      return failed(web, e, 2);
    }
  }

  private static boolean isWorthAnother(ProbeFailure failure) {
    return failure == ProbeFailure.TIMED_OUT
        || failure == ProbeFailure.UNREACHABLE
        || failure == ProbeFailure.REFUSED;
  }

  private static Finding failed(Access.Web web, ProbeException e, int attempt) {
    Reason reason =
        switch (e.failure()) {
          case UNREACHABLE -> Reason.SYSTEM_UNREACHABLE;
          case REFUSED -> Reason.SYSTEM_REFUSED;
          case TIMED_OUT, INCOMPLETE -> Reason.SYSTEM_TIMED_OUT;
          case MALFORMED -> Reason.SYSTEM_MALFORMED;
          // a CA file that cannot be read says nothing about the system
          case UNSUPPORTED, AUTH_REJECTED -> throw e;
        };
    return Finding.of(CheckType.SYSTEM_WEB)
        .fail(reason)
        .fact("host", HttpGet.host(URI.create(web.url())))
        .fact("attempts", Integer.toString(attempt))
        .fact("failure", e.getMessage())
        .build();
  }

  private Finding once(Assignment assignment, Access.Web web, Deadline deadline, int attempt)
      throws InterruptedException {
    URI uri = URI.create(web.url());
    Finding.Builder finding = Finding.of(CheckType.SYSTEM_WEB);
    finding.fact("attempts", Integer.toString(attempt));
    String host = HttpGet.host(uri);
    finding.fact("host", host);
    Duration total = Duration.ZERO;
    long start = System.nanoTime();
    List<InetAddress> addresses = HostLookup.addresses(host, deadline);
    if (addresses.isEmpty()) {
      return finding.fail(Reason.SYSTEM_NAME_NOT_FOUND).build();
    }
    if (Addresses.parse(host).isEmpty()) {
      total = Duration.ofNanos(System.nanoTime() - start);
      phase("dns", total, finding);
    }
    @Nullable String caFile = web.caFile();
    HttpGet.Request request =
        new HttpGet.Request(
            uri,
            addresses.subList(0, Math.min(MOST_ADDRESSES, addresses.size())),
            null,
            caFile == null ? null : Path.of(caFile));
    Instant now = clock.instant();
    HttpGet.Exchange exchange = HttpGet.get(request, now, deadline);
    for (Map.Entry<HttpGet.Phase, Duration> phase : exchange.phases().entrySet()) {
      phase(phase.getKey().code(), phase.getValue(), finding);
      total = total.plus(phase.getValue());
    }
    exchange.tls().ifPresent(tls -> certificate(tls, now, assignment, finding));
    exchange.answer().ifPresent(answer -> content(answer, web, finding));
    if (seconds(total) > assignment.limit("duration-warn-above")) {
      finding.warn(Reason.SYSTEM_SLOW);
    }
    return finding.build();
  }

  private static void phase(String name, Duration took, Finding.Builder finding) {
    finding.measure("phase_seconds", seconds(took), Map.of("phase", name));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static void certificate(
      HttpGet.Tls tls, Instant now, Assignment assignment, Finding.Builder finding) {
    boolean valid = tls.trust() == Trust.VALID;
    if (tls.trust() == Trust.EXPIRED) {
      finding.fail(Reason.SYSTEM_CERTIFICATE_EXPIRED);
    } else if (!valid) {
      finding.fail(Reason.SYSTEM_TLS_INVALID);
    }
    finding.fact("tls", tls.trust().name().toLowerCase(Locale.ROOT));
    tls.earliestEnd()
        .ifPresent(
            end -> {
              double left = seconds(Duration.between(now, end));
              finding.measure("certificate_remaining_seconds", left);
              if (valid && left < assignment.limit("certificate-warn-below")) {
                finding.warn(Reason.SYSTEM_CERTIFICATE_EXPIRING);
                finding.fact("daysLeft", Long.toString((long) (left / 86_400)));
              }
            });
  }

  private static void content(HttpAnswer answer, Access.Web web, Finding.Builder finding) {
    finding.fact("status", Integer.toString(answer.status()));
    if (!StatusRanges.accept(web.status(), answer.status())) {
      finding.fail(Reason.SYSTEM_STATUS_UNEXPECTED);
    }
    @Nullable String text = web.text();
    // Vietnamese letters may be written composed or decomposed
    if (text != null && !composed(answer.body()).contains(composed(text))) {
      finding.fail(Reason.SYSTEM_TEXT_MISSING);
    }
  }

  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
