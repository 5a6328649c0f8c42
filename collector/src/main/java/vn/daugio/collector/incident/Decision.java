package vn.daugio.collector.incident;

import java.time.Instant;

/** What has to happen to a subject's incident after an observation. */
public sealed interface Decision {
  /** Nothing; the reason is for logs and tests. */
  record Nothing(Why why) implements Decision {}

  /** An incident begins, dated at its first failed observation. */
  record Open(Instant at, String reason, boolean announce) implements Decision {}

  /** An incident that was opened from old reports goes on: now people are told. */
  record Announce() implements Decision {}

  /** It is over since its first good observation; people are told if they were told of it. */
  record Recover(Instant at, boolean announce) implements Decision {}

  /** Why nothing happens. */
  enum Why {
    NO_INCIDENT,
    NOT_CONFIRMED_YET,
    ALREADY_OPEN,
    STILL_RECOVERING,
    COULD_NOT_TELL
  }
}
