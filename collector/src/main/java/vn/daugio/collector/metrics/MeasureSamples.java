package vn.daugio.collector.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.daugio.collector.metrics.SkippedMeasures.Cause;
import vn.daugio.collector.store.SubjectRow;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.MeasureType;

/** The measures of a subject as samples: only what its check type has declared. */
final class MeasureSamples {
  private final SkippedMeasures skipped;

  MeasureSamples(SkippedMeasures skipped) {
    this.skipped = skipped;
  }

  /** Adds the newest measures; those of a silent subject are no longer true. */
  void add(Samples samples, String commune, String site, SubjectRow row) {
    if (row.state().silent()) {
      return;
    }
    Optional<CheckType> type = CheckType.ofCode(row.subject().check());
    for (Measure measure : row.measures()) {
      if (type.isEmpty()) {
        skipped.count(Cause.UNKNOWN_CHECK);
      } else {
        declared(type.get(), measure)
            .ifPresent(
                known ->
                    add(
                        samples,
                        MetricCatalogue.of(type.get(), known),
                        List.of(commune, site, row.subject().target()),
                        known,
                        measure));
      }
    }
  }

  private Optional<MeasureType> declared(CheckType type, Measure measure) {
    Optional<MeasureType> known =
        type.measures().stream().filter(one -> one.name().equals(measure.name())).findFirst();
    if (known.isEmpty()) {
      skipped.count(Cause.UNKNOWN_MEASURE);
    } else if (!known.get().unit().equals(measure.unit())) {
      skipped.count(Cause.WRONG_UNIT);
      return Optional.empty();
    }
    return known;
  }

  private void add(
      Samples samples,
      MetricFamily family,
      List<String> subject,
      MeasureType known,
      Measure measure) {
    List<String> values = new ArrayList<>(subject);
    for (String label : known.labels()) {
      values.add(measure.labels().getOrDefault(label, ""));
    }
    if (!known.labels().containsAll(measure.labels().keySet())) {
      skipped.count(Cause.UNKNOWN_LABEL);
    }
    if (!samples.add(family, measure.value(), values.toArray(String[]::new))) {
      skipped.count(Cause.DUPLICATE);
    }
  }
}
