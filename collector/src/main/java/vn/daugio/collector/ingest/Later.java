package vn.daugio.collector.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

  /** So many unpacked reports are kept while one report is taken: subjects share them. */
  private static final int MOST_UNPACKED = 500;

  /**
   * More is not searched: it would hold up all other writers. What is then missing are repetitions
   * of the newest observation, a day and more after a late one.
   */
  private static final int MOST_REPORTS = 2000;

  private final Tx tx;
  private final Map<List<Object>, Report> unpacked = new HashMap<>();

  Later(Tx tx) {
    this.tx = tx;
  }

  /**
   * All observations after a moment, oldest first; of two at one moment the one that was received
   * first. Empty when they are too many to be read while other writers wait.
   */
  Optional<List<Observation>> all(Subject subject, Instant after) {
    TreeMap<Instant, Observation> found = new TreeMap<>();
    Map<Instant, Instant> receivedAt = new HashMap<>();
    for (int skip = 0; skip < MOST_REPORTS; skip += PAGE) {
      List<Kept> page = tx.reports().after(subject.site(), after, skip, PAGE);
      for (Kept kept : page) {
        List<Observation> one = new ArrayList<>();
        collect(subject, after, kept, one);
        for (Observation seen : one) {
          Instant before = receivedAt.get(seen.at());
          if (before == null || kept.receivedAt().isBefore(before)) {
            receivedAt.put(seen.at(), kept.receivedAt());
            found.put(seen.at(), seen);
          }
        }
      }
      if (page.size() < PAGE) {
        return Optional.of(List.copyOf(found.values()));
      }
    }
    return Optional.empty();
  }

  /** The first observations after a moment, oldest first; enough for any streak. */
  List<Observation> of(Subject subject, Instant after) {
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

  private void collect(Subject subject, Instant after, Kept kept, List<Observation> found) {
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

  private Report unpack(Kept kept) {
    if (unpacked.size() >= MOST_UNPACKED) {
      unpacked.clear();
    }
    return unpacked.computeIfAbsent(
        List.of(kept.machine(), kept.bootId(), kept.sequence()), key -> read(kept));
  }

  private static Report read(Kept kept) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(kept.body().array()))) {
      return ReportReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8)).report();
    } catch (IOException e) {
      throw new UncheckedIOException("a kept report is damaged", e);
    }
  }
}
