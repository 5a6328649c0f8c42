package vn.daugio.agent.os;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Protection products of this computer. */
public interface Antivirus {
  /** Products with any trace of an installation; empty when none is known to be there. */
  List<Product> products() throws NotPermittedException;

  /**
   * @param name the product's name, e.g. {@code ClamAV}
   * @param installed its program is there
   * @param running its service runs; empty: could not tell
   * @param definitionsAt time of its newest definitions; empty: could not tell
   */
  record Product(
      String name, boolean installed, Optional<Boolean> running, Optional<Instant> definitionsAt) {}
}
