package vn.daugio.alertrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.daugio.promql.Catalogue;
import vn.daugio.promql.Query;

/**
 * A family that is renamed in the collector is told here by the rule that asks for it. That each is
 * used, by a rule or on a dashboard, is a matter of the dashboards' tests.
 */
class FamiliesTest {
  private static Catalogue catalogue;
  private static List<Rules.Rule> rules;

  @BeforeAll
  static void read() throws Exception {
    catalogue = Catalogue.read();
    rules = Rules.all();
  }

  private static Set<String> recorded() {
    return rules.stream()
        .filter(rule -> !rule.alert())
        .map(Rules.Rule::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void eachRuleAsksOnlyForWhatThereIs() {
    List<String> missing = new ArrayList<>();
    for (Rules.Rule rule : rules) {
      for (String what : catalogue.missing(Query.of(rule.expr()), recorded())) {
        missing.add(rule.file() + ", " + rule.name() + ": " + what);
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void noRuleCalculatesWithOutcomes() {
    assertThat(rules)
        .filteredOn(rule -> !Catalogue.respectsOutcomes(Query.of(rule.expr())))
        .extracting(rule -> rule.file() + ", " + rule.name())
        .isEmpty();
  }

  /** As a rename in the collector looks from here. */
  @Test
  void whatIsNotThereIsNamed() {
    Query query = Query.of("sum(daugio_sheet_lines) + up{commune=\"a\"} + daugio:a:b");
    assertThat(catalogue.missing(query, Set.of("daugio:a:c")))
        .containsExactly(
            "there is no daugio_sheet_lines", "up has no commune", "there is no daugio:a:b");
  }

  @Test
  void whatIsRecordedIsNamedByTheConvention() {
    assertThat(recorded())
        .isNotEmpty()
        .allMatch(
            name -> name.matches("daugio:(site|commune|province|system)_[a-z0-9_]+:[a-z0-9]+"));
  }
}
