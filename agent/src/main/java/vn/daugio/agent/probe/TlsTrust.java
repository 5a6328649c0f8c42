package vn.daugio.agent.probe;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Whom a TLS connection trusts: the certificates of the Java runtime, and those of a file. */
final class TlsTrust {
  private TlsTrust() {}

  /**
   * @param caFile further certificates (PEM); null: none
   * @throws ProbeException UNSUPPORTED when the file cannot be used
   */
  static X509ExtendedTrustManager trusting(@Nullable Path caFile) {
    try {
      X509ExtendedTrustManager system = manager(null);
      if (caFile == null) {
        return system;
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int next = 0;
      for (X509Certificate known : system.getAcceptedIssuers()) {
        store.setCertificateEntry("c" + next++, known);
      }
      for (Certificate more : read(caFile)) {
        store.setCertificateEntry("c" + next++, more);
      }
      return manager(store);
    } catch (IOException | GeneralSecurityException e) {
      String what = caFile == null ? "the runtime's certificates" : "ca-file " + caFile;
      throw new ProbeException(ProbeFailure.UNSUPPORTED, "tls: cannot use " + what, e);
    }
  }

  private static Iterable<? extends Certificate> read(Path caFile)
      throws IOException, GeneralSecurityException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(caFile))) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  private static X509ExtendedTrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager candidate : factory.getTrustManagers()) {
      if (candidate instanceof X509ExtendedTrustManager found) {
        return found;
      }
    }
    throw new GeneralSecurityException("no X.509 trust manager");
  }
}
