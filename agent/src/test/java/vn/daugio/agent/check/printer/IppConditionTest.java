package vn.daugio.agent.check.printer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.daugio.agent.check.printer.IppCondition.Severity;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

class IppConditionTest {
  @ParameterizedTest
  @CsvSource({
    "media-empty, FAIL, PRINTER_NO_PAPER",
    "media-needed, FAIL, PRINTER_NO_PAPER",
    "media-low, WARN, PRINTER_LOW_PAPER",
    "toner-empty, FAIL, PRINTER_NO_TONER",
    "marker-supply-empty, FAIL, PRINTER_NO_TONER",
    "marker-toner-cartridge-empty, FAIL, PRINTER_NO_TONER",
    "toner-low, WARN, PRINTER_LOW_TONER",
    "marker-supply-low, WARN, PRINTER_LOW_TONER",
    "marker-ink-almost-empty, WARN, PRINTER_LOW_TONER",
    "marker-toner-missing, FAIL, PRINTER_MARKER_SUPPLY_MISSING",
    "marker-waste-full, FAIL, PRINTER_SUPPLY_EMPTY",
    "marker-waste-almost-full, WARN, PRINTER_SUPPLY_LOW",
    "cover-open, FAIL, PRINTER_DOOR_OPEN",
    "door-open, FAIL, PRINTER_DOOR_OPEN",
    "interlock-open, FAIL, PRINTER_DOOR_OPEN",
    "input-tray-cover-open, FAIL, PRINTER_DOOR_OPEN",
    "media-jam, FAIL, PRINTER_JAMMED",
    "media-path-media-jam, FAIL, PRINTER_JAMMED",
    "offline, FAIL, PRINTER_OFFLINE",
    "shutdown, FAIL, PRINTER_OFFLINE",
    "timed-out, FAIL, PRINTER_OFFLINE",
    "connecting-to-device, WARN, PRINTER_OFFLINE",
    "input-tray-missing, FAIL, PRINTER_INPUT_TRAY_MISSING",
    "output-tray-missing, FAIL, PRINTER_OUTPUT_TRAY_MISSING",
    "output-area-full, FAIL, PRINTER_OUTPUT_FULL",
    "output-area-almost-full, WARN, PRINTER_OUTPUT_NEAR_FULL",
    "fuser-over-temp, WARN, PRINTER_SERVICE_REQUESTED",
    "opc-life-over, WARN, PRINTER_SERVICE_REQUESTED",
    "developer-empty, WARN, PRINTER_SERVICE_REQUESTED",
    "spool-area-full, WARN, PRINTER_WARNING",
    "never-heard-of-it, WARN, PRINTER_WARNING",
    "power-down, FAIL, PRINTER_OFFLINE",
    "stopped-partly, WARN, PRINTER_OFFLINE",
    "deactivated, FAIL, PRINTER_QUEUE_STOPPED",
    "deleting, FAIL, PRINTER_QUEUE_STOPPED",
    "paused, FAIL, PRINTER_QUEUE_STOPPED",
    "moving-to-paused, FAIL, PRINTER_QUEUE_STOPPED",
  })
  void asAnErrorOrBareItHasTheOutcomeOfItsBit(String keyword, Outcome outcome, Reason reason) {
    for (String word : new String[] {keyword, keyword + "-error"}) {
      IppCondition condition = IppCondition.of(word);
      assertThat(condition.keyword()).isEqualTo(keyword);
      assertThat(condition.severity()).isEqualTo(Severity.ERROR);
      assertThat(condition.meaning().orElseThrow().outcome()).isEqualTo(outcome);
      assertThat(condition.meaning().orElseThrow().reason()).isEqualTo(reason);
    }
    IppCondition warning = IppCondition.of(keyword + "-warning");
    assertThat(warning.meaning().orElseThrow().outcome()).isEqualTo(Outcome.WARN);
    assertThat(warning.meaning().orElseThrow().reason()).isEqualTo(reason);
    assertThat(warning.meaning(true).orElseThrow().outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"none", "", "suspend", "hibernate", "cups-missing-filter-warning", "odd-report"})
  void whatIsNoTrouble(String word) {
    assertThat(IppCondition.of(word).meaning()).isEmpty();
    assertThat(IppCondition.of(word).meaning(true)).isEmpty();
  }

  @Test
  void aReportOfAKnownKeywordWarns() {
    assertThat(IppCondition.of("media-empty-report").meaning())
        .contains(new IppCondition.Meaning(Outcome.WARN, Reason.PRINTER_NO_PAPER, false));
  }

  @Test
  void aHostileKeywordIsBounded() {
    assertThat(IppCondition.of("x\n".repeat(5000)).keyword()).hasSizeLessThanOrEqualTo(60);
  }
}
