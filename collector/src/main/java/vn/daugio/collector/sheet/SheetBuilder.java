package vn.daugio.collector.sheet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.office.Office.PlannedMachine;
import vn.daugio.collector.office.Office.Site;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.HandbookLine;
import vn.daugio.protocol.Layer;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

/** Fills the 21 lines of the morning sheet. Pure. */
public final class SheetBuilder {
  /** Watched by agents without any plan; it has a line of its own in the handbook. */
  private static final String NATIONAL_PORTAL = "dvcqg";

  /** What is judged once a day is older than the sheet; Friday's stands on Monday, too. */
  private static final Duration DAILY_HOLDS = Duration.ofDays(4);

  private SheetBuilder() {}

  /** The sheet of a day. */
  public static Sheet rows(Morning morning) {
    Map<HandbookLine, List<SheetItem>> found = new EnumMap<>(HandbookLine.class);
    for (Morning.Seen seen : morning.seen()) {
      CheckType type = CheckType.ofCode(seen.subject().check()).orElse(null);
      if (type != null
          && belongs(morning, seen)
          && isAwaited(morning, seen, type)
          && !isNothing(seen, type)) {
        found
            .computeIfAbsent(line(morning, seen, type), line -> new ArrayList<>())
            .add(item(morning, seen));
      }
    }
    unheard(morning, found);
    List<SheetRow> rows = new ArrayList<>();
    for (HandbookLine line : HandbookLine.values()) {
      rows.add(
          switch (line) {
            case COMPUTERS -> SheetRow.of(line, computers(morning, found));
            case OPEN_INCIDENTS -> leftOver(morning);
            case SIGNATURE -> SheetRow.open(line);
            default -> SheetRow.of(line, sorted(found.getOrDefault(line, List.of())));
          });
    }
    Site site = morning.assigned().site();
    return new Sheet(
        site.id(),
        morning.date(),
        site.calendar().isWorkingDay(morning.date()),
        site.calendar().day(morning.date()).offName(),
        verdict(rows),
        coverage(morning),
        morning.protection(),
        morning.unsent(),
        rows);
  }

  /**
   * A line about every machine is not fine while one of them was not heard of, and a machine that
   * never reported has no subject that could say so.
   */
  private static void unheard(Morning morning, Map<HandbookLine, List<SheetItem>> found) {
    Set<TargetAndCheck> known = new HashSet<>();
    for (Morning.Seen seen : morning.seen()) {
      known.add(new TargetAndCheck(seen.subject().target(), seen.subject().check()));
    }
    for (String machine : new TreeSet<>(morning.assigned().machines())) {
      if (morning.reported().contains(machine)) {
        continue;
      }
      for (CheckType type : CheckType.values()) {
        boolean own = type.kind() == TargetKind.MACHINE && type.layer() == Layer.MACHINE;
        if (own && !known.contains(new TargetAndCheck(machine, type.code()))) {
          found
              .computeIfAbsent(type.line(), line -> new ArrayList<>())
              .add(SheetItem.unheard(machine, type.code()));
        }
      }
    }
  }

  private record TargetAndCheck(String target, String check) {}

  private static Verdict verdict(List<SheetRow> rows) {
    boolean nothingSeen =
        rows.stream()
            .flatMap(row -> row.items().stream())
            .noneMatch(item -> item.about() == SheetItem.About.SUBJECT);
    return nothingSeen
        ? Verdict.NOT_ENOUGH_DATA
        : Verdict.of(
            rows.stream().flatMap(row -> row.items().stream()).map(SheetItem::outcome).toList());
  }

  private static Coverage coverage(Morning morning) {
    TreeSet<String> expected = new TreeSet<>(morning.assigned().machines());
    TreeSet<String> reported = new TreeSet<>(expected);
    reported.retainAll(morning.reported());
    return new Coverage(reported.size(), expected.size());
  }

  /** What is no longer assigned and was not seen on the day is a memory, not part of the office. */
  private static boolean belongs(Morning morning, Morning.Seen seen) {
    return morning.assigned().has(seen.subject().target())
        || !seen.observedAt().isBefore(morning.start());
  }

  /** What looks around beside the rounds leaves no gap in the morning. */
  private static boolean isAwaited(Morning morning, Morning.Seen seen, CheckType type) {
    return !type.isApart() || looked(morning, seen);
  }

  /**
   * A computer without a printer of its own makes no line of printers green; nor does an OK of a
   * day past, of which it is not known whether there was one.
   */
  private static boolean isNothing(Morning.Seen seen, CheckType type) {
    return type.isOfAttached()
        && seen.outcome() == Outcome.OK
        && seen.facts().getOrDefault("found", "0").equals("0");
  }

  private static HandbookLine line(Morning morning, Morning.Seen seen, CheckType type) {
    String target = seen.subject().target();
    Optional<Target> assigned = morning.assigned().site().target(target);
    Optional<HandbookLine> named = assigned.map(Target::line).flatMap(SheetBuilder::ofCode);
    boolean portal = type.kind() == TargetKind.SYSTEM && target.equals(NATIONAL_PORTAL);
    HandbookLine usual = assigned.map(one -> type.line(one.kind())).orElse(type.line());
    return named.orElse(portal ? HandbookLine.NATIONAL_PORTAL : usual);
  }

  private static Optional<HandbookLine> ofCode(String code) {
    for (HandbookLine line : HandbookLine.values()) {
      if (line.code().equals(code)) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  private static SheetItem item(Morning morning, Morning.Seen seen) {
    boolean looked = looked(morning, seen);
    return new SheetItem(
        looked ? SheetItem.About.SUBJECT : SheetItem.About.NOT_CHECKED,
        seen.subject().target(),
        seen.subject().check(),
        looked ? seen.outcome() : Outcome.UNKNOWN,
        looked ? seen.reason() : null,
        looked ? seen.also() : List.of(),
        looked ? seen.since() : null,
        looked ? seen.facts() : Map.of(),
        looked ? seen.measures() : List.of(),
        null);
  }

  /** Yesterday's OK is not today's: somebody has to have looked on the day itself. */
  private static boolean looked(Morning morning, Morning.Seen seen) {
    boolean daily = CheckType.ofCode(seen.subject().check()).map(CheckType::isDaily).orElse(false);
    if (daily && !seen.observedAt().isBefore(morning.start().minus(DAILY_HOLDS))) {
      return morning.reported().contains(seen.witness());
    }
    boolean onTheDay =
        !seen.observedAt().isBefore(morning.start()) || !seen.since().isBefore(morning.start());
    if (onTheDay || seen.exact()) {
      return onTheDay;
    }
    // only changes are kept of past days: without one, the witness's report confirms the last
    boolean shared = !morning.assigned().machines().contains(seen.subject().target());
    return morning.reported().contains(seen.witness())
        || (shared
            && morning.assigned().site().machines().stream()
                .filter(PlannedMachine::prober)
                .anyMatch(prober -> morning.reported().contains(prober.code())));
  }

  private static List<SheetItem> computers(
      Morning morning, Map<HandbookLine, List<SheetItem>> found) {
    List<SheetItem> items = new ArrayList<>();
    for (String machine : new TreeSet<>(morning.assigned().machines())) {
      items.add(SheetItem.machine(machine, morning.reported().contains(machine)));
    }
    items.addAll(sorted(found.getOrDefault(HandbookLine.COMPUTERS, List.of())));
    return items;
  }

  private static SheetRow leftOver(Morning morning) {
    List<SheetItem> items =
        morning.incidents().stream()
            .filter(incident -> incident.openedAt().isBefore(morning.start()))
            .map(SheetBuilder::item)
            .toList();
    return items.isEmpty()
        ? new SheetRow(HandbookLine.OPEN_INCIDENTS, Light.OK, null, List.of())
        : SheetRow.of(HandbookLine.OPEN_INCIDENTS, items);
  }

  /** A note: that it is broken is said by the subject's own item. */
  private static SheetItem item(Incident incident) {
    return new SheetItem(
        SheetItem.About.INCIDENT,
        incident.subject().target(),
        incident.subject().check(),
        Outcome.WARN,
        incident.reason(),
        List.of(),
        incident.openedAt(),
        Map.of(),
        List.of(),
        incident.id());
  }

  private static List<SheetItem> sorted(List<SheetItem> items) {
    return items.stream()
        .sorted(
            Comparator.comparing(SheetItem::target)
                .thenComparing(item -> item.check() == null ? "" : item.check()))
        .toList();
  }
}
