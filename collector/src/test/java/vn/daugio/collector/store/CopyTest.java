package vn.daugio.collector.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.incident.Cause;
import vn.daugio.collector.incident.Episode;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.store.Database.PostgresServer;

/** An office that grows takes its data along. */
@Tag("postgresql")
class CopyTest {
  private static final Instant T = Instant.parse("2026-11-23T00:00:00Z");
  private static final byte[] BODY = {0, -1, 127, 10};

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("daugio.db");
  }

  private static Incident fill(Tx tx) {
    tx.agents().add("xa/s", "Đ-1", "hash", T);
    tx.reports()
        .add(new ReportTable.Key("xa/s", "Đ-1", "b", 1), T, new ReportTable.Span(T, T), 0, BODY);
    Incident incident =
        tx.outages()
            .add(
                new Subject("xa/s", "line", "internet.link"),
                Severity.HIGH,
                "r",
                Cause.MAIN_LINE,
                Episode.begun(T, T));
    tx.outages()
        .course(incident, Episode.begun(T, T).recovered(T.plusMillis(1500), T.plusSeconds(9)));
    tx.outages().count(tx.incidents().find(incident.id()).orElseThrow());
    tx.outbox().add(incident, Notice.Kind.OPENED, T);
    return tx.incidents().find(incident.id()).orElseThrow();
  }

  @Test
  void everythingIsThereAfterwardsAndGoesOn() {
    Incident incident;
    try (Store store = Store.open(file())) {
      incident = store.write(CopyTest::fill);
    }
    PostgresServer there = TestDatabase.fresh();
    Map<String, Long> rows = Copy.of(file(), there);
    assertThat(rows)
        .containsEntry("machine", 1L)
        .containsEntry("report", 1L)
        .containsEntry("incident", 1L)
        .containsEntry("outbox", 1L)
        .containsEntry("recovery_sum", 1L)
        .containsEntry("mute", 0L);
    try (Store store = Store.open(there)) {
      assertThat(store.<List<Incident>>read(tx -> tx.incidents().newest(9)))
          .containsExactly(incident);
      assertThat(store.<Double>read(tx -> tx.incidents().recoveries().of("xa").seconds()))
          .isEqualTo(1.5);
      assertThat(store.<ByteBuffer>read(tx -> tx.reports().over("xa/s", T).get(0).body()))
          .isEqualTo(ByteBuffer.wrap(BODY));
      long next = store.write(tx -> fillAnother(tx).id());
      assertThat(next).isEqualTo(incident.id() + 1);
    }
    assertThatThrownBy(() -> Copy.of(file(), there))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "the PostgreSQL database " + there.name() + " holds data already; nothing was copied");
  }

  private static Incident fillAnother(Tx tx) {
    return tx.outages()
        .add(
            new Subject("xa/s", "line", "internet.link"),
            Severity.HIGH,
            "r",
            Cause.MAIN_LINE,
            Episode.begun(T.plusSeconds(99), T.plusSeconds(99)));
  }

  @Test
  void aCollectorThatRunsIsNotCopied() {
    PostgresServer there = TestDatabase.fresh();
    try (Store store = Store.open(file())) {
      store.write(CopyTest::fill);
      assertThatThrownBy(() -> Copy.of(file(), there))
          .isInstanceOf(StoreException.class)
          .hasMessage(file() + " is in use; stop the collector first");
    }
    assertThat(Copy.of(file(), there)).containsEntry("machine", 1L);
  }

  @Test
  void aFileThatIsNotThereIsNotMade() {
    assertThatThrownBy(() -> Copy.of(file(), TestDatabase.fresh()))
        .isInstanceOf(StoreException.class)
        .hasMessage("there is no database " + file() + " to copy");
    assertThat(file()).doesNotExist();
  }

  @Test
  void userAndPasswordMayStandInTheAddressOfACommand() {
    assertThat(PostgresServer.of("jdbc:postgresql://h/d?user=u&sslmode=require&password=p"))
        .isEqualTo(new PostgresServer("jdbc:postgresql://h/d?sslmode=require", "u", "p", 10));
    assertThat(PostgresServer.of("jdbc:postgresql://h/d?password=p"))
        .isEqualTo(new PostgresServer("jdbc:postgresql://h/d", "", "p", 10));
  }
}
