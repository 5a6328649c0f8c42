package vn.daugio.agent.check.system;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.HostLookup;
import vn.daugio.agent.probe.MailClient;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.TlsClient;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.MailServer;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** One server of a mail service, judged into the finding of the whole. */
final class MailPart {
  /** Between servers TLS is taken where it is offered (RFC 7435); people never send there. */
  private static final int RELAY_PORT = 25;

  private static final int SHOWN = 80;

  private final Assignment assignment;
  private final Access.Mail mail;
  private final Instant now;
  private final Finding.Builder finding;

  MailPart(Assignment assignment, Access.Mail mail, Instant now, Finding.Builder finding) {
    this.assignment = assignment;
    this.mail = mail;
    this.now = now;
    this.finding = finding;
  }

  /**
   * @return what is to be said of it in a word or two; ends with {@code ok} when nothing is wrong
   */
  String judge(MailClient.Language language, MailServer server, Deadline deadline)
      throws InterruptedException {
    String protocol = language == MailClient.Language.SMTP ? "smtp" : "imap";
    try {
      long start = System.nanoTime();
      List<InetAddress> addresses = HostLookup.addresses(server.host(), deadline);
      if (addresses.isEmpty()) {
        return bad(server, Outcome.FAIL, Reason.SYSTEM_NAME_NOT_FOUND, "name not found");
      }
      if (Addresses.parse(server.host()).isEmpty()) {
        phase(protocol, "dns", Duration.ofNanos(System.nanoTime() - start));
      }
      @Nullable String caFile = mail.caFile();
      MailClient.Manner manner =
          new MailClient.Manner(
              mail.certificateName(), caFile == null ? null : Path.of(caFile), now);
      MailClient.Answer answer = MailClient.ask(language, server, addresses, manner, deadline);
      answer.phases().forEach((phase, took) -> phase(protocol, phase, took));
      double seconds =
          answer.phases().values().stream().mapToDouble(took -> took.toNanos() / 1e9).sum();
      if (seconds > assignment.limit("duration-warn-above")) {
        finding.warn(Reason.SYSTEM_SLOW).fact("host", server.host());
      }
      return judged(protocol, server, answer);
    } catch (ProbeException e) {
      return failed(server, e);
    }
  }

  private String judged(String protocol, MailServer server, MailClient.Answer answer) {
    return switch (answer.end()) {
      case NO_GREETING -> bad(server, Outcome.FAIL, Reason.SYSTEM_MAIL_NO_GREETING, "no greeting");
      case REFUSED -> {
        MailClient.Refusal refusal = answer.refusal().orElse(new MailClient.Refusal("", ""));
        finding.fact("said", DeviceText.clean(refusal.code() + " " + refusal.text(), SHOWN));
        yield bad(server, Outcome.FAIL, Reason.SYSTEM_MAIL_REFUSED, "refused " + refusal.code());
      }
      case NO_STARTTLS -> {
        Outcome outcome = server.port() == RELAY_PORT ? Outcome.WARN : Outcome.FAIL;
        yield bad(server, outcome, Reason.SYSTEM_MAIL_NO_STARTTLS, "no STARTTLS");
      }
      case TLS -> tls(protocol, server, answer.tls().orElseThrow());
    };
  }

  private String tls(String protocol, MailServer server, TlsClient.Tls tls) {
    CertificateJudgement.Wanted wanted =
        new CertificateJudgement.Wanted(
            server.host(), mail.certificateName(), assignment.limit("certificate-warn-below"));
    Optional<Double> left = CertificateJudgement.judge(tls, wanted, now, finding);
    left.ifPresent(
        seconds ->
            finding.measure(
                "mail_certificate_remaining_seconds", seconds, Map.of("protocol", protocol)));
    boolean soon = left.isPresent() && left.get() < wanted.warnBelow();
    if (tls.trust() == TlsClient.Trust.VALID && !soon) {
      return "ok";
    }
    finding.fact("host", server.host());
    return "tls " + (soon && tls.trust() == TlsClient.Trust.VALID ? "expiring" : tls.trust());
  }

  private String failed(MailServer server, ProbeException e) {
    Reason reason =
        switch (e.failure()) {
          case UNREACHABLE -> Reason.SYSTEM_UNREACHABLE;
          case REFUSED -> Reason.SYSTEM_REFUSED;
          case TIMED_OUT -> Reason.SYSTEM_TIMED_OUT;
          case MALFORMED, INCOMPLETE -> Reason.SYSTEM_MALFORMED;
          // a CA file that cannot be read says nothing about the server
          case UNSUPPORTED, AUTH_REJECTED -> throw e;
        };
    finding.fact("failure", e.getMessage());
    return bad(server, Outcome.FAIL, reason, String.valueOf(e.getMessage()));
  }

  private String bad(MailServer server, Outcome outcome, Reason reason, String word) {
    finding.notice(outcome, reason);
    finding.fact("host", server.host());
    return word;
  }

  private void phase(String protocol, String phase, Duration took) {
    finding.measure(
        "mail_phase_seconds", took.toNanos() / 1e9, Map.of("protocol", protocol, "phase", phase));
  }
}
