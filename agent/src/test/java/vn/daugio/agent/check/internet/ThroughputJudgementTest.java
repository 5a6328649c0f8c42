package vn.daugio.agent.check.internet;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.Assignments.values;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.internet.InternetThroughputCheck.Direction;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.Transfer;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** 10 MB/s were contracted. */
class ThroughputJudgementTest {
  private static final Assignment USUAL = Assignments.of(CheckType.INTERNET_THROUGHPUT);
  private static final Assignment STRICT = Assignments.limited(USUAL, "fail-below", 0.2);

  private static Direction down(@Nullable Double contracted) {
    return new Direction("download", "http://127.0.0.1/", contracted);
  }

  private static Transfer of(double rate, long millis) {
    return new Transfer(4_000_000, (long) (rate * millis / 1_000), Duration.ofMillis(millis), 0);
  }

  private static Finding judge(Assignment assignment, LastReading last, Transfer transfer) {
    ThroughputJudgement judgement = new ThroughputJudgement(assignment, last);
    judgement.judge(down(10e6), transfer);
    return judgement.finding().build();
  }

  private static LastReading after(Finding finding) {
    return new LastReading(Instant.EPOCH, finding.remember());
  }

  @Test
  void slowIsSaidByTheSecondSampleInARow() {
    Finding first = judge(USUAL, LastReading.NONE, of(4.9e6, 500));
    assertThat(first.outcome()).isEqualTo(Outcome.OK);
    assertThat(first.facts()).containsEntry("downUnconfirmed", "below contracted");
    assertThat(values(first, "contracted_share_ratio")).containsExactly(0.49);
    Finding second = judge(USUAL, after(first), of(3e6, 500));
    assertThat(second.outcome()).isEqualTo(Outcome.WARN);
    assertThat(second.reason()).isEqualTo(Reason.INTERNET_BELOW_CONTRACTED);
    assertThat(second.facts())
        .containsEntry("downPercent", "30")
        .doesNotContainKey("downUnconfirmed");
    Finding mended = judge(USUAL, after(second), of(5e6, 500));
    assertThat(mended.outcome()).isEqualTo(Outcome.OK);
    // two that are not in a row
    assertThat(judge(USUAL, after(mended), of(3e6, 500)).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void slowIsNotBrokenUnlessSomebodySaysWhereItIs() {
    Finding first = judge(USUAL, LastReading.NONE, of(1e3, 5_000));
    assertThat(judge(USUAL, after(first), of(1e3, 5_000)).outcome()).isEqualTo(Outcome.WARN);
    Finding strict = judge(STRICT, LastReading.NONE, of(1e6, 500));
    assertThat(judge(STRICT, after(strict), of(1.9e6, 500)).outcome()).isEqualTo(Outcome.FAIL);
    assertThat(judge(STRICT, after(strict), of(3e6, 500)).outcome()).isEqualTo(Outcome.WARN);
  }

  @Test
  void aShortSampleSaysHowFastTheLineIsAtLeastAndNeverThatItIsSlow() {
    LastReading slow = new LastReading(Instant.EPOCH, Map.of("download", "WARN"));
    Finding enough = judge(USUAL, slow, of(8e6, 299));
    assertThat(enough.outcome()).isEqualTo(Outcome.OK);
    assertThat(enough.facts()).isEqualTo(Map.of("downCounted", "0.30 s", "downAtLeast", "64 Mbps"));
    assertThat(enough.measures()).isEmpty();
    Finding open = judge(USUAL, slow, of(4e6, 299));
    assertThat(open.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(open.reason()).isEqualTo(Reason.INTERNET_SAMPLE_TOO_SHORT);
  }

  @Test
  void withoutAContractItIsOnlyMeasured() {
    ThroughputJudgement judgement = new ThroughputJudgement(USUAL, LastReading.NONE);
    judgement.judge(down(null), of(1e6, 500));
    judgement.judge(new Direction("upload", "http://127.0.0.1/", null), of(5e5, 500));
    Finding finding = judgement.finding().build();
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(values(finding, "download_bytes_per_second")).containsExactly(1e6);
    assertThat(values(finding, "upload_bytes_per_second")).containsExactly(5e5);
    assertThat(values(finding, "contracted_share_ratio")).isEmpty();
  }
}
