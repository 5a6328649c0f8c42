package vn.daugio.agent.check;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Reason;

/**
 * A device signs its own certificate, so the first one seen is pinned. Another one warns for a week
 * from when it was first seen, so that somebody notices, and is the pinned one from then on: a
 * device that was replaced or reset would warn for ever.
 */
public final class CertificatePin {
  private static final Duration WARNED = Duration.ofDays(7);

  /** Hexadecimal digits that a person compares. */
  private static final int SHOWN = 16;

  private static final String PINNED = "certificate";
  private static final String CHANGED = "certificateChangedTo";
  private static final String SINCE = "certificateChangedAt";

  private CertificatePin() {}

  /**
   * A device's certificate and when it was seen.
   *
   * @param sha256 hexadecimal; empty where none was shown this time
   */
  public record Sight(Optional<String> sha256, Instant at) {}

  /**
   * @param changed what to warn with
   */
  public static void judge(Finding.Builder finding, LastReading last, Sight sight, Reason changed) {
    @Nullable String pinned = last.values().get(PINNED);
    if (sight.sha256().isEmpty()) {
      keep(finding, last);
      return;
    }
    String certificate = sight.sha256().get();
    if (pinned == null || pinned.equals(certificate)) {
      finding.remember(PINNED, certificate);
      return;
    }
    Instant since = since(last, certificate).orElse(sight.at());
    if (sight.at().isBefore(since.plus(WARNED))) {
      finding.warn(changed).fact("certificate", certificate.substring(0, SHOWN));
      finding.remember(PINNED, pinned);
      finding.remember(CHANGED, certificate).remember(SINCE, since.toString());
    } else {
      finding.remember(PINNED, certificate);
    }
  }

  /** What was remembered stays remembered when no certificate was seen this time. */
  public static void keep(Finding.Builder finding, LastReading last) {
    finding.remember(PINNED, last.values().get(PINNED));
    finding.remember(CHANGED, last.values().get(CHANGED));
    finding.remember(SINCE, last.values().get(SINCE));
  }

  private static Optional<Instant> since(LastReading last, String certificate) {
    @Nullable String at = last.values().get(SINCE);
    if (at == null || !certificate.equals(last.values().get(CHANGED))) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(at));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
