package vn.daugio.collector.ingest;

import java.util.ArrayList;
import java.util.List;
import vn.daugio.collector.ingest.OracleRig.Difference;
import vn.daugio.collector.ingest.RandomDays.Arrival;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.Report;

/** Leaves out whatever is not needed for a difference, so that a person can see its cause. */
final class ShortestHistory {
  private final OracleRig rig;

  ShortestHistory(OracleRig rig) {
    this.rig = rig;
  }

  /** A result, and the report in which it comes. */
  private record Seen(Arrival in, CheckResult result) {}

  /** The first difference that comes alone too, from as few results as needed. */
  Difference of(List<Difference> differences, List<Arrival> arrivals) {
    for (Difference difference : differences) {
      List<Seen> alone = only(difference, arrivals);
      List<Difference> found = rig.play(arrivals(alone)).differences();
      if (!found.isEmpty()) {
        return shorten(found.get(0), alone);
      }
    }
    return differences.get(0);
  }

  private Difference shorten(Difference first, List<Seen> all) {
    List<Seen> needed = all;
    Difference shortest = first;
    for (int step = needed.size(); step > 0; step /= 2) {
      for (int from = 0; from < needed.size(); ) {
        List<Seen> fewer = new ArrayList<>(needed);
        fewer.subList(from, Math.min(from + step, needed.size())).clear();
        List<Difference> found = rig.play(arrivals(fewer)).differences();
        if (found.isEmpty()) {
          from += step;
        } else {
          needed = fewer;
          shortest = found.get(0);
        }
      }
    }
    return shortest;
  }

  private static List<Seen> only(Difference difference, List<Arrival> arrivals) {
    List<Seen> only = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      for (CheckResult one : arrival.report().results()) {
        if (one.target().equals(difference.subject().target())
            && one.check().equals(difference.subject().check())) {
          only.add(new Seen(arrival, one));
        }
      }
    }
    return only;
  }

  /** The reports with these results only, looked at after each. */
  private static List<Arrival> arrivals(List<Seen> all) {
    List<Arrival> arrivals = new ArrayList<>();
    for (Arrival in : all.stream().map(Seen::in).distinct().toList()) {
      Report whole = in.report();
      List<CheckResult> results =
          all.stream().filter(one -> one.in().equals(in)).map(Seen::result).toList();
      Report report =
          new Report(
              whole.machine(),
              whole.bootId(),
              whole.sequence(),
              whole.sentAt(),
              whole.agent(),
              0,
              false,
              results);
      arrivals.add(new Arrival(in.at(), report, in.restart(), true));
    }
    return arrivals;
  }
}
