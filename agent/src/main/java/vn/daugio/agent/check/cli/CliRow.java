package vn.daugio.agent.check.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The values that were read of one thing. */
public final class CliRow {
  private final Map<String, Double> numbers = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();

  CliRow() {}

  /** In base units. */
  public OptionalDouble number(String field) {
    @Nullable Double value = numbers.get(field);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** One short line. */
  public Optional<String> text(String field) {
    return Optional.ofNullable(texts.get(field));
  }

  /** Empty where nothing was said about it. */
  public Optional<Boolean> given(String field) {
    return Optional.ofNullable(numbers.get(field)).map(value -> value > 0);
  }

  boolean has(String field) {
    return numbers.containsKey(field) || texts.containsKey(field);
  }

  void put(String field, double value) {
    numbers.putIfAbsent(field, value);
  }

  void count(String field) {
    numbers.merge(field, 1.0, Double::sum);
  }

  void put(String field, String value) {
    texts.putIfAbsent(field, value);
  }

  /** Takes over what is not known yet. */
  void add(CliRow other) {
    other.numbers.forEach(numbers::putIfAbsent);
    other.texts.forEach(texts::putIfAbsent);
  }
}
