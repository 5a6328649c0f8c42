package vn.daugio.agent.os.pkcs11;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The line that {@link TokenProgram} prints. Whatever library it had loaded could have written
 * there, so that nothing of it is believed before {@link ModuleReading} has looked at it.
 */
@Json
record ModuleOutput(@Nullable Body daugio) {
  /**
   * @param state works, not_loaded, fails or not_supported
   */
  @Json
  record Body(@Nullable String state, @Nullable List<TokenPart> tokens) {}

  /**
   * @param flags of CK_TOKEN_INFO
   * @param unreadable certificates that are none
   */
  @Json
  record TokenPart(
      @Nullable String id,
      long flags,
      int unreadable,
      @Nullable List<CertificatePart> certificates) {}

  /**
   * @param from seconds since 1970, as {@code to}
   */
  @Json
  record CertificatePart(
      @Nullable String id,
      long from,
      long to,
      @Nullable String serial,
      @Nullable String issuer,
      @Nullable String role) {}
}
