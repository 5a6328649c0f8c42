package vn.daugio.collector.sheet;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.store.DeliveryLog;
import vn.daugio.protocol.HandbookLine;

/**
 * The morning sheet of one site and one day, in codes; the words are the reader's choice.
 *
 * @param site {@code commune/site}
 * @param workingDay false: no sheet is due
 * @param dayOff the name of the day off; null on working days and weekly rest days
 * @param protection the machines by protection; null on days past, of which only changes are kept
 * @param unsent the notices that could not be sent, while it is today's
 * @param rows the lines in the handbook's order
 */
public record Sheet(
    String site,
    LocalDate date,
    boolean workingDay,
    @Nullable String dayOff,
    Verdict verdict,
    Coverage coverage,
    @Nullable ProtectionCount protection,
    DeliveryLog.Unsent unsent,
    List<SheetRow> rows) {
  public Sheet {
    rows = List.copyOf(rows);
  }

  /** How many lines wait for a person to confirm them or a part of them; signing is not counted. */
  public int toConfirm() {
    return (int)
        rows.stream()
            .filter(SheetRow::waitsForPerson)
            .filter(row -> row.line() != HandbookLine.SIGNATURE)
            .count();
  }

  /** All items of all lines, in their order. */
  public List<SheetItem> items() {
    return rows.stream().flatMap(row -> row.items().stream()).toList();
  }
}
