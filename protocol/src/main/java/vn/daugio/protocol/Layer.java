package vn.daugio.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Where a check stands in a round's dependency order. Below a FAIL of its upstream a check is not
 * run: it reports UNKNOWN {@code upstream_down}.
 */
public enum Layer {
  /** This computer's own facts; nothing above it. */
  MACHINE(null),
  LAN(null),
  GATEWAY(LAN),
  /** Something in the same LAN that is reached without the gateway. */
  DEVICE(LAN),
  LINK(GATEWAY),
  DNS(LINK),
  SYSTEM(DNS);

  private final @Nullable Layer upstream;

  Layer(@Nullable Layer upstream) {
    this.upstream = upstream;
  }

  /** The layer that has to work before this one can be judged; null at the top. */
  public @Nullable Layer upstream() {
    return upstream;
  }
}
