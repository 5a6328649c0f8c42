package vn.daugio.collector.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.daugio.collector.state.Observation;
import vn.daugio.collector.state.Streak;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;

/** {@code internet.link} opens after two bad observations and is over after two good ones. */
class EpisodesTest {
  private static final Instant T = Instant.parse("2026-11-23T00:00:00Z");
  private static final CheckType LINK = CheckType.INTERNET_LINK;

  private static Instant minute(int minute) {
    return T.plusSeconds(60L * minute);
  }

  /**
   * One character a minute: F fails, . is good, w warns, f warns that foreign hosts are away, ?
   * cannot tell; a space is a minute without observation.
   */
  private static List<Episode> told(String minutes) {
    List<Observation> seen = new ArrayList<>();
    for (int i = 0; i < minutes.length(); i++) {
      char c = minutes.charAt(i);
      if (c != ' ') {
        seen.add(new Observation(minute(i), outcome(c), reason(c), List.of(), "M"));
      }
    }
    List<Episode> told = new ArrayList<>();
    Episodes.replay(LINK, Streak.NONE, seen, told);
    return told;
  }

  private static Outcome outcome(char c) {
    return switch (c) {
      case 'F' -> Outcome.FAIL;
      case 'w', 'f' -> Outcome.WARN;
      case '?' -> Outcome.UNKNOWN;
      default -> Outcome.OK;
    };
  }

  private static @Nullable String reason(char c) {
    return switch (c) {
      case 'F' -> "internet.unreachable";
      case 'w' -> "internet.loss_high";
      case 'f' -> "internet.foreign_unreachable";
      case '?' -> "upstream_down";
      default -> null;
    };
  }

  private static Episode over(int opened, int seen, int recovered, int recoverySeen) {
    return Episode.begun(minute(opened), minute(seen))
        .recovered(minute(recovered), minute(recoverySeen));
  }

  @Test
  void itBeginsWithTheFirstBadOneAndEndsWithTheFirstGoodOne() {
    assertThat(told("..FF...")).containsExactly(over(2, 3, 4, 5));
    assertThat(told("..F..F..")).isEmpty();
    assertThat(told("..FF.F..")).containsExactly(over(2, 3, 6, 7));
    assertThat(told("..FF.")).containsExactly(Episode.begun(minute(2), minute(3)));
  }

  @Test
  void whatCouldNotTellNeitherConfirmsNorInterrupts() {
    assertThat(told(".F?F.?.")).containsExactly(over(1, 3, 4, 6));
  }

  @Test
  void aWarningIsGoodUnlessItTellsOfAnOutage() {
    assertThat(told(".ww.")).isEmpty();
    assertThat(told(".ff.w")).containsExactly(over(1, 2, 3, 4));
  }

  @Test
  void whatComesBackSoonIsTheSameOutage() {
    Episode again = told(".FF..FF").get(0);
    assertThat(again.openedAt()).isEqualTo(minute(1));
    assertThat(again.reopened()).isEqualTo(1);
    assertThat(again.isOpen()).isTrue();
    String later = ".FF.." + ".".repeat(28) + "FF";
    assertThat(told(later)).hasSize(1).first().extracting(Episode::reopened).isEqualTo(1);
    String tooLate = ".FF.." + ".".repeat(29) + "FF";
    assertThat(told(tooLate)).hasSize(2);
  }

  @Test
  void whatComesAndGoesIsFlappingAndOverWhenItIsStable() {
    Episode flapping = told(".F.F.F.F").get(0);
    assertThat(flapping.openedAt()).isEqualTo(minute(1));
    assertThat(flapping.flappingSince()).isEqualTo(minute(7));
    assertThat(told(".F.F.F.F" + ".".repeat(30)).get(0).isOpen()).isTrue();
    assertThat(told(".F.F.F.F" + ".".repeat(31)).get(0)).isEqualTo(over(1, 7, 8, 38));
  }

  @Test
  void whatStaysBadForLongFlapsNoMore() {
    Episode down = told(".F.F.F" + "F".repeat(31)).get(0);
    assertThat(down.flappingSince()).isNull();
    assertThat(told(".F.F.F.F" + "F".repeat(29)).get(0).flappingSince()).isEqualTo(minute(7));
    assertThat(told(".F.F.F.F" + "F".repeat(30)).get(0).flappingSince()).isNull();
  }

  @Test
  void slowChangesAreNoFlapping() {
    String slow = ".              F              ";
    assertThat(told(slow.repeat(6))).isEmpty();
  }
}
