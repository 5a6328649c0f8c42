package vn.daugio.collector.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Outcome;

/**
 * The incidents of one subject, computed anew from everything that was ever received of it:
 * docs/alerting.md, "Incident of one subject", read row by row. It shares nothing with the
 * collector, keeps nothing, and looks back over all observations wherever it can.
 */
final class IncidentOracle {
  private static final Duration WINDOW = Duration.ofMinutes(60);
  private static final int FLAPPING = 6;
  private static final Duration STEADY = Duration.ofMinutes(30);
  private static final Duration SOON = Duration.ofMinutes(30);
  private static final Duration PROMISED = Duration.ofHours(24);

  /** What was received of a subject, in the words of the report. */
  record Raw(Instant at, Outcome outcome, @Nullable String reason, Instant receivedAt) {
    boolean isNeither() {
      return outcome == Outcome.UNKNOWN;
    }

    boolean isBad() {
      return outcome == Outcome.FAIL
          || (outcome == Outcome.WARN
              && ("internet.foreign_unreachable".equals(reason)
                  || "ups.on_battery".equals(reason)));
    }
  }

  /**
   * An incident as it must be.
   *
   * @param recovered null: still open
   * @param flapping since when it comes and goes; null: it does not, or is over
   */
  record Expected(
      Instant opened, @Nullable Instant recovered, int reopened, @Nullable Instant flapping) {
    boolean isBreached(Instant now) {
      return Duration.between(opened, recovered == null ? now : recovered).compareTo(PROMISED) > 0;
    }
  }

  private enum Phase {
    CLOSED,
    OPEN,
    FLAPPING
  }

  private final List<Raw> seen;
  private final int openAfter;
  private final int recoverAfter;

  private IncidentOracle(List<Raw> seen, int openAfter, int recoverAfter) {
    this.seen = seen;
    this.openAfter = openAfter;
    this.recoverAfter = recoverAfter;
  }

  /** All incidents of a subject, oldest first; the raw results in the order of their arrival. */
  static List<Expected> incidents(List<Raw> received, int openAfter, int recoverAfter) {
    return new IncidentOracle(inOrder(received), openAfter, recoverAfter).tell();
  }

  /**
   * By their times; of two at the same instant the one received first; those that tell nothing left
   * out.
   */
  private static List<Raw> inOrder(List<Raw> received) {
    List<Raw> kept = new ArrayList<>();
    for (Raw one : received.stream().sorted(Comparator.comparing(Raw::receivedAt)).toList()) {
      if (kept.stream().noneMatch(other -> other.at().equals(one.at()))) {
        kept.add(one);
      }
    }
    return kept.stream()
        .filter(one -> !one.isNeither())
        .sorted(Comparator.comparing(Raw::at))
        .toList();
  }

  private List<Expected> tell() {
    List<Expected> told = new ArrayList<>();
    Phase phase = Phase.CLOSED;
    for (int i = 0; i < seen.size(); i++) {
      Phase next = next(phase, i);
      if (phase == Phase.CLOSED && next != Phase.CLOSED) {
        Instant opened = next == Phase.FLAPPING ? firstChangeToBad(i) : at(firstOfRow(i));
        open(told, opened);
      }
      if (next == Phase.FLAPPING && phase != Phase.FLAPPING) {
        set(told, last(told).recovered(), at(i));
      }
      if (next == Phase.OPEN) {
        set(told, null, null);
      }
      if (phase != Phase.CLOSED && next == Phase.CLOSED) {
        set(told, at(firstOfRow(i)), null);
      }
      phase = next;
    }
    return told;
  }

  /** The table: what an observation makes of the phase before it. */
  private Phase next(Phase phase, int i) {
    return switch (phase) {
      case CLOSED -> {
        if (isBad(i) && isSixthChange(i)) {
          yield Phase.FLAPPING;
        }
        yield isBad(i) && inARow(i) >= openAfter ? Phase.OPEN : Phase.CLOSED;
      }
      case OPEN -> {
        if (isSixthChange(i)) {
          yield Phase.FLAPPING;
        }
        yield isRecovery(i) ? Phase.CLOSED : Phase.OPEN;
      }
      case FLAPPING -> {
        if (isBad(i) && isSteady(i)) {
          yield Phase.OPEN;
        }
        yield isRecovery(i) && isSteady(i) ? Phase.CLOSED : Phase.FLAPPING;
      }
    };
  }

  /** A new incident, or the last one again when that recovered at most 30 minutes before. */
  private static void open(List<Expected> told, Instant opened) {
    if (!told.isEmpty()) {
      Expected last = last(told);
      Instant recovered = last.recovered();
      if (recovered != null && !opened.isAfter(recovered.plus(SOON))) {
        told.set(told.size() - 1, new Expected(last.opened(), null, last.reopened() + 1, null));
        return;
      }
    }
    told.add(new Expected(opened, null, 0, null));
  }

  private static void set(
      List<Expected> told, @Nullable Instant recovered, @Nullable Instant flapping) {
    Expected last = last(told);
    told.set(told.size() - 1, new Expected(last.opened(), recovered, last.reopened(), flapping));
  }

  private static Expected last(List<Expected> told) {
    return told.get(told.size() - 1);
  }

  private Instant at(int i) {
    return seen.get(i).at();
  }

  private boolean isBad(int i) {
    return seen.get(i).isBad();
  }

  private boolean isChange(int i) {
    return i > 0 && isBad(i) != isBad(i - 1);
  }

  /** Where the observations of one kind that end with this one begin. */
  private int firstOfRow(int i) {
    return i > 0 && !isChange(i) ? firstOfRow(i - 1) : i;
  }

  private int inARow(int i) {
    return i - firstOfRow(i) + 1;
  }

  private boolean isRecovery(int i) {
    return !isBad(i) && inARow(i) >= recoverAfter;
  }

  private boolean isSteady(int i) {
    return !at(i).isBefore(at(firstOfRow(i)).plus(STEADY));
  }

  /** The changes within 60 minutes, up to this observation. */
  private List<Integer> changes(int i) {
    List<Integer> changes = new ArrayList<>();
    for (int j = 0; j <= i; j++) {
      if (isChange(j) && at(j).isAfter(at(i).minus(WINDOW))) {
        changes.add(j);
      }
    }
    return changes;
  }

  private boolean isSixthChange(int i) {
    return isChange(i) && changes(i).size() >= FLAPPING;
  }

  private Instant firstChangeToBad(int i) {
    return at(changes(i).stream().filter(this::isBad).findFirst().orElseThrow());
  }
}
