package vn.daugio.collector;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.fleet.Secrets;
import vn.daugio.collector.store.Caller;

/**
 * Recognises operators and readers by an Authorization header: Bearer, or the password of Basic.
 */
final class Tokens {
  private static final String BEARER = "bearer ";
  private static final String BASIC = "basic ";

  private final @Nullable String operator;
  private final @Nullable String reader;

  private final @Nullable String alertmanager;

  Tokens(CollectorSettings.Access access) {
    this.operator = access.operatorToken();
    this.reader = access.readToken();
    this.alertmanager = access.alertmanagerToken();
  }

  /** Whether this is the token with which an Alertmanager hands over alerts; good for no more. */
  boolean isAlertmanager(@Nullable String header) {
    return bearer(header).filter(given -> isSame(alertmanager, given)).isPresent();
  }

  Optional<Caller> caller(@Nullable String header) {
    return bearer(header)
        .or(() -> password(header))
        .flatMap(
            given ->
                isSame(operator, given)
                    ? Optional.of(new Caller(Caller.Role.OPERATOR))
                    : isSame(reader, given)
                        ? Optional.of(new Caller(Caller.Role.READER))
                        : Optional.empty());
  }

  boolean isOperator(String token) {
    return isSame(operator, token);
  }

  static Optional<String> bearer(@Nullable String header) {
    return after(header, BEARER);
  }

  private static Optional<String> password(@Nullable String header) {
    return after(header, BASIC)
        .flatMap(
            encoded -> {
              try {
                byte[] bytes = Base64.getDecoder().decode(encoded);
                String pair = new String(bytes, StandardCharsets.UTF_8);
                int colon = pair.indexOf(':');
                return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
              } catch (IllegalArgumentException e) {
                return Optional.empty();
              }
            });
  }

  private static Optional<String> after(@Nullable String header, String scheme) {
    return header != null && header.regionMatches(true, 0, scheme, 0, scheme.length())
        ? Optional.of(header.substring(scheme.length()).strip())
        : Optional.empty();
  }

  /** Compares hashes in constant time, so that neither length nor prefix shows. */
  private static boolean isSame(@Nullable String expected, String given) {
    return expected != null
        && MessageDigest.isEqual(
            Secrets.hash(expected).getBytes(StandardCharsets.US_ASCII),
            Secrets.hash(given).getBytes(StandardCharsets.US_ASCII));
  }
}
