package vn.daugio.agent.check.signing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Tokens;
import vn.daugio.agent.os.Tokens.Certificate;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.OfficeZone;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * {@code signing.certificate}: days left of the public certificates that this computer signs with.
 * Of each issuer class and role the one that is valid longest counts, so that a renewed certificate
 * is not blamed for the old one beside it. A token in the drawer is judged by its last reading.
 */
public final class SigningCertificateCheck implements Check {
  private final Tokens tokens;
  private final Clock clock;

  public SigningCertificateCheck(Tokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  private record Verdict(Certificate certificate, Outcome outcome, Optional<Reason> reason) {}

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Finding.Builder finding = Finding.of(assignment.type());
    Instant now = clock.instant();
    Duration forgetAfter = Duration.ofSeconds((long) assignment.limit("forget-after"));
    RememberedCertificates known = RememberedCertificates.of(last, forgetAfter, now);
    Set<String> present = new HashSet<>();
    try {
      Tokens.Reading reading = tokens.read(deadline);
      List<Certificate> read = reading.certificates().orElse(List.of());
      known.see(read, now);
      read.forEach(one -> present.add(one.id()));
      finding.fact("found", Integer.toString(read.size()));
      boolean required = SigningTokenCheck.required(assignment);
      absent(reading, required, known.certificates().isEmpty()).ifPresent(finding::unknown);
    } catch (NotPermittedException e) {
      finding.unknown(Reason.NOT_PERMITTED).fact("detail", e.getMessage());
    }
    measure(known.certificates(), now, finding);
    List<Verdict> verdicts =
        longest(known.certificates(), now).stream()
            .map(one -> verdict(one, assignment, now))
            .toList();
    verdicts.forEach(
        one -> one.reason().ifPresent(reason -> finding.notice(one.outcome(), reason)));
    verdicts.stream()
        .min(
            Comparator.comparing((Verdict one) -> one.outcome() != Outcome.FAIL)
                .thenComparing(one -> one.certificate().to()))
        .ifPresent(worst -> tell(worst.certificate(), present, now, finding));
    known.remember(finding);
    return finding.build();
  }

  /** Why nothing can be said of certificates, where there should be some. */
  private static Optional<Reason> absent(
      Tokens.Reading reading, boolean required, boolean nothingKnown) {
    if (reading.storeHidden() && nothingKnown) {
      return Optional.of(Reason.NOT_PERMITTED);
    }
    if (reading.unreadable() > 0) {
      return Optional.of(Reason.SIGNING_CERTIFICATE_UNREADABLE);
    }
    if (reading.certificates().isEmpty()) {
      boolean askedInVain = !reading.middleware().isEmpty();
      return nothingKnown && (required || askedInVain || reading.tokenDevices() > 0)
          ? Optional.of(Reason.SIGNING_CERTIFICATE_UNREADABLE)
          : Optional.empty();
    }
    boolean tokenWithout =
        reading.certificates().get().isEmpty()
            && (required || !reading.tokens().orElse(List.of()).isEmpty());
    return nothingKnown && tokenWithout
        ? Optional.of(Reason.SIGNING_NO_CERTIFICATE)
        : Optional.empty();
  }

  private static Collection<Certificate> longest(List<Certificate> all, Instant now) {
    Comparator<Certificate> better =
        Comparator.comparing((Certificate one) -> !now.isBefore(one.from()))
            .thenComparing(Certificate::to);
    Map<String, Certificate> best = new LinkedHashMap<>();
    for (Certificate one : all) {
      best.merge(
          one.issuer() + " " + one.role(),
          one,
          (left, right) -> better.compare(left, right) >= 0 ? left : right);
    }
    return best.values();
  }

  private static Verdict verdict(Certificate certificate, Assignment assignment, Instant now) {
    if (now.isBefore(certificate.from())) {
      return new Verdict(
          certificate, Outcome.FAIL, Optional.of(Reason.SIGNING_CERTIFICATE_NOT_YET_VALID));
    }
    double left = Duration.between(now, certificate.to()).toSeconds();
    if (left <= 0) {
      return new Verdict(
          certificate, Outcome.FAIL, Optional.of(Reason.SIGNING_CERTIFICATE_EXPIRED));
    }
    if (left < assignment.limit("urgent-below")) {
      return warning(certificate, Reason.SIGNING_CERTIFICATE_LAST_DAYS);
    }
    if (left < assignment.limit("warn-below")) {
      return warning(certificate, Reason.SIGNING_CERTIFICATE_EXPIRING_SOON);
    }
    return left < assignment.limit("notice-below")
        ? warning(certificate, Reason.SIGNING_CERTIFICATE_EXPIRING)
        : new Verdict(certificate, Outcome.OK, Optional.empty());
  }

  private static Verdict warning(Certificate certificate, Reason reason) {
    return new Verdict(certificate, Outcome.WARN, Optional.of(reason));
  }

  private static void measure(List<Certificate> all, Instant now, Finding.Builder finding) {
    Set<Map<String, String>> told = new HashSet<>();
    for (Certificate one : all) {
      Map<String, String> labels =
          Map.of("issuer", one.issuer(), "role", one.role(), "serial", one.serialTail());
      if (told.add(labels)) {
        double left = Duration.between(now, one.to()).toSeconds();
        finding.measure("certificate_remaining_seconds", left, labels);
      }
    }
  }

  private static void tell(
      Certificate worst, Set<String> present, Instant now, Finding.Builder finding) {
    long days = Duration.between(now, worst.to()).toDays();
    finding
        .fact("issuer", worst.issuer())
        .fact("role", worst.role())
        .fact("serial", worst.serialTail())
        .fact("validFrom", worst.from().atZone(OfficeZone.ZONE).toLocalDate().toString())
        .fact("validUntil", worst.to().atZone(OfficeZone.ZONE).toLocalDate().toString())
        .fact("daysLeft", days < 0 ? null : Long.toString(days))
        .fact("read", present.contains(worst.id()) ? "now" : "earlier");
  }
}
