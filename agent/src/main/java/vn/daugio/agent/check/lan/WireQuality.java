package vn.daugio.agent.check.lan;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.os.Network.Interface;
import vn.daugio.agent.os.Network.Wire;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.Reason;

/**
 * How good a connection is that is there: speed and duplex as negotiated, the share of packets with
 * errors since the last reading, an address that another machine has as well. Counters that went
 * backwards, or are of another interface, are a new beginning.
 */
final class WireQuality {
  private static final String PACKETS = "packets";
  private static final String ERRORS = "errors";
  private static final double BYTES_PER_MEGABIT = 125_000;

  /** Fewer are what plugging in a cable makes. */
  private static final long FEWEST_ERRORS = 10;

  private WireQuality() {}

  static void speed(Interface one, Assignment assignment, Finding.Builder finding) {
    boolean slow = one.bytesPerSecond() < assignment.limit("speed-warn-below");
    if (!one.wireless() && one.bytesPerSecond() > 0 && slow) {
      finding.fact(
          "speedMegabits", Long.toString(Math.round(one.bytesPerSecond() / BYTES_PER_MEGABIT)));
      finding.warn(Reason.LAN_SPEED_LOW);
    }
  }

  /**
   * @param last what was remembered of this same interface
   */
  static void errors(
      Interface one,
      Wire wire,
      Map<String, String> last,
      Assignment assignment,
      Finding.Builder finding) {
    if (wire.halfDuplex() && !one.wireless()) {
      finding.warn(Reason.LAN_HALF_DUPLEX);
    }
    if (wire.conflict()) {
      finding.warn(Reason.LAN_ADDRESS_CONFLICT);
    }
    finding.remember(PACKETS, Long.toString(wire.packets()));
    finding.remember(ERRORS, Long.toString(wire.errors()));
    long packets = wire.packets() - count(last.get(PACKETS));
    long errors = wire.errors() - count(last.get(ERRORS));
    if (!last.containsKey(PACKETS) || packets < 0 || errors < 0 || packets + errors == 0) {
      return;
    }
    double ratio = (double) errors / (packets + errors);
    finding.measure("interface_errors_ratio", ratio, Map.of("interface", one.name()));
    if (errors >= FEWEST_ERRORS && ratio > assignment.limit("errors-warn-above")) {
      finding.fact("errorPercent", Long.toString(Math.max(1, Math.round(ratio * 100))));
      finding.warn(Reason.LAN_ERRORS);
    }
  }

  private static long count(@Nullable String text) {
    return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }
}
