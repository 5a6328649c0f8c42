package vn.daugio.agent.check.system;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.probe.TlsClient.Tls;
import vn.daugio.agent.probe.TlsClient.Trust;
import vn.daugio.protocol.Reason;

/** Whether a server's certificate is trusted, is that of this very name, and for how long. */
public final class CertificateJudgement {
  private static final int SHOWN_NAMES = 3;

  private CertificateJudgement() {}

  /**
   * @param host whom it has to be for
   * @param otherName the name that it has to carry instead, as it stands; null: the host's
   * @param warnBelow seconds
   */
  public record Wanted(String host, @Nullable String otherName, double warnBelow) {}

  /** The seconds until the chain's first end; empty when no certificate was shown. */
  public static Optional<Double> judge(
      Tls tls, Wanted wanted, Instant now, Finding.Builder finding) {
    boolean valid = tls.trust() == Trust.VALID;
    finding.fact("tls", tls.trust().name().toLowerCase(Locale.ROOT));
    if (tls.trust() == Trust.EXPIRED) {
      finding.fail(Reason.SYSTEM_CERTIFICATE_EXPIRED);
    } else if (!valid) {
      finding.fail(Reason.SYSTEM_TLS_INVALID);
    }
    if (valid) {
      name(tls.names(), wanted, finding);
    } else if (tls.trust() == Trust.NAME_MISMATCH) {
      finding.fact("certificateNames", shown(tls.names()));
    }
    Optional<Double> left =
        tls.earliestEnd().map(end -> Duration.between(now, end).toNanos() / 1e9);
    if (valid && left.isPresent() && left.get() < wanted.warnBelow()) {
      finding.warn(Reason.SYSTEM_CERTIFICATE_EXPIRING);
      finding.fact("daysLeft", Long.toString((long) (left.get() / 86_400)));
    }
    return left;
  }

  private static void name(List<String> names, Wanted wanted, Finding.Builder finding) {
    @Nullable String other = wanted.otherName();
    Optional<String> name =
        names.stream()
            .filter(one -> other == null ? covers(one, wanted.host()) : one.equalsIgnoreCase(other))
            // the exact one where the host stands there twice
            .min((one, two) -> Boolean.compare(one.startsWith("*"), two.startsWith("*")));
    if (name.isPresent()) {
      finding.fact("certificateName", DeviceText.clean(name.get(), DeviceText.NAME_LENGTH));
    } else {
      // the runtime takes the subject's common name where there is no other: RFC 9525 does not
      finding.fail(Reason.SYSTEM_CERTIFICATE_NAME);
      finding.fact("certificateNames", shown(names));
    }
  }

  /** RFC 6125 section 6.4: of a wildcard the asterisk is the whole first label, and no more. */
  static boolean covers(String name, String host) {
    Optional<InetAddress> address = Addresses.parse(host);
    if (address.isPresent()) {
      return address.equals(Addresses.parse(name));
    }
    String wanted = relative(host);
    if (!name.startsWith("*.")) {
      return relative(name).equals(wanted);
    }
    int dot = wanted.indexOf('.');
    return dot > 0 && relative(name.substring(2)).equals(wanted.substring(dot + 1));
  }

  private static String relative(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static String shown(List<String> names) {
    return String.join(
        ", ",
        names.stream()
            .limit(SHOWN_NAMES)
            .map(name -> DeviceText.clean(name, DeviceText.NAME_LENGTH))
            .toList());
  }
}
