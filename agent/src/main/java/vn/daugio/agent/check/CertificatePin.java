package vn.daugio.agent.check;

import java.time.Instant;
import java.util.Optional;
import vn.daugio.protocol.Reason;

/**
 * A device signs its own certificate, so the first one seen is pinned. Another one warns for a week
 * from when it was first seen, and is the pinned one from then on: see {@link Usual}.
 */
public final class CertificatePin {
  /** Hexadecimal digits that a person compares. */
  private static final int SHOWN = 16;

  private static final String PINNED = "certificate";

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
    if (sight.sha256().isEmpty()) {
      keep(finding, last);
      return;
    }
    String certificate = sight.sha256().get();
    if (Usual.isAnother(finding, last, new Usual.Seen(PINNED, certificate, sight.at()))) {
      finding.warn(changed).fact("certificate", certificate.substring(0, SHOWN));
    }
  }

  /** What was remembered stays remembered when no certificate was seen this time. */
  public static void keep(Finding.Builder finding, LastReading last) {
    Usual.keep(finding, last, PINNED);
  }
}
