package vn.daugio.protocol;

import java.util.Locale;
import java.util.Optional;

/**
 * A mail server as a configuration names it: {@code mail.xa.gov.vn:587}, or with a scheme where the
 * port does not tell whether TLS begins at once: {@code smtps://…}, {@code imap://…}.
 *
 * @param host a name, or an IP address without brackets
 * @param port 1..65535
 * @param implicitTls true: TLS from the first byte (RFC 8314); false: after STARTTLS
 */
public record MailServer(String host, int port, boolean implicitTls) {

  /** For SMTP: of itself 587, with {@code smtps} or on 465 with TLS at once. */
  public static Optional<MailServer> smtp(String text) {
    return of(text, "smtp", 587, 465, false);
  }

  /** For IMAP: of itself 993 with TLS at once, with {@code imap} or on another port after. */
  public static Optional<MailServer> imap(String text) {
    return of(text, "imap", 143, 993, true);
  }

  /**
   * @param bareIsImplicit what a host without scheme and port means
   */
  private static Optional<MailServer> of(
      String text, String scheme, int port, int tlsPort, boolean bareIsImplicit) {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean plain = lower.startsWith(scheme + "://");
    boolean secure = lower.startsWith(scheme + "s://");
    String rest = plain || secure ? text.substring(text.indexOf("//") + 2) : text;
    return HostPort.parse(rest)
        .map(
            one -> {
              boolean bare = !plain && !secure;
              boolean implicit =
                  secure
                      || (bare && (one.port() == tlsPort || (one.port() == 0 && bareIsImplicit)));
              return new MailServer(one.host(), one.portOr(implicit ? tlsPort : port), implicit);
            });
  }
}
