package vn.daugio.protocol;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The properties of one {@link CheckType}, written as a sentence in the enum. */
record CheckSpec(
    String code,
    TargetKind kind,
    Layer layer,
    HandbookLine line,
    @Nullable Duration every,
    Duration deadline,
    int openAfter,
    int recoverAfter,
    Map<String, Double> limits,
    List<MeasureType> measures,
    Map<TargetKind, HandbookLine> others,
    boolean isOutsideHours) {

  static CheckSpec check(String code, TargetKind kind, Layer layer, HandbookLine line) {
    return new CheckSpec(
        code,
        kind,
        layer,
        line,
        null,
        Duration.ofSeconds(10),
        1,
        1,
        Map.of(),
        List.of(),
        Map.of(),
        false);
  }

  /** Run by no round, but once a day while the counter is closed: it loads the line. */
  CheckSpec outsideHours() {
    return new CheckSpec(
        code,
        kind,
        layer,
        line,
        every,
        deadline,
        openAfter,
        recoverAfter,
        limits,
        measures,
        others,
        true);
  }

  /** Watched during the day at this interval; without it only the rounds run it. */
  CheckSpec every(Duration interval) {
    return new CheckSpec(
        code,
        kind,
        layer,
        line,
        interval,
        deadline,
        openAfter,
        recoverAfter,
        limits,
        measures,
        others,
        isOutsideHours);
  }

  CheckSpec deadline(Duration most) {
    return new CheckSpec(
        code,
        kind,
        layer,
        line,
        every,
        most,
        openAfter,
        recoverAfter,
        limits,
        measures,
        others,
        isOutsideHours);
  }

  /** How many consecutive FAILs open an incident, how many consecutive OK or WARN end it. */
  CheckSpec streaks(int open, int recover) {
    return new CheckSpec(
        code,
        kind,
        layer,
        line,
        every,
        deadline,
        open,
        recover,
        limits,
        measures,
        others,
        isOutsideHours);
  }

  /** A threshold with its default, in the base unit of what it limits. */
  CheckSpec limit(String key, double value) {
    Map<String, Double> mutable = new LinkedHashMap<>(limits);
    mutable.put(key, value);
    Map<String, Double> more = Collections.unmodifiableMap(mutable);
    return new CheckSpec(
        code,
        kind,
        layer,
        line,
        every,
        deadline,
        openAfter,
        recoverAfter,
        more,
        measures,
        others,
        isOutsideHours);
  }

  CheckSpec measures(MeasureType... types) {
    return new CheckSpec(
        code,
        kind,
        layer,
        line,
        every,
        deadline,
        openAfter,
        recoverAfter,
        limits,
        List.of(types),
        others,
        isOutsideHours);
  }

  /** Further kinds of targets that it judges, and the sheet line of those. */
  CheckSpec alsoOf(HandbookLine itsLine, TargetKind... kinds) {
    Map<TargetKind, HandbookLine> more = new EnumMap<>(TargetKind.class);
    more.putAll(others);
    for (TargetKind one : kinds) {
      more.put(one, itsLine);
    }
    Map<TargetKind, HandbookLine> all = Collections.unmodifiableMap(more);
    return new CheckSpec(
        code,
        kind,
        layer,
        line,
        every,
        deadline,
        openAfter,
        recoverAfter,
        limits,
        measures,
        all,
        isOutsideHours);
  }
}
