package vn.daugio.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
  /** Each query and the series that it asks for. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      value = {
        "up => up",
        "sum by (commune, on) (a_total{by=\"x\"}) => a_total",
        "sum(a) by (job) / ignoring(outcome, b) group_left (c) d => a d",
        "a and on (commune) b unless c or d => a b c d",
        "a * on () group_left b => a b",
        "a{x=~\"b{c}|d)\",y!='e\\'f',z=`g\\`} => a",
        "rate(a[5m]) + rate(b[1h30m:5m] offset -1d) => a b",
        "max_over_time(rate(a[5m])[1h:]) @ 1609746000 => a",
        "a @ start() - a @ end() => a",
        "a offset 1w > bool 1e-3 => a",
        "histogram_quantile(0.9, sum by (le) (rate(a_bucket[$__rate_interval]))) => a_bucket",
        "label_replace(up, \"commune\", \"$1\", \"instance\", \"(.+)\") => up",
        "{__name__=\"a\", job=\"b\"} => a",
        "{\"a.b\", job=\"c\"} => a.b",
        "daugio:commune_lines:sum{outcome=\"fail\"} > 0 => daugio:commune_lines:sum",
        "COUNT BY (x) (a == Inf) OR vector(NaN) => a",
        "a # and b\\n or c => a",
        "-a ^ 2 % 0x1F atan2 b => a b",
        "topk(3, a) or quantile without (x) (0.5, b) => a b",
        "time() - max(a) > 1800 < 28800 => a",
        "a{commune=\"$commune\"} * ${factor} => a",
        "1 + 2 => ''",
      })
  void findsTheNames(String query, String names) {
    assertThat(String.join(" ", Query.of(query).names())).isEqualTo(names.replace("''", ""));
  }

  @Test
  void aCommentEndsWithItsLine() {
    assertThat(Query.of("a # b\n+ c").names()).containsExactly("a", "c");
  }

  @Test
  void tellsLabelsByWhichItGroupsAndChooses() {
    Query query = Query.of("sum by (a, b) (m{c=\"1\", d!~\"2\"}) / on (e) group_left (f) n");
    assertThat(query.labels()).isEqualTo(Set.of("a", "b", "e", "f"));
    assertThat(query.selectors())
        .containsExactly(
            new Selector(
                "m",
                List.of(new Selector.Matcher("c", "=", "1"), new Selector.Matcher("d", "!~", "2")),
                "sum",
                ""),
            new Selector("n", List.of(), "", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a{b=\"c\"", "sum(a", "a)", "a{b=\"c}", "a[5m", "sum by (a", "a; b", "${a"})
  void whatDoesNotEndIsRefused(String query) {
    assertThatThrownBy(() -> Query.of(query)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPatternForANameIsRefused() {
    assertThatThrownBy(() -> Query.of("{__name__=~\"daugio_.+\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a name has to stand as it is: daugio_.+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "daugio_check_outcome == 2",
        "count by (commune) (daugio_check_outcome{check=\"a\"} == 3)",
        "0 * group by (commune) (daugio_check_outcome{check=\"a\"})",
        "daugio_check_outcome offset 1d == 0",
        "daugio_check_last_result_timestamp_seconds > 5",
      })
  void namesOfOutcomesAreTakenAsNames(String query) {
    assertThat(Catalogue.respectsOutcomes(Query.of(query))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "daugio_check_outcome > 1",
        "daugio_check_outcome != 0",
        "daugio_check_outcome >= 2 == 2",
        "daugio_check_outcome == 4",
        "2 < daugio_check_outcome",
        "avg(daugio_check_outcome)",
        "max by (commune) (daugio_check_outcome)",
        "daugio_check_outcome * 2",
        "count(1 + daugio_check_outcome)",
        "sum_over_time(daugio_check_outcome[5m])",
        "daugio_check_outcome == bool 2",
      })
  void calculatingWithOutcomesIsRefused(String query) {
    assertThat(Catalogue.respectsOutcomes(Query.of(query))).isFalse();
  }
}
