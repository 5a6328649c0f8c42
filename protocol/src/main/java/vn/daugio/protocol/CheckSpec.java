package vn.daugio.protocol;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The properties of one {@link CheckType}, written as a sentence. It changes only while the enum is
 * made, so that it needs no lock.
 */
final class CheckSpec {
  private final String code;
  private final TargetKind kind;
  private final Layer layer;
  private final HandbookLine line;
  private @Nullable Duration every;
  private Duration deadline = Duration.ofSeconds(10);
  private int openAfter = 1;
  private int recoverAfter = 1;
  private final Map<String, Double> limits = new LinkedHashMap<>();
  private List<MeasureType> measures = List.of();
  private final Map<TargetKind, HandbookLine> others = new EnumMap<>(TargetKind.class);
  private boolean isOutsideHours;
  private boolean isOfAttached;

  private CheckSpec(String code, TargetKind kind, Layer layer, HandbookLine line) {
    this.code = code;
    this.kind = kind;
    this.layer = layer;
    this.line = line;
  }

  static CheckSpec check(String code, TargetKind kind, Layer layer, HandbookLine line) {
    return new CheckSpec(code, kind, layer, line);
  }

  /** Run by no round, but once a day while the counter is closed: it loads the line. */
  CheckSpec outsideHours() {
    isOutsideHours = true;
    return this;
  }

  /** Watched during the day at this interval; without it only the rounds run it. */
  CheckSpec every(Duration interval) {
    every = interval;
    return this;
  }

  CheckSpec deadline(Duration most) {
    deadline = most;
    return this;
  }

  /**
   * For what one process reads for all checks of a round on Windows: PowerShell takes seconds to
   * start on a slow PC, and the parts are read one after the other.
   */
  CheckSpec deadlineOfMachineFacts() {
    return deadline(Duration.ofSeconds(50));
  }

  /** Of what a computer may have or not; the fact {@code found} tells how many there are. */
  CheckSpec ofAttached() {
    isOfAttached = true;
    return this;
  }

  /** How many consecutive FAILs open an incident, how many consecutive OK or WARN end it. */
  CheckSpec streaks(int open, int recover) {
    openAfter = open;
    recoverAfter = recover;
    return this;
  }

  /** A threshold with its default, in the base unit of what it limits. */
  CheckSpec limit(String key, double value) {
    limits.put(key, value);
    return this;
  }

  CheckSpec measures(MeasureType... types) {
    measures = List.of(types);
    return this;
  }

  /** Further kinds of targets that it judges, and the sheet line of those. */
  CheckSpec alsoOf(HandbookLine itsLine, TargetKind... kinds) {
    for (TargetKind one : kinds) {
      others.put(one, itsLine);
    }
    return this;
  }

  String code() {
    return code;
  }

  TargetKind kind() {
    return kind;
  }

  Layer layer() {
    return layer;
  }

  HandbookLine line() {
    return line;
  }

  @Nullable Duration every() {
    return every;
  }

  Duration deadline() {
    return deadline;
  }

  int openAfter() {
    return openAfter;
  }

  int recoverAfter() {
    return recoverAfter;
  }

  Map<String, Double> limits() {
    return Collections.unmodifiableMap(limits);
  }

  List<MeasureType> measures() {
    return measures;
  }

  Map<TargetKind, HandbookLine> others() {
    return Collections.unmodifiableMap(others);
  }

  boolean isOutsideHours() {
    return isOutsideHours;
  }

  boolean isOfAttached() {
    return isOfAttached;
  }
}
