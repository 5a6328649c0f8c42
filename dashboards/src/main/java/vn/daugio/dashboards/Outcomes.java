package vn.daugio.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import vn.daugio.protocol.Outcome;

/** The same query once for each outcome, state or severity, each with its word and its colour. */
final class Outcomes {
  private Outcomes() {}

  /**
   * @param expression of an outcome's label
   */
  static List<Query> each(Function<String, String> expression) {
    List<Query> queries = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      String label = Colors.lower(outcome);
      queries.add(Query.word(label, Shade.of(outcome), expression.apply(label)));
    }
    return queries;
  }

  /** How many subjects of the chosen sites have each outcome; nothing where there are none. */
  static List<Query> counted(String... labels) {
    String all = "count(" + Series.site("daugio_check_last_result_timestamp_seconds", labels) + ")";
    List<Query> queries = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      String some =
          "count(" + Series.site("daugio_check_outcome", labels) + " == " + outcome.code() + ")";
      queries.add(Query.word(Colors.lower(outcome), Shade.of(outcome), some + " or 0 * " + all));
    }
    return queries;
  }

  /** What is not right now: FAIL first, then WARN, then UNKNOWN. */
  static String notFine(String... labels) {
    String outcomes = Series.site("daugio_check_outcome", labels);
    return outcomes + " == 2 or " + outcomes + " == 1 or " + outcomes + " == 3";
  }

  static List<Query> machines(Function<String, String> expression) {
    return List.of(
        Query.word("reporting", Shade.PLAIN, expression.apply("reporting")),
        Query.word("silent", Shade.PENDING, expression.apply("silent")),
        Query.word("never", Shade.UNKNOWN, expression.apply("never")));
  }

  static List<Query> sheet(Function<String, String> expression) {
    List<Query> queries = new ArrayList<>(each(expression));
    queries.add(Query.word("open", Shade.PENDING, expression.apply("open")));
    return queries;
  }

  static List<Query> protection(Function<String, String> expression) {
    return List.of(
        Query.word("covered", Shade.GOOD, expression.apply("covered")),
        Query.word("uncovered", Shade.BAD, expression.apply("uncovered")),
        Query.word("unknown", Shade.UNKNOWN, expression.apply("unknown")));
  }

  static List<Query> ipv6(Function<String, String> expression) {
    return List.of(
        Query.word("ready", Shade.GOOD, expression.apply("ready")),
        Query.word("begun", Shade.WARNING, expression.apply("begun")),
        Query.word("absent", Shade.PLAIN, expression.apply("absent")),
        Query.word("unknown", Shade.UNKNOWN, expression.apply("unknown")));
  }

  static List<Query> severities(Function<String, String> expression) {
    return List.of(
        Query.word("critical", Shade.BAD, expression.apply("critical")),
        Query.word("high", Shade.BAD, expression.apply("high")),
        Query.word("medium", Shade.PENDING, expression.apply("medium")),
        Query.word("low", Shade.WARNING, expression.apply("low")),
        Query.word("info", Shade.PLAIN, expression.apply("info")));
  }
}
