package vn.daugio.acceptance.days;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.acceptance.days.Outage.Due;
import vn.daugio.acceptance.days.Outage.Verdict;

/** {@code make outages}, with fewer outages. */
class DaysTest {
  private static final List<String> PLAYED =
      List.of(
          "power cut, a UPS tells",
          "switch",
          "main line, a second is up",
          "machine asleep",
          "printer and name servers of one site",
          "collector killed in the middle of an outage");

  @TempDir private Path folder;

  @Test
  void eachIsNamedAndToldOnceAndItsEndOnce() {
    List<Outage> outages =
        Script.whole().stream().filter(outage -> PLAYED.contains(outage.name())).toList();
    assertThat(outages).hasSameSizeAs(PLAYED);
    List<Verdict> verdicts = Days.run(folder, outages, verdict -> {});
    assertThat(verdicts)
        .extracting(Verdict::line)
        .containsExactly(
            "OUTAGE\tpower\tpower\t2\t2",
            "OUTAGE\tlan\tlan\t2\t2",
            "OUTAGE\tmain-line\tmain-line\t2\t2",
            "OUTAGE\tnone\tnone\t0\t0",
            "OUTAGE\tdevice+dns\tdevice+dns\t4\t4",
            "OUTAGE\tmain-line\tmain-line\t2\t2");
    assertThat(verdicts).allMatch(Verdict::isRight);
  }

  @Test
  void whatIsJudgedOrToldOtherwiseIsWrong() {
    Outage outage =
        Outage.day("line", "2026-11-23T08:00", List.of(Outage.once("main-line")), play -> {});
    Verdict other = new Verdict(outage, List.of(Outage.once("dns")));
    assertThat(other.isRight()).isFalse();
    assertThat(other.line()).isEqualTo("OUTAGE\tmain-line\tdns\t2\t2");
    Due twice = Outage.told("main-line", "opened", "opened");
    assertThat(new Verdict(outage, List.of(twice)).isRight()).isFalse();
    assertThat(Days.matrix(List.of(other)))
        .isEqualTo("# staged \\ judged\tdns\tmain-line\n# dns\t0\t0\n# main-line\t1\t0\n");
  }
}
