package vn.daugio.agent.probe;

import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Takes the certificate of a device, whoever signed it, and keeps its fingerprint: whether it is
 * the one that was seen first is the check's to judge. No secret is sent on such a connection.
 */
final class TlsFingerprint extends X509ExtendedTrustManager {
  private @Nullable String sha256;

  /** Of the device's own certificate; empty before a handshake. */
  Optional<String> sha256() {
    return Optional.ofNullable(sha256);
  }

  private void take(X509Certificate[] chain) throws CertificateException {
    if (chain.length == 0) {
      throw new CertificateException("no certificate");
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      sha256 = HexFormat.of().formatHex(digest.digest(chain[0].getEncoded()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this runtime has no SHA-256", e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    take(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    take(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    take(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("we are no server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("we are no server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("we are no server");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
