package vn.daugio.collector.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.TargetKind;

/** How much an incident matters, and whether a human must know of it now. Pure. */
public final class IncidentPolicy {
  /**
   * An observation older than this when it arrives tells of the past: its incident is written down,
   * but nobody is called before a fresh observation confirms that it still goes on.
   */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private IncidentPolicy() {}

  public static boolean isFresh(Instant seen, Instant arrived) {
    return !seen.isBefore(arrived.minus(FRESH));
  }

  /**
   * What kind of outage a failing check alone tells of.
   *
   * @param kind of its target; null: found by the agents themselves, or a machine
   */
  public static Cause cause(CheckType type, String reason, @Nullable TargetKind kind) {
    return Causes.alone(type, reason, kind);
  }

  /**
   * How much a failing check matters to citizens at the counter.
   *
   * @param importance of its target, as the plan says: the code of a severity; null: by its type
   */
  public static Severity severity(CheckType type, String reason, @Nullable String importance) {
    if (importance != null) {
      return Severity.valueOf(importance.toUpperCase(Locale.ROOT));
    }
    if (reason.equals(Reason.INTERNET_FOREIGN_UNREACHABLE.code())) {
      return Severity.LOW; // the State's own systems are reached
    }
    return switch (type.area()) {
      case INTERNET, WAN, LAN, UPS -> Severity.HIGH;
      case SYSTEM,
          MEETING,
          ENDPOINT,
          PRINTER,
          SCANNER,
          NETWORK,
          DEVICE,
          SWITCH,
          CAMERA,
          SERVER,
          ROUTER,
          SIGNING ->
          Severity.MEDIUM;
      case COMPUTER, IPV6 -> Severity.LOW;
    };
  }
}
