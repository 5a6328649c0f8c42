package vn.daugio.collector.incident;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.daugio.collector.office.Maintenance;
import vn.daugio.collector.state.Subject;

/**
 * Until when nothing is told about a subject: planned work, and what a person muted. Watching and
 * recovery go on. Pure.
 */
public final class Hush {
  /** Windows that adjoin for ever are looked at so often; the next look goes on from there. */
  private static final int MOST = 100;

  private Hush() {}

  /** Windows that adjoin or overlap are one; empty: it is told. */
  public static Optional<Instant> until(
      Subject subject, List<Maintenance> planned, List<Mute> mutes, Instant now) {
    Instant end = now;
    for (int i = 0; i < MOST; i++) {
      Instant from = end;
      Optional<Instant> next =
          Stream.concat(
                  planned.stream()
                      .filter(work -> work.covers(subject.site(), subject.target()))
                      .flatMap(work -> work.times().until(from).stream()),
                  mutes.stream().filter(mute -> mute.covers(subject, from)).map(Mute::until))
              .max(Comparator.naturalOrder());
      if (next.isEmpty()) {
        break;
      }
      end = next.get();
    }
    return end.equals(now) ? Optional.empty() : Optional.of(end);
  }
}
