package vn.daugio.collector.sheet;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.HandbookLine;
import vn.daugio.protocol.Outcome;

/**
 * One line of the sheet.
 *
 * @param light that of what is checked by itself; OPEN where nothing is
 * @param since since when the worst of its items is so; null when OPEN or not known
 */
public record SheetRow(
    HandbookLine line, Light light, @Nullable Instant since, List<SheetItem> items) {
  public SheetRow {
    items = List.copyOf(items);
  }

  /** Whether a person has something to confirm: a part of the line, or all of it. */
  public boolean waitsForPerson() {
    return light == Light.OPEN || line.hasHumanPart();
  }

  static SheetRow open(HandbookLine line) {
    return new SheetRow(line, Light.OPEN, null, List.of());
  }

  static SheetRow of(HandbookLine line, List<SheetItem> items) {
    if (items.isEmpty()) {
      return open(line);
    }
    Outcome worst = Outcome.worst(items.stream().map(SheetItem::outcome).toList());
    Optional<Instant> since =
        items.stream()
            .filter(item -> item.outcome() == worst)
            .map(SheetItem::since)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder());
    return new SheetRow(line, Light.of(worst), since.orElse(null), items);
  }
}
