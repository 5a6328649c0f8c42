package vn.daugio.agent.probe;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.probe.TlsClient.Trust;

/** Decides as the trust manager it stands before, and keeps the chain and why it was refused. */
final class TlsCapture extends ServerTrust {
  private static final int MOST_NAMES = 200;

  /** Kinds of names (RFC 5280 section 4.2.1.6). */
  private static final int DNS_NAME = 2;

  private static final int ADDRESS = 7;

  private final X509ExtendedTrustManager delegate;
  private final Instant now;
  private List<X509Certificate> chain = List.of();
  private @Nullable Trust trust;

  TlsCapture(X509ExtendedTrustManager delegate, Instant now) {
    this.delegate = delegate;
    this.now = now;
  }

  /** Empty when the handshake ended before the server showed its chain. */
  Optional<Trust> trust() {
    return Optional.ofNullable(trust);
  }

  /**
   * The earliest end of validity from the server's certificate up to the first whose issuer we
   * trust; what a server sends beyond that takes no part in the decision.
   */
  Optional<Instant> earliestEnd() {
    Set<X500Principal> anchors = new HashSet<>();
    for (X509Certificate anchor : delegate.getAcceptedIssuers()) {
      anchors.add(anchor.getSubjectX500Principal());
    }
    @Nullable Instant earliest = null;
    for (X509Certificate certificate : chain) {
      Instant end = certificate.getNotAfter().toInstant();
      earliest = earliest == null || end.isBefore(earliest) ? end : earliest;
      if (anchors.contains(certificate.getIssuerX500Principal())) {
        break;
      }
    }
    return Optional.ofNullable(earliest);
  }

  /** The names of the server's own certificate; empty when none was shown or it has none. */
  List<String> names() {
    return chain.isEmpty() ? List.of() : names(chain.get(0));
  }

  private static List<String> names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      @Nullable Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      for (List<?> one : all == null ? List.<List<?>>of() : all) {
        boolean host = one.get(0) instanceof Integer type && (type == DNS_NAME || type == ADDRESS);
        if (host && one.get(1) instanceof String name && names.size() < MOST_NAMES) {
          names.add(name);
        }
      }
    } catch (CertificateParsingException e) {
      return List.of();
    }
    return List.copyOf(names);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] sent, String authType, Socket socket)
      throws CertificateException {
    chain = List.of(sent);
    try {
      delegate.checkServerTrusted(sent, authType, socket);
      trust = Trust.VALID;
    } catch (CertificateException e) {
      trust = why(sent, authType);
      throw e;
    }
  }

  private Trust why(X509Certificate[] sent, String authType) {
    for (X509Certificate certificate : sent) {
      if (certificate.getNotAfter().toInstant().isBefore(now)) {
        return Trust.EXPIRED;
      }
      if (certificate.getNotBefore().toInstant().isAfter(now)) {
        return Trust.NOT_YET_VALID;
      }
    }
    try {
      // without a socket there is no name to compare: only the chain is judged
      delegate.checkServerTrusted(sent, authType);
      return Trust.NAME_MISMATCH;
    } catch (CertificateException e) {
      return Trust.UNTRUSTED;
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] sent, String authType)
      throws CertificateException {
    delegate.checkServerTrusted(sent, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] sent, String authType, SSLEngine engine)
      throws CertificateException {
    delegate.checkServerTrusted(sent, authType, engine);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return delegate.getAcceptedIssuers();
  }
}
