package vn.daugio.agent.os;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What this computer signs with; read without a PIN, and never more than what anybody may read. */
public interface Tokens {
  /**
   * Takes up to some seconds where a token is plugged in; all calls within 20 s share one reading.
   *
   * @throws NotPermittedException when this account or this system does not show its devices
   */
  Reading read(Deadline deadline) throws NotPermittedException, InterruptedException;

  /** The system's own service for chip cards (pcscd, SCardSvr). */
  enum Service {
    RUNNING,
    STOPPED,
    /** Not installed: vendors' software may do without. */
    ABSENT
  }

  /** How the vendor's library behaved that every signing program would load, too. */
  enum Health {
    WORKS,
    /** It is no library, of another architecture, or one that it needs is missing. */
    NOT_LOADED,
    /** One of its functions failed, C_Initialize among them. */
    FAILS,
    /** It did not answer in time. */
    HANGS,
    /** The process that had loaded it died. */
    CRASHED,
    /** This Java cannot ask it. */
    NOT_SUPPORTED
  }

  /** How much the PIN of a token is worth (CKF_USER_PIN_*, PKCS #11 version 2.40 section 3.2). */
  enum Pin {
    FINE,
    /** At least one wrong attempt since the last right one. */
    COUNT_LOW,
    /** One more wrong attempt locks it. */
    FINAL_TRY,
    LOCKED,
    /** Nobody has set one yet. */
    NOT_SET,
    /** No library was asked. */
    NOT_TOLD
  }

  /**
   * @param name a short code out of our catalogue; {@code registered} for others
   */
  record Middleware(String name, Health health) {}

  /**
   * @param id tells one token from another, and nothing about its owner
   */
  record Token(String id, Pin pin) {}

  /**
   * A public certificate, reduced to what may be told.
   *
   * @param id tells one certificate from another
   * @param serialTail the last four hexadecimal digits of its serial number, lower case
   * @param issuer a class, see {@link CertificateClasses#issuer}
   * @param role {@code person}, {@code organisation} or {@code unspecified}
   */
  record Certificate(
      String id, Instant from, Instant to, String serialTail, String issuer, String role) {}

  /**
   * @param readers card readers and USB tokens that are plugged in
   * @param tokenDevices of those, such by makers of nothing but tokens
   * @param middleware of those libraries that were asked: none where nothing is plugged in
   * @param tokens initialised tokens in a reader; empty: nobody could be asked
   * @param certificates empty: this account does not see them
   * @param unreadable how many objects claim to be a certificate and are none
   * @param storeHidden certificates may be in a store of another account
   */
  record Reading(
      Service service,
      int readers,
      int tokenDevices,
      List<Middleware> middleware,
      Optional<List<Token>> tokens,
      Optional<List<Certificate>> certificates,
      int unreadable,
      boolean storeHidden) {
    public Reading {
      middleware = List.copyOf(middleware);
      tokens = tokens.map(List::copyOf);
      certificates = certificates.map(List::copyOf);
    }
  }
}
