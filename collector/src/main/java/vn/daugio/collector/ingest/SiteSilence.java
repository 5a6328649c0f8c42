package vn.daugio.collector.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.AgentTable.Machine;
import vn.daugio.protocol.OfficeZone;
import vn.daugio.protocol.Session;

/**
 * Whether a whole site is silent, judged against its calendar: a PC off on Sunday is normal, one
 * that is off on Monday morning is a remark on the sheet, a whole site that is not heard during
 * office hours is an outage. Pure.
 */
final class SiteSilence {
  /** An ordinary PC reports every quarter of an hour; with its slot and one retry. */
  private static final Duration ONE_ROUND = Duration.ofMinutes(20);

  /** What is on was heard by then. */
  private static final Duration AFTER_OPENING = Duration.ofMinutes(10);

  /** While the collector was down nobody could report; agents deliver again by then. */
  static final Duration AFTER_START = Duration.ofMinutes(10);

  /** Fewer could lose their electricity together. */
  private static final int FEWEST_SITES = 3;

  /** Watching machines report every minute. */
  private static final Duration NOTHING = Duration.ofMinutes(5);

  private SiteSilence() {}

  /** What the sweep sees of one site. */
  record View(Office.Site site, List<Machine> machines, Instant notBefore) {
    View {
      machines = List.copyOf(machines);
    }

    /** The machine that watches for the site, where it has joined. */
    Optional<Machine> prober() {
      Set<String> probers = probers();
      return machines.stream().filter(machine -> probers.contains(machine.code())).findFirst();
    }

    private Set<String> probers() {
      return site.machines().stream()
          .filter(Office.PlannedMachine::prober)
          .map(Office.PlannedMachine::code)
          .collect(Collectors.toSet());
    }

    /**
     * If any machine has come to owe a report, one of these has: of ordinary ones that was heard
     * last the longest ago owes first. To ask the calendar for each of 200,000 machines takes
     * seconds.
     */
    List<Machine> first() {
      Set<String> probers = probers();
      List<Machine> first = new ArrayList<>();
      @Nullable Machine ordinary = null;
      for (Machine machine : machines) {
        if (machine.silentSince() != null) {
          continue;
        }
        if (probers.contains(machine.code())) {
          first.add(machine);
        } else if (ordinary == null || heardAt(machine).isBefore(heardAt(ordinary))) {
          ordinary = machine;
        }
      }
      if (ordinary != null) {
        first.add(ordinary);
      }
      return first;
    }

    Instant lastHeard() {
      return machines.stream()
          .map(SiteSilence::heardAt)
          .max(Comparator.naturalOrder())
          .orElse(Instant.MAX);
    }
  }

  private static Instant heardAt(Machine machine) {
    Instant last = machine.lastReportAt();
    return last == null ? machine.enrolledAt() : last;
  }

  /** What is silent, and since when it was due; empty: nothing that anybody has to be told. */
  sealed interface Finding {
    Instant since();

    record Site(Instant since) implements Finding {}

    /** The watching machine alone. */
    record Watcher(String code, Instant since) implements Finding {}
  }

  static Optional<Finding> judge(View view, Instant now) {
    Machine prober = view.prober().orElse(null);
    Instant silentSince = prober == null ? null : prober.silentSince();
    Instant opened = open(view.site().calendar(), now).orElse(null);
    boolean deaf = now.isBefore(view.notBefore().plus(AFTER_START));
    if (prober == null || silentSince == null || opened == null || deaf) {
      return Optional.empty();
    }
    Instant since = silentSince.isAfter(opened) ? silentSince : opened;
    Instant heard = latest(view.lastHeard(), view.notBefore());
    boolean alone = view.machines().size() == 1;
    if (alone || !heard.isAfter(now.minus(ONE_ROUND))) {
      return Optional.of(new Finding.Site(since));
    }
    return view.lastHeard().isAfter(since)
        ? Optional.of(new Finding.Watcher(prober.code(), since))
        : Optional.empty();
  }

  /** When the counter opened, once what is on must have been heard; empty while it is closed. */
  private static Optional<Instant> open(OfficeCalendar calendar, Instant now) {
    LocalDate today = OfficeCalendar.today(now);
    for (Session session : calendar.sessionsOn(today)) {
      Instant opens = today.atTime(session.opens()).atZone(OfficeZone.ZONE).toInstant();
      Instant closes = today.atTime(session.closes()).atZone(OfficeZone.ZONE).toInstant();
      if (!now.isBefore(opens.plus(AFTER_OPENING)) && now.isBefore(closes)) {
        return Optional.of(opens);
      }
    }
    return Optional.empty();
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /**
   * Whether nothing at all is heard from three sites and more whose counters are open: then it is
   * the collector or its own line, and no site is judged.
   *
   * @return since when
   */
  static Optional<Instant> nothingAtAll(List<View> sites, Instant now) {
    List<Instant> heard = new ArrayList<>();
    for (View view : sites) {
      Optional<Instant> opened = open(view.site().calendar(), now);
      if (view.prober().isPresent() && opened.isPresent()) {
        heard.add(latest(view.lastHeard(), opened.get()));
      }
    }
    if (heard.size() < FEWEST_SITES) {
      return Optional.empty();
    }
    Instant last = heard.stream().max(Comparator.naturalOrder()).orElseThrow();
    Instant due = latest(last, sites.get(0).notBefore()).plus(NOTHING);
    return now.isBefore(due) ? Optional.empty() : Optional.of(due);
  }
}
