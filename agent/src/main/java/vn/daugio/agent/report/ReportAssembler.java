package vn.daugio.agent.report;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.Report;

/** Puts results together to reports, in portions that a collector takes in one go. */
public final class ReportAssembler {
  /** Far below what a collector refuses as absurd. */
  public static final int MOST_RESULTS = 1_000;

  private final String machine;
  private final String version;
  private final InstantSource clock;

  /**
   * @param machine its code
   * @param version the agent's
   */
  public ReportAssembler(String machine, String version, InstantSource clock) {
    this.machine = machine;
    this.version = version;
    this.clock = clock;
  }

  /** The results of a round, split where they are too many for one report. */
  public static List<List<CheckResult>> portions(List<CheckResult> results) {
    List<List<CheckResult>> portions = new ArrayList<>();
    for (int from = 0; from < results.size(); from += MOST_RESULTS) {
      portions.add(results.subList(from, Math.min(results.size(), from + MOST_RESULTS)));
    }
    return portions;
  }

  /**
   * What makes one report different from the next.
   *
   * @param bootId see {@link Report#bootId()}
   * @param sequence see {@link Report#sequence()}
   * @param dropped reports lost since the last one that told of lost ones
   * @param late caught up after its time
   */
  public record Envelope(String bootId, long sequence, long dropped, boolean late) {}

  public Report assemble(Envelope envelope, List<CheckResult> results) {
    return new Report(
        machine,
        envelope.bootId(),
        envelope.sequence(),
        clock.instant(),
        version,
        envelope.dropped(),
        envelope.late(),
        results);
  }
}
