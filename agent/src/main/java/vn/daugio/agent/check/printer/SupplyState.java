package vn.daugio.agent.check.printer;

import java.util.Locale;

/** What is known of a level (RFC 3805 prtMarkerSuppliesLevel and prtMarkerSuppliesMaxCapacity). */
enum SupplyState {
  OK,
  LOW,
  EMPTY,
  /** Level −3: at least one unit is left. */
  SOME_REMAINING,
  /** Level −2, no level, or one above the capacity. */
  UNKNOWN,
  /** Level −1: the device places no restriction. */
  NOT_MEASURABLE,
  /** A level without a capacity that it could be a share of. */
  NO_CAPACITY;

  /** The value of the label {@code state}. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
