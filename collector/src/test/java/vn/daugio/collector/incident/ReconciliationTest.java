package vn.daugio.collector.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.daugio.collector.state.Subject;

class ReconciliationTest {
  private static final Instant T = Instant.parse("2026-11-23T01:00:00Z");

  private static Instant minute(int minute) {
    return T.plusSeconds(60L * minute);
  }

  private static Incident incident(long id, int from, @Nullable Integer to) {
    return new Incident(
        id,
        new Subject("c/s", "t", "internet.link"),
        Severity.HIGH,
        "internet.unreachable",
        Cause.MAIN_LINE,
        null,
        new Incident.Course(minute(from), to == null ? null : minute(to), null, 0, null),
        Incident.Handling.NONE);
  }

  private static Episode told(int from, @Nullable Integer to) {
    Episode begun = Episode.begun(minute(from), minute(from));
    return to == null ? begun : begun.recovered(minute(to), minute(to));
  }

  @Test
  void anIncidentGoesOnAsTheOutageThatItOverlaps() {
    Incident one = incident(1, 10, 20);
    Incident two = incident(2, 50, null);
    Episode early = told(5, 22);
    Episode late = told(48, 60);
    Reconciliation found = Reconciliation.of(List.of(one, two), List.of(early, late));
    assertThat(found.changes())
        .containsExactly(
            new Reconciliation.Change(one, early), new Reconciliation.Change(two, late));
    assertThat(found.begun()).isEmpty();
    assertThat(found.refuted()).isEmpty();
  }

  @Test
  void whatNobodyKnewBeginsAndWhatNeverWasIsRefuted() {
    Incident wrong = incident(1, 10, 20);
    Episode other = told(30, 40);
    Reconciliation found = Reconciliation.of(List.of(wrong), List.of(other));
    assertThat(found.begun()).containsExactly(other);
    assertThat(found.refuted()).containsExactly(wrong);
  }

  @Test
  void oneThatWasTwoKeepsTheFirstNumber() {
    Incident one = incident(1, 10, null);
    Reconciliation found = Reconciliation.of(List.of(one), List.of(told(10, 20), told(60, null)));
    assertThat(found.changes()).containsExactly(new Reconciliation.Change(one, told(10, 20)));
    assertThat(found.begun()).containsExactly(told(60, null));
  }
}
