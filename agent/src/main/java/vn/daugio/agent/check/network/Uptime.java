package vn.daugio.agent.check.network;

import java.util.List;
import java.util.OptionalLong;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpTable;

/**
 * How long a box has been running, in hundredths of a second. sysUpTime (RFC 3418) starts again
 * after 497 days; where snmpEngineTime (RFC 3411 section 5, in seconds) says the same plus whole
 * rounds of it, they are added.
 */
final class Uptime {
  static final SnmpTable SYSTEM = SnmpTable.of("1.3.6.1.2.1.1", 1, 3);
  static final SnmpTable ENGINE = SnmpTable.of("1.3.6.1.6.3.10.2.1", 3);

  private static final int DESCRIPTION = 1;
  private static final int UP_TIME = 3;
  private static final int ENGINE_TIME = 3;

  private static final long ROUND = 1L << 32;
  private static final long PER_SECOND = 100;

  /** How far two clocks of one box may be apart, and ours and its. */
  private static final long SLACK = 300 * PER_SECOND;

  private Uptime() {}

  /**
   * What a box says of itself.
   *
   * @param ticks hundredths of a second since it started; empty where it does not say
   * @param model bounded, one line; empty where it does not say
   */
  record Told(OptionalLong ticks, String model) {
    static Told of(List<SnmpRow> system, List<SnmpRow> engine) {
      return new Told(
          Uptime.ticks(system, engine),
          DeviceText.clean(description(system), DeviceText.NAME_LENGTH));
    }
  }

  /** Empty where the box does not say, or says what TimeTicks cannot hold. */
  static OptionalLong ticks(List<SnmpRow> system, List<SnmpRow> engine) {
    OptionalLong ticks = number(system, UP_TIME);
    if (ticks.isEmpty() || ticks.getAsLong() < 0 || ticks.getAsLong() >= ROUND) {
      return OptionalLong.empty();
    }
    long seconds = number(engine, ENGINE_TIME).orElse(-1);
    if (seconds < 0 || seconds > Integer.MAX_VALUE) {
      return ticks;
    }
    long more = seconds * PER_SECOND - ticks.getAsLong();
    long rounds = (more + SLACK) / ROUND;
    boolean same = more > 0 && Math.abs(more - rounds * ROUND) <= SLACK;
    return OptionalLong.of(ticks.getAsLong() + (same ? rounds * ROUND : 0));
  }

  private static String description(List<SnmpRow> system) {
    for (SnmpRow row : system) {
      String text = row.text(DESCRIPTION);
      if (text != null) {
        return text;
      }
    }
    return "";
  }

  private static OptionalLong number(List<SnmpRow> rows, int column) {
    return rows.stream()
        .filter(row -> row.index().equals("0"))
        .findFirst()
        .map(row -> row.number(column))
        .orElse(OptionalLong.empty());
  }

  /**
   * Whether it has started anew since, and its counter has not merely gone round.
   *
   * @param before at the last reading
   * @param elapsed since then by our clock, in the same unit
   */
  static boolean restarted(long before, long now, long elapsed) {
    if (now >= before) {
      return false;
    }
    long expected = before + Math.max(0, elapsed);
    long slack = SLACK + Math.max(0, elapsed) / 20;
    // the last number before the end of a round and the first after it may be read late or early
    boolean round = before < ROUND && expected + slack >= ROUND;
    return !(round
        && Math.abs(Math.floorMod(expected - now + ROUND / 2, ROUND) - ROUND / 2) <= slack);
  }
}
