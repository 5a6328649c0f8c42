package vn.daugio.collector.state;

import java.util.Locale;
import java.util.Map;
import vn.daugio.protocol.Outcome;

/** How far a computer is on the way to IPv6, as {@code ipv6.readiness} told it. */
public enum Ipv6State {
  /** It has an address, a route, finds a name and connects. */
  READY,
  /** Some of that is missing. */
  BEGUN,
  ABSENT,
  UNKNOWN;

  /**
   * What was not said is not known: an OK of a past day, of which no facts are kept, is no proof.
   */
  public static Ipv6State of(Outcome outcome, Map<String, String> facts) {
    String said = facts.getOrDefault("ipv6", "");
    return switch (outcome) {
      case WARN -> BEGUN;
      case OK -> said.equals("ready") ? READY : said.equals("absent") ? ABSENT : UNKNOWN;
      case FAIL, UNKNOWN -> UNKNOWN;
    };
  }

  /** Lower case, as a metric label. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
