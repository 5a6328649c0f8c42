package vn.daugio.collector.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.IncidentTable;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.TestDatabase;

/** Alerts over hours: repeated, resolved, forgotten. */
@Tag("engines")
class AlertIntakeTest {
  private static final Instant START = Instant.parse("2026-11-23T01:00:00Z");
  private static final Office OFFICE = new Office("p", List.of());

  @TempDir private Path folder;
  private Store store;
  private AlertIntake intake;

  @BeforeEach
  void open() {
    store = TestDatabase.open(folder.resolve("t.db"));
    intake = new AlertIntake(store, () -> OFFICE);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private AlertIntake.Result hear(boolean firing, Instant from, Instant to, Duration after) {
    Alert alert = new Alert(firing, Map.of("alertname", "A"), Map.of(), from, to);
    return intake.accept(List.of(alert), START.plus(after)).get(0);
  }

  private void sweep(Instant notBefore, Duration after) {
    store.writeAll(AlertIntake.unheard(store, OFFICE, notBefore, START.plus(after)));
  }

  private List<Incident> incidents() {
    return store.read(tx -> tx.incidents().newest(10));
  }

  @Test
  void whatIsNotHeardAnyMoreIsNotKnownAndNotFine() {
    assertThat(hear(true, START, START, Duration.ZERO)).isEqualTo(AlertIntake.Result.OPENED);
    assertThat(hear(true, START, START, Duration.ofHours(4)))
        .isEqualTo(AlertIntake.Result.REPEATED);
    sweep(Instant.EPOCH, Duration.ofHours(10));
    assertThat(incidents().get(0).isOpen()).isTrue();
    // a collector that was away itself waits first
    sweep(START.plus(Duration.ofHours(9)), Duration.ofHours(11));
    assertThat(incidents().get(0).isOpen()).isTrue();

    sweep(Instant.EPOCH, Duration.ofHours(11));
    Incident gone = incidents().get(0);
    assertThat(gone.isWithdrawn()).isTrue();
    List<IncidentTable.Event> events = store.read(tx -> tx.incidents().events(gone.id()));
    assertThat(events)
        .extracting(IncidentTable.Event::kind)
        .containsExactly("opened", "announced", "unheard");

    // heard again: another incident, which begins after the first
    assertThat(hear(true, START, START, Duration.ofHours(12))).isEqualTo(AlertIntake.Result.OPENED);
    assertThat(incidents()).hasSize(2);
    assertThat(incidents().get(0).openedAt()).isEqualTo(START.plus(Duration.ofHours(11)));
  }

  @Test
  void whatComesInTheWrongOrderChangesNothing() {
    Instant again = START.plus(Duration.ofMinutes(10));
    assertThat(hear(false, START, START.plusSeconds(60), Duration.ofMinutes(1)))
        .isEqualTo(AlertIntake.Result.IGNORED);
    hear(true, START, START, Duration.ofMinutes(2));
    hear(false, START, START.plusSeconds(180), Duration.ofMinutes(3));
    assertThat(hear(true, again, again, Duration.ofMinutes(10)))
        .isEqualTo(AlertIntake.Result.OPENED);
    // the end of the first once more
    assertThat(hear(false, START, START.plusSeconds(180), Duration.ofMinutes(11)))
        .isEqualTo(AlertIntake.Result.IGNORED);
    assertThat(incidents()).extracting(Incident::isOpen).containsExactly(true, false);
  }

  @Test
  void aClockThatIsAheadDatesNothingInTheFuture() {
    hear(true, START.plusSeconds(600), START, Duration.ZERO);
    assertThat(incidents().get(0).openedAt()).isEqualTo(START);
    hear(false, START.plusSeconds(600), START.plusSeconds(900), Duration.ofMinutes(1));
    assertThat(incidents().get(0).recoveredAt()).isEqualTo(START.plusSeconds(60));
  }
}
