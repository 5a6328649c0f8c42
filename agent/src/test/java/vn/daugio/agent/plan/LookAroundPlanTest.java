package vn.daugio.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.schedule.LastRun;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

/** When and where devices are looked for. */
class LookAroundPlanTest {
  private static final Target DEVICE =
      new Target("lay-so", TargetKind.DEVICE, "192.168.1.60", null, List.of());
  private static final Target GATEWAY =
      new Target(
          "gateway",
          TargetKind.GATEWAY,
          null,
          null,
          List.of(new Access.Discover(List.of("192.168.1.0/24"), List.of())));

  private static Plan plan(Target... targets) {
    return new Planner(address -> true)
        .plan(
            new Wishes(
                "dai-dong/tru-so", "M-1", List.of(targets), Map.of(), null, Wishes.Scope.MACHINE))
        .only(List.of(CheckType.LAN_DEVICES));
  }

  /** Vietnam is seven hours ahead. */
  private static Instant monday(String utc) {
    return Instant.parse("2026-11-23T" + utc + "Z");
  }

  private static boolean isDue(Plan plan, Instant now, @Nullable LastRun last) {
    return !plan.watch(now, any -> last).due().isEmpty();
  }

  @Test
  void onlyWithLeaveAndWithEverythingThatIsListed() {
    assertThat(plan(DEVICE).assignments()).isEmpty();
    assertThat(plan(DEVICE, GATEWAY).assignments())
        .singleElement()
        .satisfies(one -> assertThat(one.listed()).contains(DEVICE, GATEWAY));
    List<Assignment> others =
        new Planner(address -> true)
            .plan(new Wishes("s/t", "M-1", List.of(DEVICE), Map.of(), null, Wishes.Scope.MACHINE))
            .assignments();
    assertThat(others).isNotEmpty().allMatch(one -> one.listed().isEmpty());
  }

  @Test
  void onceADayAndNeverAroundAnOpening() {
    Plan plan = plan(GATEWAY);
    Instant night = monday("20:00:00");
    assertThat(isDue(plan, night, null)).isTrue();
    LastRun last =
        new LastRun(night.minusSeconds(86_400), false, false, night.minusSeconds(86_400));
    assertThat(isDue(plan, night, last)).isTrue();
    assertThat(isDue(plan, night.minusSeconds(1), last)).isFalse();

    Instant opening = monday("00:30:00");
    assertThat(isDue(plan, opening, null)).isFalse();
    assertThat(plan.next(monday("01:00:00"), any -> null)).isEqualTo(monday("01:30:00"));
    Instant asked = opening.minusSeconds(90_000);
    LastRun blocked = new LastRun(asked, false, true, asked);
    assertThat(isDue(plan, opening, blocked)).isFalse();
    assertThat(isDue(plan, monday("01:30:00"), null)).isTrue();
  }
}
