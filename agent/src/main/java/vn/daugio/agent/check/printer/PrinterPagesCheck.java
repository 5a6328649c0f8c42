package vn.daugio.agent.check.printer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpTable;
import vn.daugio.protocol.Reason;

/**
 * {@code printer.pages}: what each marker has counted in its life (RFC 3805 prtMarkerLifeCount with
 * its prtMarkerCounterUnit), and whether it counts forwards. A count below the last one means that
 * a board or the whole printer was exchanged, or the counter set back: a warning, once. A printer
 * that says it has no counter is well.
 */
public final class PrinterPagesCheck implements Check {
  static final String MARKERS = "1.3.6.1.2.1.43.10.2.1";
  static final int UNIT = 3;
  static final int LIFE_COUNT = 4;

  static final SnmpTable TABLE = SnmpTable.of(MARKERS, UNIT, LIFE_COUNT);

  /** More than any printer has, and few enough to be remembered. */
  private static final int MOST_MARKERS = 16;

  /** Far beyond Counter32, which it is by the RFC, and still a whole number as a measure. */
  private static final long MOST_COUNTED = 1_000_000_000_000L;

  /** PrtMarkerCounterUnitTC: what is a page, and what is none. */
  private static final Map<Long, String> PAGES = Map.of(7L, "impressions", 8L, "sheets");

  private static final Map<Long, String> NO_PAGES =
      Map.of(
          3L, "tenThousandthsOfInches",
          4L, "micrometers",
          5L, "characters",
          6L, "lines",
          9L, "dotRow",
          11L, "hours",
          16L, "feet",
          17L, "meters");

  private final SnmpClient snmp;
  private @Nullable PrinterReader begun;

  public PrinterPagesCheck(SnmpClient snmp) {
    this.snmp = snmp;
  }

  @Override
  public void begin(Assignment assignment, Deadline deadline, Runnable ready) {
    begun = PrinterReader.begin(snmp, assignment, deadline, List.of(TABLE), ready);
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Finding.Builder finding = Finding.of(assignment.type());
    try {
      PrinterReader reader = PrinterReader.of(begun, snmp, assignment, deadline);
      return judge(finding, reader.table(TABLE), last.values());
    } catch (ProbeException e) {
      // what was counted before stays known
      last.values().forEach(finding::remember);
      return PrinterReader.unread(finding, e);
    }
  }

  static Finding judge(Finding.Builder finding, List<SnmpRow> markers, Map<String, String> last) {
    bounded(markers);
    List<String> counters = new ArrayList<>();
    for (SnmpRow marker : markers) {
      long count = marker.number(LIFE_COUNT).orElse(-1);
      if (count >= 0) {
        long number = marker.number(UNIT).orElse(0);
        String unit = PAGES.getOrDefault(number, NO_PAGES.getOrDefault(number, "unknown"));
        if (!NO_PAGES.containsKey(number)) {
          finding.measure(
              "printed_pages", (double) count, Map.of("index", marker.index(), "counted", unit));
        }
        counters.add(count + " " + unit);
        String key = marker.index() + " " + unit;
        String before = last.getOrDefault(key, "");
        if (isBefore(count, before)) {
          finding.warn(Reason.PRINTER_COUNTER_BACKWARDS).fact("counterBefore", before);
        }
        finding.remember(key, Long.toString(count));
      }
    }
    return finding
        .fact("counter", counters.isEmpty() ? "none" : String.join(", ", counters))
        .build();
  }

  private static void bounded(List<SnmpRow> markers) {
    if (markers.size() > MOST_MARKERS) {
      throw new ProbeException(ProbeFailure.MALFORMED, "more markers than any printer has");
    }
    if (markers.stream().anyMatch(row -> row.number(LIFE_COUNT).orElse(0) > MOST_COUNTED)) {
      throw new ProbeException(ProbeFailure.MALFORMED, "more pages than any printer prints");
    }
  }

  private static boolean isBefore(long count, String before) {
    return before.matches("\\d{1,18}") && count < Long.parseLong(before);
  }
}
