package vn.daugio.dashboards;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** What happens at a site over the hours: numbers that move, an outage, a printer, a computer. */
final class Course {
  /** Minutes in which the line is out. */
  static final int LINE_OUT = 60;

  static final int LINE_BACK = 105;
  static final int DOOR_OPEN = 130;
  static final int SLOW = 200;

  private static final Set<String> COUNTED =
      Set.of("printed_pages", "port_received_bytes", "port_sent_bytes", "port_errors");
  private static final Set<String> MOVING =
      Set.of("seconds", "bytes_per_second", "ratio", "celsius", "volts");

  private final boolean troubled;

  /**
   * @param troubled whether anything fails here
   */
  Course(boolean troubled) {
    this.troubled = troubled;
  }

  /** A result as it is in this minute; {@code known} is what it is when all is well. */
  CheckResult at(int minute, CheckResult known, Instant at) {
    CheckResult fine = with(known, known.measures(), at);
    if (troubled && minute >= LINE_OUT && minute < LINE_BACK) {
      if (fine.check().equals(CheckType.INTERNET_LINK.code())) {
        return judged(fine, Outcome.FAIL, Reason.INTERNET_UNREACHABLE, Map.of());
      }
      if (fine.check().equals(CheckType.INTERNET_DNS.code())
          || fine.check().startsWith("system.")) {
        return judged(
            fine,
            Outcome.UNKNOWN,
            Reason.UPSTREAM_DOWN,
            Map.of("upstream", "internet.link", "upstreamTarget", "duong-chinh"));
      }
    }
    if (troubled && minute >= DOOR_OPEN && subject(fine).equals("printer.status may-in-q1")) {
      return judged(fine, Outcome.FAIL, Reason.PRINTER_DOOR_OPEN, Map.of());
    }
    if (troubled && subject(fine).equals("endpoint.protection OC-Q1-02")) {
      return judged(fine, Outcome.FAIL, Reason.ENDPOINT_NOT_INSTALLED, Map.of("installed", "no"));
    }
    if (troubled && minute >= SLOW && fine.check().equals(CheckType.INTERNET_LINK.code())) {
      return judged(fine, Outcome.WARN, Reason.INTERNET_LATENCY_HIGH, Map.of());
    }
    if (subject(fine).equals("endpoint.updates OC-Q1-03")) {
      return judged(fine, Outcome.WARN, Reason.ENDPOINT_UPDATES_OLD, Map.of());
    }
    List<Measure> measures = new ArrayList<>();
    fine.measures().forEach(measure -> measures.add(moved(minute, measure)));
    return with(fine, measures, at);
  }

  private static String subject(CheckResult result) {
    return result.check() + " " + result.target();
  }

  private static Measure moved(int minute, Measure measure) {
    double value = measure.value();
    if (measure.name().equals("supply_level_ratio")) {
      value = Math.max(0.02, value - minute * 0.002);
    } else if (COUNTED.contains(measure.name())) {
      value += minute * Math.max(1, Math.floor(value / 5000));
    } else if (MOVING.contains(measure.unit()) && !measure.name().equals("readiness_ratio")) {
      double phase = measure.labels().toString().hashCode() % 7;
      value *= 0.85 + 0.15 * Math.sin(minute / 11.0 + phase);
    }
    return new Measure(measure.name(), measure.labels(), value, measure.unit());
  }

  private static CheckResult judged(
      CheckResult of, Outcome outcome, Reason reason, Map<String, String> facts) {
    return new CheckResult(
        of.check(),
        of.target(),
        of.startedAt(),
        of.tookMs(),
        outcome,
        reason.code(),
        List.of(),
        outcome == Outcome.WARN ? of.measures() : List.of(),
        facts);
  }

  private static CheckResult with(CheckResult of, List<Measure> measures, Instant at) {
    return new CheckResult(
        of.check(),
        of.target(),
        at,
        of.tookMs(),
        of.outcome(),
        of.reason(),
        of.also(),
        measures,
        of.facts());
  }
}
