package vn.daugio.agent.check.endpoint;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An answer with what led to it.
 *
 * @param answer unknown is not no
 * @param by the layers that told, e.g. {@code service}; empty where none did
 */
record Tri(Answer answer, List<String> by) {
  /** What is said about a product. */
  enum Answer {
    YES,
    NO,
    UNKNOWN;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final Tri UNKNOWN = new Tri(Answer.UNKNOWN, List.of());

  static Tri of(boolean yes, Stream<String> by) {
    return new Tri(yes ? Answer.YES : Answer.NO, by.distinct().toList());
  }

  static Tri of(Optional<Boolean> yes, String by) {
    return yes.map(known -> of(known, Stream.of(by))).orElse(UNKNOWN);
  }

  boolean isYes() {
    return answer == Answer.YES;
  }

  boolean isNo() {
    return answer == Answer.NO;
  }

  boolean isUnknown() {
    return answer == Answer.UNKNOWN;
  }

  /** This, or where it does not tell, the other. */
  Tri or(Tri other) {
    return isUnknown() ? other : this;
  }
}
