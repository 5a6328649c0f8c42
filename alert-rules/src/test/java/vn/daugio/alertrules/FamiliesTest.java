package vn.daugio.alertrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.daugio.promql.Catalogue;
import vn.daugio.promql.Query;

/** A family that is renamed in the collector is told here by the rule that asks for it. */
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

  /** Used by a rule, or said why not; what the dashboards show is added by their module. */
  @Test
  void eachFamilyIsUsedOrListedWithAReason() throws IOException {
    Map<String, String> listed = new TreeMap<>();
    try (Stream<String> lines = Files.lines(Shipped.MODULE.resolve("unused-families.txt"))) {
      lines
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", 2))
          .forEach(parts -> assertThat(listed.put(parts[0], parts[1])).isNull());
    }
    Set<String> used = new TreeSet<>();
    rules.forEach(rule -> used.addAll(catalogue.familiesOf(Query.of(rule.expr()))));
    assertThat(listed.keySet()).as("no rule uses").doesNotContainAnyElementsOf(used);
    Set<String> all = new TreeSet<>(used);
    all.addAll(listed.keySet());
    assertThat(all).isEqualTo(catalogue.families());
    assertThat(listed.values()).allMatch(reason -> !reason.isBlank());
  }
}
