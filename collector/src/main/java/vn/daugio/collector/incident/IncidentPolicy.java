package vn.daugio.collector.incident;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.state.Streak;
import vn.daugio.collector.state.SubjectState;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;

/** Decides whether a human must know. Pure. */
public final class IncidentPolicy {
  /**
   * An observation older than this when it arrives tells of the past: its incident is written down,
   * but nobody is called before a fresh observation confirms that it still goes on.
   */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private IncidentPolicy() {}

  /**
   * @param type the thresholds
   * @param state the subject after the observation
   * @param open its open incident, if any
   * @param now when the observation arrived
   */
  public static Decision decide(
      CheckType type, SubjectState state, @Nullable Incident open, Instant now) {
    boolean fresh = !state.observedAt().isBefore(now.minus(FRESH));
    if (state.silent() || state.outcome() == Outcome.UNKNOWN) {
      return new Decision.Nothing(Decision.Why.COULD_NOT_TELL);
    }
    Streak fails = state.fails();
    Instant failingSince = fails.since();
    if (failingSince != null) {
      if (open != null) {
        return open.announcedAt() == null && fresh
            ? new Decision.Announce()
            : new Decision.Nothing(Decision.Why.ALREADY_OPEN);
      }
      String reason = state.reason();
      return fails.count() >= type.openAfter() && reason != null
          ? new Decision.Open(failingSince, reason, fresh)
          : new Decision.Nothing(Decision.Why.NOT_CONFIRMED_YET);
    }
    if (open == null) {
      return new Decision.Nothing(Decision.Why.NO_INCIDENT);
    }
    Instant goodSince = state.goods().since();
    return goodSince != null && state.goods().count() >= type.recoverAfter()
        ? new Decision.Recover(goodSince, open.announcedAt() != null)
        : new Decision.Nothing(Decision.Why.STILL_RECOVERING);
  }

  /** How much a failing check of this type matters to citizens at the counter. */
  public static Severity severity(CheckType type) {
    return switch (type.area()) {
      case INTERNET, WAN, LAN -> Severity.HIGH;
      case SYSTEM,
          MEETING,
          ENDPOINT,
          PRINTER,
          SCANNER,
          NETWORK,
          DEVICE,
          SWITCH,
          UPS,
          CAMERA,
          SERVER,
          ROUTER,
          SIGNING ->
          Severity.MEDIUM;
      case COMPUTER, IPV6 -> Severity.LOW;
    };
  }
}
