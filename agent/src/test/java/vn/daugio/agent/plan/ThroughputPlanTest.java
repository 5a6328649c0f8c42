package vn.daugio.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.schedule.LastRun;
import vn.daugio.agent.schedule.Tick;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Layer;
import vn.daugio.protocol.OfficeZone;
import vn.daugio.protocol.PlanDocument;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

/** A sample of a line's throughput is taken in quiet hours and when a person asks for it. */
class ThroughputPlanTest {
  private static final Access.Throughput SAMPLE =
      new Access.Throughput("http://203.0.113.50/5MB.bin", null, 25e6, null, false);

  private static final Instant MORNING = at("2026-11-23T08:00");
  private static final Instant EVENING = at("2026-11-23T18:00");

  private static Instant at(String time) {
    return LocalDateTime.parse(time).atZone(OfficeZone.ZONE).toInstant();
  }

  private static Target line(@Nullable String role, Access.Throughput... sample) {
    Access.@Nullable LineDetail detail =
        role == null ? null : new Access.LineDetail(role, null, null, null);
    Access.Line line = new Access.Line(null, null, List.of(), List.of(), detail);
    List<Access> access = sample.length == 0 ? List.of(line) : List.of(line, sample[0]);
    return new Target("l", TargetKind.LINK, null, null, access);
  }

  private static Plan plan(Target line, @Nullable PlanDocument document) {
    Reachability reachability = (InetAddress address) -> false;
    return new Planner(reachability)
        .plan(
            new Wishes(
                "dai-dong/tru-so",
                "OC-Q1-01",
                List.of(line),
                Map.of(),
                document,
                Wishes.Scope.LINE));
  }

  private static List<CheckType> types(List<Assignment> assignments) {
    return assignments.stream().map(Assignment::type).toList();
  }

  private static boolean planned(Target line) {
    return types(plan(line, null).assignments()).contains(CheckType.INTERNET_THROUGHPUT);
  }

  @Test
  void onlyLinesThatNameItAndABackupLineOnlyWhenAllowed() {
    Access.Throughput allowed = new Access.Throughput(SAMPLE.download(), null, null, null, true);
    assertThat(planned(line(null))).isFalse();
    assertThat(planned(line(null, SAMPLE))).isTrue();
    assertThat(planned(line("main", SAMPLE))).isTrue();
    assertThat(planned(line("backup", SAMPLE))).isFalse();
    assertThat(planned(line("backup", allowed))).isTrue();
    assertThat(planned(line("tslcd", allowed))).isFalse();
  }

  @Test
  void itWaitsForTheLine() {
    assertThat(plan(line(null, SAMPLE), null).assignments())
        .filteredOn(one -> one.type() == CheckType.INTERNET_THROUGHPUT)
        .extracting(Assignment::upstream)
        .containsExactly(Layer.LINK);
    Access.Throughput local =
        new Access.Throughput("http://127.0.0.1:80/f", null, null, null, false);
    assertThat(plan(line(null, local), null).assignments())
        .filteredOn(one -> one.type() == CheckType.INTERNET_THROUGHPUT)
        .extracting(Assignment::upstream)
        .containsExactly((Layer) null);
  }

  @Test
  void noRoundRunsItAndNobodyWhoAsksForARound() {
    Plan plan = plan(line(null, SAMPLE), null);
    Plan.Agenda round = plan.round(Tick.now(MORNING));
    assertThat(types(round.due()))
        .doesNotContain(CheckType.INTERNET_THROUGHPUT)
        .hasSizeGreaterThan(4);
    assertThat(types(round.bystanders())).doesNotContain(CheckType.INTERNET_THROUGHPUT);
    assertThat(types(plan.only(List.of()).assignments()))
        .doesNotContain(CheckType.INTERNET_THROUGHPUT)
        .contains(CheckType.INTERNET_LINK);
    assertThat(types(plan.only(List.of(CheckType.INTERNET_THROUGHPUT)).assignments()))
        .containsExactly(CheckType.INTERNET_THROUGHPUT);
  }

  @Test
  void theWatchRunsItInQuietHoursWithWhatItDependsOn() {
    Plan plan = plan(line(null, SAMPLE), null);
    LastRun fresh = new LastRun(EVENING, false, false, EVENING);
    Plan.Agenda evening =
        plan.watch(EVENING, one -> one.type() == CheckType.INTERNET_THROUGHPUT ? null : fresh);
    assertThat(types(evening.due()))
        .containsExactly(
            CheckType.LAN_INTERFACE,
            CheckType.LAN_GATEWAY,
            CheckType.INTERNET_LINK,
            CheckType.INTERNET_THROUGHPUT);
    LastRun then = new LastRun(MORNING, false, true, null);
    Plan.Agenda morning =
        plan.watch(
            MORNING.plusSeconds(300),
            one -> one.type() == CheckType.INTERNET_THROUGHPUT ? then : null);
    assertThat(types(morning.due()))
        .contains(CheckType.INTERNET_LINK)
        .doesNotContain(CheckType.INTERNET_THROUGHPUT);
    assertThat(types(morning.bystanders())).doesNotContain(CheckType.INTERNET_THROUGHPUT);
  }

  @Test
  void noPlanCanGiveItAnInterval() {
    PlanDocument document =
        new PlanDocument(
            "dai-dong/tru-so",
            "OC-Q1-01",
            false,
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            Map.of("internet.throughput", 60L),
            List.of(),
            null,
            null);
    Plan plan = plan(line(null, SAMPLE), document);
    assertThat(plan.cadence().interval(CheckType.INTERNET_THROUGHPUT)).isEmpty();
    assertThat(types(plan.round(Tick.now(MORNING)).due()))
        .doesNotContain(CheckType.INTERNET_THROUGHPUT);
  }
}
