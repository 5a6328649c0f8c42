package vn.daugio.collector.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.daugio.collector.state.Subject;

class FiguresTest {
  private static final Instant FROM = Instant.parse("2026-10-31T17:00:00Z");
  private static final Instant TO = Instant.parse("2026-11-30T17:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");

  private static Incident outage(String openedAt, @Nullable String recoveredAt) {
    Incident begun =
        Incident.begun(
            1, new Subject("c/s", "t", "lan.gateway"), Severity.HIGH, "r", Instant.parse(openedAt));
    return new Incident(
        1,
        begun.subject(),
        begun.severity(),
        "r",
        Cause.LAN,
        null,
        new Incident.Course(
            begun.openedAt(),
            recoveredAt == null ? null : Instant.parse(recoveredAt),
            null,
            0,
            null),
        Incident.Handling.NONE);
  }

  private static Figures of(Incident... outages) {
    return Figures.of(List.of(outages), FROM, TO, NOW);
  }

  @Test
  void theMeanIsOfThoseThatRecoveredInThePeriod() {
    Figures figures =
        of(
            outage("2026-10-31T15:00:00Z", "2026-10-31T18:00:00Z"),
            outage("2026-11-02T01:00:00Z", "2026-11-02T02:00:00Z"),
            outage("2026-10-30T01:00:00Z", "2026-10-31T16:59:59Z"),
            outage("2026-11-24T01:00:00Z", null));
    assertThat(figures.recovered()).isEqualTo(2);
    assertThat(figures.meanToRecover()).isEqualTo(Duration.ofHours(2));
    assertThat(figures.opened()).isEqualTo(2);
    assertThat(of().meanToRecover()).isNull();
  }

  @Test
  void theShareIsOfThoseThatOpenedInThePeriodAndOfWhichItIsKnown() {
    Figures figures =
        of(
            outage("2026-11-02T01:00:00Z", "2026-11-03T01:00:00Z"),
            outage("2026-11-03T01:00:00Z", "2026-11-03T02:00:00Z"),
            outage("2026-11-04T01:00:00Z", "2026-11-05T01:00:01Z"),
            outage("2026-11-20T01:00:00Z", null),
            outage("2026-11-24T01:00:00Z", null),
            outage("2026-10-20T01:00:00Z", "2026-11-20T01:00:00Z"));
    assertThat(figures.kept()).isEqualTo(2);
    assertThat(figures.broken()).isEqualTo(2);
    assertThat(figures.running()).isEqualTo(1);
    assertThat(figures.keptShare()).isEqualTo(OptionalDouble.of(0.5));
  }

  private static Incident withdrawn(String openedAt, String withdrawnAt) {
    Incident over = outage(openedAt, withdrawnAt);
    Incident.Course course =
        new Incident.Course(over.openedAt(), over.recoveredAt(), null, 0, null, over.recoveredAt());
    return new Incident(
        1, over.subject(), over.severity(), "r", Cause.LAN, null, course, Incident.Handling.NONE);
  }

  @Test
  void whatWasWithdrawnHasNotRecoveredButABreachStaysOne() {
    Figures figures =
        of(
            withdrawn("2026-11-02T01:00:00Z", "2026-11-02T05:00:00Z"),
            withdrawn("2026-11-04T01:00:00Z", "2026-11-05T01:00:01Z"));
    assertThat(figures).isEqualTo(new Figures(0, null, 0, 1, 0));
  }

  @Test
  void itNeverSaysAllWhileOneIsRunning() {
    Incident kept = outage("2026-11-03T01:00:00Z", "2026-11-03T02:00:00Z");
    assertThat(of(kept).keptShare()).isEqualTo(OptionalDouble.of(1));
    assertThat(of(kept, outage("2026-11-24T01:00:00Z", null)).keptShare()).isEmpty();
    assertThat(of().keptShare()).isEmpty();
  }
}
