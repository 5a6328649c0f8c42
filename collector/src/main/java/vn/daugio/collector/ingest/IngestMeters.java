package vn.daugio.collector.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.MeasureType;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Receipt;
import vn.daugio.protocol.Report;

/** What the door counts; all labels are there at zero from the start. */
final class IngestMeters {
  private final Map<Taken, Counter> reports = new EnumMap<>(Taken.class);
  private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);
  private final Map<Unknown, Counter> unknown = new EnumMap<>(Unknown.class);

  private enum Taken {
    ACCEPTED,
    DUPLICATE,
    REFUSED
  }

  private enum Unknown {
    CHECK,
    REASON,
    MEASURE,
    LABEL
  }

  IngestMeters(MeterRegistry registry) {
    for (Taken taken : Taken.values()) {
      reports.put(
          taken,
          Counter.builder("daugio.ingest.reports")
              .description("Reports that came to the door.")
              .tag("result", taken.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    for (Refusal refusal : Refusal.values()) {
      refused.put(
          refusal,
          Counter.builder("daugio.ingest.refused")
              .description("Reports that were not taken, by reason.")
              .tag("reason", refusal.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    for (Unknown what : Unknown.values()) {
      unknown.put(
          what,
          Counter.builder("daugio.ingest.unknown")
              .description("Names in reports that only a newer version knows; kept raw.")
              .tag("what", what.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  void refused(Refusal refusal) {
    count(reports, Taken.REFUSED);
    count(refused, refusal);
  }

  void taken(Report report, Receipt receipt) {
    count(reports, receipt.duplicate() ? Taken.DUPLICATE : Taken.ACCEPTED);
    if (!receipt.duplicate()) {
      report.results().forEach(this::unknown);
    }
  }

  private void unknown(CheckResult result) {
    String reason = result.reason();
    if (reason != null && Reason.ofCode(reason).isEmpty()) {
      count(unknown, Unknown.REASON);
    }
    Optional<CheckType> type = CheckType.ofCode(result.check());
    if (type.isEmpty()) {
      count(unknown, Unknown.CHECK);
      return;
    }
    for (Measure measure : result.measures()) {
      Optional<MeasureType> known =
          type.get().measures().stream()
              .filter(one -> one.name().equals(measure.name()))
              .findFirst();
      if (known.isEmpty()) {
        count(unknown, Unknown.MEASURE);
      } else if (!known.get().labels().containsAll(measure.labels().keySet())) {
        count(unknown, Unknown.LABEL);
      }
    }
  }

  private static <K extends Enum<K>> void count(Map<K, Counter> counters, K key) {
    Counter counter = counters.get(key);
    if (counter != null) {
      counter.increment();
    }
  }
}
