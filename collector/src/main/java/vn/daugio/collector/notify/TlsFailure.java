package vn.daugio.collector.notify;

import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a person has to mend about TLS, told apart from a connection that merely broke. */
final class TlsFailure {
  private static final int DEEPEST = 12;
  private static final String CERTIFICATE = "the certificate of the other side is not believed";
  private static final String NO_TLS = "no TLS was agreed upon";

  private TlsFailure() {}

  /** In words without addresses; null when it is nothing that a person has to mend. */
  static @Nullable String of(Throwable failure) {
    boolean tls = false;
    boolean broken = false;
    @Nullable Throwable cause = failure;
    for (int i = 0; cause != null && i < DEEPEST; i++) {
      if (cause instanceof CertificateException) {
        return CERTIFICATE;
      }
      tls |= cause instanceof SSLException;
      broken |=
          cause instanceof EOFException
              || cause instanceof SocketException
              || cause instanceof SocketTimeoutException;
      cause = cause.getCause();
    }
    return tls && !broken ? NO_TLS : null;
  }

  static boolean isOne(String why) {
    return why.equals(CERTIFICATE) || why.equals(NO_TLS);
  }
}
