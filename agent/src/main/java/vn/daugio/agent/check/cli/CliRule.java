package vn.daugio.agent.check.cli;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * One rule of a profile: the lines that a pattern finds give a field its value.
 *
 * @param set the set of rows that it belongs to; empty: a single value
 * @param field the name of the value
 * @param needed whether an output without it is no output of this command
 * @param kind what the value is
 * @param factor what the number is multiplied by
 * @param pattern with the group {@code v} for the value, in sets {@code row} for the row
 */
record CliRule(
    String set, String field, boolean needed, Kind kind, double factor, Pattern pattern) {
  private static final Pattern SCALE = Pattern.compile("number([*/])(\\d{1,9})");

  /** What a value is. */
  enum Kind {
    NUMBER,
    SIZE,
    DURATION,
    RANGE,
    TEXT,
    /** 1 where the group matched something, else 0. */
    GIVEN,
    /** The number of lines found. */
    COUNT,
    /** Nothing; such lines belong to the output all the same. */
    SKIP
  }

  /**
   * @param words field, type and pattern; an exclamation mark after the field: needed
   */
  static CliRule of(String[] words) {
    boolean needed = words[0].endsWith("!");
    String name = needed ? words[0].substring(0, words[0].length() - 1) : words[0];
    int dot = name.indexOf('.');
    // names of single values have dots as well: memory.free
    boolean ofRow = words[2].contains("(?<row>") || words[1].startsWith("row:");
    String type = words[1].replaceFirst("^row:", "");
    Pattern pattern = Pattern.compile(words[2]);
    double factor = 1;
    var scale = SCALE.matcher(type);
    if (scale.matches()) {
      double by = Double.parseDouble(scale.group(2));
      factor = scale.group(1).equals("*") ? by : 1 / by;
      type = "number";
    }
    return new CliRule(
        ofRow ? name.substring(0, dot) : "",
        ofRow ? name.substring(dot + 1) : name,
        needed,
        Kind.valueOf(type.toUpperCase(java.util.Locale.ROOT)),
        factor,
        pattern);
  }

  boolean hasRow() {
    return pattern.pattern().contains("(?<row>");
  }

  OptionalDouble number(String text) {
    OptionalDouble value =
        switch (kind) {
          case NUMBER -> CliValue.number(text);
          case SIZE -> CliValue.size(text);
          case DURATION -> CliValue.duration(text);
          case RANGE -> CliValue.range(text);
          case TEXT, GIVEN, COUNT, SKIP -> OptionalDouble.empty();
        };
    return value.isPresent() ? OptionalDouble.of(value.getAsDouble() * factor) : value;
  }
}
