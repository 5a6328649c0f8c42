package vn.daugio.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.state.ProtectionState;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.Language;
import vn.daugio.protocol.Outcome;

/** One thing has one name: on the dashboards as on the collector's pages. */
class SameWordsTest {
  @ParameterizedTest
  @EnumSource(Language.class)
  void theDashboardsSpeakAsThePagesDo(Language language) {
    Words words = new Words(language);
    Texts pages = Texts.in(language);
    for (Outcome outcome : Outcome.values()) {
      String key = Colors.lower(outcome);
      assertThat(words.get("series." + key)).isEqualTo(pages.wording().outcome(outcome));
      assertThat(words.get("column." + key)).isEqualTo(pages.wording().outcome(outcome));
    }
    for (Severity severity : Severity.values()) {
      assertThat(words.get("series." + severity.code()))
          .isEqualTo(pages.get("severity." + severity.code()));
    }
    for (ProtectionState state : ProtectionState.values()) {
      assertThat(words.get("series." + state.code()))
          .isEqualTo(pages.get("protection.state." + state.code()));
    }
    assertThat(words.get("series.open")).isEqualTo(pages.get("light.open"));
    assertThat(words.get("protection.title")).isEqualTo(pages.get("protection.title"));
  }
}
