package vn.daugio.collector.notify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.ConfigMap;

/**
 * Whose certificates a channel believes: the key {@code ca-file} (PEM, one or more certificates),
 * as provinces sign those of their own servers themselves; without it those that Java believes.
 */
final class Trust {
  private Trust() {}

  static SSLContext read(ConfigMap map, SecretFiles files) {
    @Nullable String pem = map.has("ca-file") ? files.secret(map, "ca-file") : null;
    try {
      return pem == null ? SSLContext.getDefault() : of(pem);
    } catch (GeneralSecurityException e) {
      map.problems().add(map.path() + ".ca-file", "holds no certificates in PEM form");
      return none();
    }
  }

  private static SSLContext of(String pem) throws GeneralSecurityException {
    var certificates =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    if (certificates.isEmpty()) {
      throw new GeneralSecurityException("no certificate");
    }
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("ca-" + store.size(), certificate);
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static SSLContext none() {
    try {
      return SSLContext.getDefault();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }
}
