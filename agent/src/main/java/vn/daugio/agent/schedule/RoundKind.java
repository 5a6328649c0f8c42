package vn.daugio.agent.schedule;

import java.time.Duration;

/** Why checks run. */
public enum RoundKind {
  /** Half an hour before the day's first opening: time to mend something. */
  EARLY(Duration.ofMinutes(20)),
  /** At the day's first opening. */
  OPENING(Duration.ofMinutes(5)),
  /** At the second opening of the day. */
  AFTERNOON(Duration.ofMinutes(5)),
  /** The first round of this machine's life, at once. */
  FIRST(Duration.ZERO),
  /** A person asked for it. */
  NOW(Duration.ZERO),
  /** Between the rounds: what its interval makes due. */
  WATCH(Duration.ZERO);

  private final Duration span;

  RoundKind(Duration span) {
    this.span = span;
  }

  /** The span that a site's machines spread over; zero for rounds without a time of day. */
  public Duration span() {
    return span;
  }
}
