package vn.daugio.promql;

import java.util.List;

/**
 * Where a query asks for series.
 *
 * @param name of the series; empty when only labels choose them
 * @param matchers in the order in which they stand, without the name
 * @param inside the function or aggregation of which it is all of an argument; empty: of none
 * @param compared the operator and the number that follow at once, {@code == 2}; empty: none
 */
public record Selector(String name, List<Matcher> matchers, String inside, String compared) {
  public Selector {
    matchers = List.copyOf(matchers);
  }

  /** One condition on a label. */
  public record Matcher(String label, String operator, String value) {}
}
