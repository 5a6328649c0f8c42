package vn.daugio.agent.probe;

import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table; a column that is missing or of another type than asked for is absent.
 *
 * @param index what follows the column in the OID, e.g. {@code 1.3}
 * @param cells column number to value
 */
public record SnmpRow(String index, Map<Integer, SnmpValue> cells) {
  public SnmpRow {
    cells = Map.copyOf(cells);
  }

  public OptionalLong number(int column) {
    return cells.get(column) instanceof SnmpValue.Int number
        ? OptionalLong.of(number.value())
        : OptionalLong.empty();
  }

  /** Null when absent; see {@link SnmpValue.Octets#text()}. */
  public @Nullable String text(int column) {
    return cells.get(column) instanceof SnmpValue.Octets octets ? octets.text() : null;
  }

  public byte @Nullable [] octets(int column) {
    return cells.get(column) instanceof SnmpValue.Octets octets ? octets.bytes() : null;
  }

  public @Nullable String objectId(int column) {
    return cells.get(column) instanceof SnmpValue.ObjectId oid ? oid.dotted() : null;
  }

  /** The index of the device that the row belongs to: the first number of the index. */
  public String firstIndex() {
    int dot = index.indexOf('.');
    return dot < 0 ? index : index.substring(0, dot);
  }
}
