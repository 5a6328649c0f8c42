package vn.daugio.agent.probe;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Takes any certificate and keeps its fingerprint: devices sign their own. Who asks compares it
 * with the one seen before. Only for requests that carry no secret.
 */
final class TlsPin extends ServerTrust {
  private @Nullable String fingerprint;

  /** SHA-256 of the server's own certificate, lower-case hexadecimal; empty before a handshake. */
  Optional<String> fingerprint() {
    return Optional.ofNullable(fingerprint);
  }

  /**
   * TLS over a connection that is open already; it is left open when this one is closed.
   *
   * @param host without brackets
   */
  SSLSocket handshake(Socket plain, String host) throws IOException {
    SSLContext context;
    try {
      // a context of its own: a resumed session would show no certificate
      context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {this}, new SecureRandom());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this runtime has no TLS", e);
    }
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, host, plain.getPort(), false);
    socket.startHandshake();
    return socket;
  }

  private void keep(X509Certificate[] chain) throws CertificateException {
    if (chain.length == 0) {
      throw new CertificateException("no certificate");
    }
    fingerprint = HexFormat.of().formatHex(Sha256.of(chain[0].getEncoded()));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    keep(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    keep(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    keep(chain);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
