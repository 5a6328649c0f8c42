package vn.daugio.agent.check.scanner;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.protocol.Reason;

/**
 * A device signs its own certificate, so the first one seen is pinned. Another one warns for a week
 * from when it was first seen, so that somebody notices, and is the pinned one from then on: a
 * device that was replaced or reset would warn for ever.
 */
final class Pin {
  private static final Duration WARNED = Duration.ofDays(7);
  private static final String PINNED = "certificate";
  private static final String CHANGED = "certificateChangedTo";
  private static final String SINCE = "certificateChangedAt";

  private Pin() {}

  static void judge(
      Finding.Builder finding, LastReading last, Optional<String> shown, Instant now) {
    @Nullable String pinned = last.values().get(PINNED);
    if (shown.isEmpty()) {
      keep(finding, last);
      return;
    }
    String certificate = shown.get();
    if (pinned == null || pinned.equals(certificate)) {
      finding.remember(PINNED, certificate);
      return;
    }
    Instant since = since(last, certificate).orElse(now);
    if (now.isBefore(since.plus(WARNED))) {
      finding.warn(Reason.SCANNER_CERTIFICATE_CHANGED);
      finding.remember(PINNED, pinned);
      finding.remember(CHANGED, certificate).remember(SINCE, since.toString());
    } else {
      finding.remember(PINNED, certificate);
    }
  }

  /** What was remembered stays remembered when no certificate was seen this time. */
  static void keep(Finding.Builder finding, LastReading last) {
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
