package vn.daugio.agent.os.windows;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code signing.ps1} prints: the service SCardSvr and this account's store of certificates.
 *
 * @param service ServiceControllerStatus: 1 stopped, 4 running; null: there is none
 * @param certificates those with a private key; null: see the other two
 * @param denied facts that this account does not see, e.g. a person's store from SYSTEM
 * @param absent facts that this Windows does not have
 */
@Json
record WindowsSigning(
    @Nullable Integer service,
    @Nullable List<Entry> certificates,
    @Nullable List<String> denied,
    @Nullable List<String> absent) {
  /**
   * A certificate without its subject.
   *
   * @param id the first half of its thumbprint
   * @param from UTC, as {@code to}
   * @param serial the last four digits
   * @param issuer the authority's distinguished name
   * @param role what kind of identity number the subject carries
   */
  @Json
  record Entry(
      @Nullable String id,
      @Nullable String from,
      @Nullable String to,
      @Nullable String serial,
      @Nullable String issuer,
      @Nullable String role) {}
}
