package vn.daugio.agent.os.windows;

import java.util.Optional;

/**
 * productState of the Security Center's AntiVirusProduct. Not documented; read as the bits of
 * WSC_SECURITY_PRODUCT_STATE and WSC_SECURITY_SIGNATURE_STATUS (wscapi) are observed in it, e.g.
 * 397568 = 0x61100 for Defender that is on and up to date.
 *
 * @param on {@code & 0xF000}: 0 off, 1 on, 2 snoozed, 3 expired; empty: none of these
 * @param current {@code & 0x00F0}: 0 up to date, 1 out of date; empty: none of these
 * @param isMicrosoft {@code & 0x0F00}: 0 of another maker, 1 of Microsoft; empty: none of these
 */
record ProductState(
    Optional<Boolean> on, Optional<Boolean> current, Optional<Boolean> isMicrosoft) {
  static ProductState of(long state) {
    return new ProductState(
        switch (nibble(state, 12)) {
          case 0, 2, 3 -> Optional.of(false);
          case 1 -> Optional.of(true);
          default -> Optional.empty();
        },
        switch (nibble(state, 4)) {
          case 0 -> Optional.of(true);
          case 1 -> Optional.of(false);
          default -> Optional.empty();
        },
        switch (nibble(state, 8)) {
          case 0 -> Optional.of(false);
          case 1 -> Optional.of(true);
          default -> Optional.empty();
        });
  }

  private static int nibble(long state, int shift) {
    return (int) (state >> shift & 0xF);
  }
}
