package vn.daugio.collector.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import vn.daugio.collector.state.Observation;
import vn.daugio.collector.state.Streak;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.store.ReportTable.Kept;
import vn.daugio.collector.store.Tx;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.Report;

/** Finds in the kept reports what was seen of a subject after a moment. */
final class Later {
  private static final int PAGE = 50;

  /**
   * More is not searched: it would hold up all other writers. What is then missing are repetitions
   * of the newest observation, a day and more after a late one.
   */
  private static final int MOST_REPORTS = 2000;

  private Later() {}

  /** The first observations after a moment, oldest first; enough for any streak. */
  static List<Observation> of(Tx tx, Subject subject, Instant after) {
    List<Observation> found = new ArrayList<>();
    for (int skip = 0; skip < MOST_REPORTS; skip += PAGE) {
      List<Kept> page = tx.reports().after(subject.site(), after, skip, PAGE);
      for (Kept kept : page) {
        // reports come by their first check: none after this one can hold anything earlier
        if (enough(found, kept.span().first())) {
          return sorted(found);
        }
        collect(subject, after, kept, found);
      }
      if (page.size() < PAGE) {
        break;
      }
    }
    return sorted(found);
  }

  private static boolean enough(List<Observation> found, Instant from) {
    return found.stream().filter(one -> one.at().isBefore(from)).count() > 2L * Streak.MOST;
  }

  private static List<Observation> sorted(List<Observation> found) {
    return found.stream().sorted(Comparator.comparing(Observation::at)).toList();
  }

  private static void collect(Subject subject, Instant after, Kept kept, List<Observation> found) {
    for (CheckResult result : unpack(kept).results()) {
      if (result.check().equals(subject.check())
          && result.target().equals(subject.target())
          && result.startedAt().isAfter(after)) {
        found.add(observation(result, kept.machine()));
      }
    }
  }

  static Observation observation(CheckResult result, String witness) {
    return new Observation(
        result.startedAt(), result.outcome(), result.reason(), result.also(), witness);
  }

  private static Report unpack(Kept kept) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(kept.body().array()))) {
      return ReportReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8)).report();
    } catch (IOException e) {
      throw new UncheckedIOException("a kept report is damaged", e);
    }
  }
}
