package vn.daugio.acceptance.days;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.acceptance.days.Site.Seen;
import vn.daugio.acceptance.days.Site.Watched;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.ProtocolJson;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Report;

/**
 * An office PC with an agent that looks, spools and delivers as the real one does: the watching
 * machine every minute, others every quarter of an hour in their slot and when they start.
 */
final class Machine {
  private static final Duration TICK = Duration.ofMinutes(15);

  /** A failed delivery is tried again soon, and at last after some minutes. */
  private static final int SOON = 5;

  private final Site site;
  private final String code;
  private final int slot;
  private final Deque<String> spool = new ArrayDeque<>();
  private final Map<Watched, Last> known = new HashMap<>();
  private final Duration longestWait;
  private boolean on = true;
  private boolean diskFull;
  private int boots = 1;
  private long sequence;
  private @Nullable Instant ticked;
  private int failures;
  private Instant nextTry = Instant.MIN;
  private @Nullable Door door;

  private record Last(Instant at, Outcome outcome, boolean changed) {}

  /** Where reports are taken. */
  @FunctionalInterface
  interface Door {
    /** Hands one report over; fails unless it is taken. */
    void take(String report);
  }

  /**
   * @param slot the minute of the quarter of an hour in which it reports
   */
  Machine(Site site, String code, int slot) {
    this.site = site;
    this.code = code;
    this.slot = slot;
    // between half of the agent's longest wait and all of it
    this.longestWait = Duration.ofMinutes(3 + slot % 3);
  }

  String code() {
    return code;
  }

  void enrolled(Door where) {
    door = where;
  }

  private boolean watches() {
    return site.watcher() == this;
  }

  /** Switched off, or asleep. */
  void off() {
    on = false;
  }

  /** Switched on: the agent starts anew, with what it had not delivered. */
  void on() {
    if (!on) {
      on = true;
      boots++;
      sequence = 0;
      failures = 0;
      ticked = null;
      nextTry = Instant.MIN;
    }
  }

  void disk(boolean full) {
    diskFull = full;
  }

  /** Looks at what is due, and spools what it sees. */
  void look(Instant now) {
    if (!on || !isTick(now)) {
      return;
    }
    ticked = now;
    Map<Watched, Seen> seen = watches() ? site.look() : new HashMap<>();
    seen.put(new Watched(CheckType.LAN_INTERFACE, code), Seen.OK);
    Seen disk = diskFull ? Seen.failing(Reason.COMPUTER_DISK_FULL) : Seen.OK;
    seen.put(new Watched(CheckType.COMPUTER_HEALTH, code), disk);
    List<CheckResult> results = new ArrayList<>();
    seen.forEach(
        (what, how) -> {
          if (isDue(what, now)) {
            Last last = known.get(what);
            boolean changed =
                last != null
                    && last.outcome() != how.outcome()
                    && (last.outcome() == Outcome.FAIL || how.outcome() == Outcome.FAIL);
            known.put(what, new Last(now, how.outcome(), changed));
            results.add(result(what, how, now));
          }
        });
    if (!results.isEmpty()) {
      spool.add(
          ProtocolJson.write(
              new Report(code, "boot-" + boots, ++sequence, now, "played", 0, false, results)));
    }
  }

  private boolean isTick(Instant now) {
    return watches() || ticked == null || now.getEpochSecond() / 60 % TICK.toMinutes() == slot;
  }

  private boolean isDue(Watched what, Instant now) {
    Last last = known.get(what);
    if (last == null) {
      return true;
    }
    // the real agent has it in its rounds only; once an hour is near enough
    Duration every = what.type().every().orElse(Duration.ofHours(1));
    boolean confirms = last.changed() && what.type() != CheckType.SYSTEM_WEB;
    return confirms || !now.isBefore(last.at().plus(every));
  }

  private static CheckResult result(Watched what, Seen how, Instant now) {
    Reason reason = how.reason();
    return new CheckResult(
        what.type().code(),
        what.target(),
        now,
        20,
        how.outcome(),
        reason == null ? null : reason.code(),
        List.of(),
        List.of(),
        Map.of());
  }

  /** Delivers what it has spooled, oldest first, where the collector is reached. */
  void deliver(Instant now, boolean answering) {
    Door open = door;
    boolean due = on && !spool.isEmpty() && !now.isBefore(nextTry);
    if (!due || open == null || (!watches() && !now.equals(ticked))) {
      return;
    }
    if (!answering || !site.reachesCollector()) {
      failures++;
      nextTry = now.plus(failures > SOON ? longestWait : Duration.ofMinutes(1));
      return;
    }
    failures = 0;
    nextTry = Instant.MIN;
    while (!spool.isEmpty()) {
      open.take(spool.element());
      spool.remove();
    }
  }

  /** How many reports it has not delivered. */
  int waiting() {
    return spool.size();
  }
}
