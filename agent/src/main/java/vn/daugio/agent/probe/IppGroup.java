package vn.daugio.agent.probe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One group of attributes: of a printer, or of a job.
 *
 * @param tag its delimiter (RFC 8010 section 3.5.1)
 * @param attributes by name, each with at least one value
 */
public record IppGroup(int tag, Map<String, List<IppValue>> attributes) {
  static final int JOB = 2;
  static final int PRINTER = 4;

  /** Nothing was said. */
  public static final IppGroup EMPTY = new IppGroup(PRINTER, Map.of());

  /** The first value, where it is a number. */
  public OptionalInt number(String name) {
    return numbers(name).stream().findFirst().orElse(OptionalInt.empty());
  }

  /** One for each value; empty where that is no number. */
  public List<OptionalInt> numbers(String name) {
    List<OptionalInt> numbers = new ArrayList<>();
    for (IppValue value : values(name)) {
      numbers.add(
          value instanceof IppValue.Whole whole
              ? OptionalInt.of(whole.number())
              : OptionalInt.empty());
    }
    return numbers;
  }

  /** One for each value; an empty text where that is none. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (IppValue value : values(name)) {
      texts.add(value instanceof IppValue.Text text ? text.text() : "");
    }
    return texts;
  }

  public Optional<Boolean> flag(String name) {
    return values(name).stream()
        .filter(IppValue.Flag.class::isInstance)
        .map(value -> ((IppValue.Flag) value).set())
        .findFirst();
  }

  public Optional<Instant> moment(String name) {
    return values(name).stream()
        .filter(IppValue.Moment.class::isInstance)
        .map(value -> ((IppValue.Moment) value).at())
        .findFirst();
  }

  /** None for an attribute that has only an out-of-band value. */
  private List<IppValue> values(String name) {
    List<IppValue> values = attributes.getOrDefault(name, List.of());
    return values.size() == 1 && values.get(0) instanceof IppValue.None ? List.of() : values;
  }
}
