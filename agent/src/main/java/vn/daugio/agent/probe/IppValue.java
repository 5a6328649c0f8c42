package vn.daugio.agent.probe;

import java.time.Instant;

/** One value of an IPP attribute (RFC 8010 section 3.5.2), as far as we have a use for its kind. */
public sealed interface IppValue {
  /** integer or enum. */
  record Whole(int number) implements IppValue {}

  record Flag(boolean set) implements IppValue {}

  /** Any string; what is no UTF-8 is marked by U+FFFD. */
  record Text(String text) implements IppValue {}

  /** dateTime. */
  record Moment(Instant at) implements IppValue {}

  /** An out-of-band value (unknown, no-value, …), a collection, or a kind that we do not read. */
  record None() implements IppValue {}
}
