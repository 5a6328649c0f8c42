package vn.daugio.agent.check.internet;

import java.time.Duration;
import java.util.Locale;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.internet.InternetThroughputCheck.Direction;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.Transfer;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** What a sample says of each direction, with what the last one said. */
final class ThroughputJudgement {
  /** A shorter part says how fast a line is at least, and never that it is slow. */
  static final Duration LEAST_COUNTED = Duration.ofMillis(300);

  private final Assignment assignment;
  private final LastReading last;
  private final Finding.Builder finding = Finding.of(CheckType.INTERNET_THROUGHPUT);

  ThroughputJudgement(Assignment assignment, LastReading last) {
    this.assignment = assignment;
    this.last = last;
  }

  Finding.Builder finding() {
    return finding;
  }

  void judge(Direction direction, Transfer transfer) {
    boolean isDown = direction.isDown();
    finding.fact(isDown ? "downCounted" : "upCounted", seconds(transfer.time()));
    Double contracted = direction.contracted();
    if (transfer.time().compareTo(LEAST_COUNTED) < 0) {
      finding.fact(isDown ? "downAtLeast" : "upAtLeast", megabits(transfer.atLeast()));
      remember(direction, Outcome.OK);
      if (contracted != null && transfer.atLeast() < contracted * assignment.limit("warn-below")) {
        finding.unknown(Reason.INTERNET_SAMPLE_TOO_SHORT);
      }
      return;
    }
    finding.measure(
        isDown ? "download_bytes_per_second" : "upload_bytes_per_second", transfer.rate());
    if (contracted != null) {
      against(direction, transfer.rate() / contracted);
    }
  }

  private void against(Direction direction, double share) {
    finding.measure("contracted_share_ratio", share, InternetThroughputCheck.label(direction));
    Outcome now = outcome(share);
    Outcome agreed = agreed(now, before(direction));
    remember(direction, now);
    if (agreed != Outcome.OK) {
      finding.notice(agreed, Reason.INTERNET_BELOW_CONTRACTED);
      String percent = String.valueOf(Math.round(share * 100));
      if (direction.isDown()) {
        finding.fact("downPercent", percent);
      } else {
        finding.fact("upPercent", percent);
      }
    } else if (now != Outcome.OK) {
      finding.fact(direction.isDown() ? "downUnconfirmed" : "upUnconfirmed", "below contracted");
    }
  }

  private Outcome outcome(double share) {
    if (share < assignment.limit("fail-below")) {
      return Outcome.FAIL;
    }
    return share < assignment.limit("warn-below") ? Outcome.WARN : Outcome.OK;
  }

  /** The milder of two samples in a row. */
  private static Outcome agreed(Outcome now, Outcome before) {
    if (now == Outcome.OK || before == Outcome.OK) {
      return Outcome.OK;
    }
    return now == Outcome.FAIL && before == Outcome.FAIL ? Outcome.FAIL : Outcome.WARN;
  }

  private Outcome before(Direction direction) {
    return switch (last.values().getOrDefault(direction.code(), "")) {
      case "WARN" -> Outcome.WARN;
      case "FAIL" -> Outcome.FAIL;
      default -> Outcome.OK;
    };
  }

  private void remember(Direction direction, Outcome outcome) {
    finding.remember(direction.code(), outcome.name());
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9);
  }

  private static String megabits(double bytesPerSecond) {
    return String.format(Locale.ROOT, "%.0f Mbps", bytesPerSecond * 8 / 1e6);
  }
}
