package vn.daugio.collector.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.incident.Cause;
import vn.daugio.collector.incident.Episode;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Mute;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.state.Streak;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.state.SubjectState;
import vn.daugio.protocol.Outcome;

/** What every engine does; run once for each of them. */
@Tag("engines")
class StoreTest {
  private static final Instant T = Instant.parse("2026-11-23T00:00:00Z");
  private static final Subject LINE = new Subject("c/s", "line", "internet.link");

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("daugio.db");
  }

  private void execute(String sql) throws SQLException {
    TestDatabase.execute(TestDatabase.at(file()), sql);
  }

  @Test
  void aDatabaseOfANewerVersionIsLeftAlone() throws SQLException {
    TestDatabase.open(file()).close();
    execute(
        "INSERT INTO flyway_schema_history VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1,"
            + " 'x', '2030-01-01 00:00:00.000', 1, "
            + (TestDatabase.isPostgresql() ? "TRUE" : "1")
            + ")");
    Database there = TestDatabase.at(file());
    String what = Engine.of(there).label();
    for (Consumer<Database> use : List.<Consumer<Database>>of(Store::open, Store::check)) {
      assertThatThrownBy(() -> use.accept(there))
          .isInstanceOf(StoreException.class)
          .hasMessage(
              what
                  + " was written by a newer version of the collector (schema 99);"
                  + " install that version again, or move the "
                  + (TestDatabase.isPostgresql() ? "database" : "file")
                  + " away to start anew");
    }
  }

  @Test
  void aMistakeOfSqlUndoesOnlyItsOwnWork() {
    try (Store store = TestDatabase.open(file())) {
      CompletableFuture<Boolean> before =
          store.submit(tx -> tx.agents().add("c/s", "A", "hash-a", T));
      CompletableFuture<Boolean> wrong =
          store.submit(
              tx -> {
                tx.agents().add("c/s", "B", "hash-b", T);
                tx.agents().addJoinCode("code", "c/s", 1, T);
                tx.agents().addJoinCode("code", "c/s", 1, T);
                return true;
              });
      CompletableFuture<Boolean> after =
          store.submit(tx -> tx.agents().add("c/s", "C", "hash-c", T));
      assertThat(List.of(hasFailed(before), hasFailed(wrong), hasFailed(after)))
          .containsExactly(false, true, false);
      List<String> codes =
          store.read(tx -> tx.agents().all().stream().map(AgentTable.Machine::code).toList());
      assertThat(codes).containsExactly("A", "C");
    }
  }

  /** Whatever the database's language is: as bytes, so that a commune's sites are a range. */
  @Test
  void textsAreInTheOrderOfTheirBytes() {
    List<String> names = List.of("B-1", "Z", "_", "a", "a-1", "b", "Đ", "đ");
    try (Store store = TestDatabase.open(file())) {
      List<String> found =
          store.write(
              tx -> {
                for (String name : names) {
                  put(tx, "xa/s", name);
                }
                put(tx, "xa-hai/s", "t");
                put(tx, "xa0/s", "t");
                put(tx, "Xa/s", "t");
                return tx.states().ofCommune("xa").stream()
                    .map(row -> row.subject().target())
                    .toList();
              });
      assertThat(found).isEqualTo(names);
    }
  }

  private static void put(Tx tx, String site, String target) {
    SubjectState state =
        new SubjectState(
            Outcome.OK, null, List.of(), T, T, new Streak(0, null), new Streak(1, T), false, "M");
    tx.states()
        .put(
            new SubjectRow(new Subject(site, target, "internet.link"), state, List.of(), Map.of()));
  }

  @Test
  void aReportIsKeptByteByByte() {
    byte[] body = new byte[100_000];
    new java.util.Random(7).nextBytes(body);
    try (Store store = TestDatabase.open(file())) {
      add(store, 1, body);
      List<ReportTable.Kept> kept = store.read(tx -> tx.reports().over("c/s", T));
      assertThat(kept).hasSize(1);
      assertThat(kept.get(0).body()).isEqualTo(ByteBuffer.wrap(body));
    }
  }

  @Test
  void whatIsMutedAsideOrSpentIsFoundAgain() {
    try (Store store = TestDatabase.open(file())) {
      String odd = "a'b\\c\"d %s :x ? \uD83D\uDDA8 đ\u0000z";
      List<Mute> muted =
          store.write(
              tx -> {
                tx.mutes().add(new Mute(0, "c/s", null, null, T, T.plusSeconds(9), odd, "o", "a"));
                return tx.mutes().active(T.plusSeconds(8));
              });
      assertThat(muted).extracting(Mute::id).containsExactly(1L);
      assertThat(muted.get(0).target()).isNull();
      assertThat(muted.get(0).why().replace('\0', '\uFFFD')).isEqualTo(odd.replace('\0', '\uFFFD'));
      List<AsideTable.Aside> aside =
          store.write(
              tx -> {
                tx.asides().put(new AsideTable.Aside("a", T, T.plusSeconds(1), "retry", "w"));
                tx.asides().put(new AsideTable.Aside("a", T, T.plusSeconds(2), "retry", "v"));
                return tx.asides().all();
              });
      assertThat(aside)
          .containsExactly(new AsideTable.Aside("a", T, T.plusSeconds(2), "retry", "v"));
      List<Optional<String>> spent =
          store.write(
              tx -> {
                tx.agents().addJoinCode("h", "c/s", 1, T.plusSeconds(1));
                return List.of(
                    tx.agents().spendJoinCode("h", T), tx.agents().spendJoinCode("h", T));
              });
      assertThat(spent).containsExactly(Optional.of("c/s"), Optional.empty());
    }
  }

  /** Two programs on one database: a command beside the service, or a second collector. */
  @Test
  void twoWritersGiveNoNumberTwice() {
    try (Store one = TestDatabase.open(file());
        Store two = TestDatabase.open(file())) {
      List<CompletableFuture<Long>> numbers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String target = "t" + i;
        numbers.add(
            (i % 2 == 0 ? one : two)
                .submit(
                    tx ->
                        tx.outages()
                            .add(
                                new Subject("c/s", target, "internet.link"),
                                Severity.HIGH,
                                "r",
                                Cause.MAIN_LINE,
                                Episode.begun(T, T))
                            .id()));
      }
      assertThat(numbers.stream().map(CompletableFuture::join))
          .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 200).boxed().toList());
    }
  }

  @Test
  void anExceptionUndoesOnlyItsOwnWork() {
    try (Store store = TestDatabase.open(file())) {
      List<CompletableFuture<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        int number = i;
        all.add(
            store.submit(
                tx -> {
                  boolean added = tx.agents().add("c/s", "M" + number, "hash" + number, T);
                  if (number % 4 == 3) {
                    throw new IllegalStateException("number " + number);
                  }
                  return added;
                }));
      }
      long failed = all.stream().filter(StoreTest::hasFailed).count();
      int kept = store.read(tx -> tx.agents().all().size());
      assertThat(failed).isEqualTo(10);
      assertThat(kept).isEqualTo(30);
    }
  }

  private static boolean hasFailed(CompletableFuture<Boolean> future) {
    return future.handle((result, failure) -> failure != null).join();
  }

  @Test
  void whatWasWrittenIsThereAfterOpeningAgain() {
    try (Store store = TestDatabase.open(file())) {
      store.write(tx -> tx.agents().add("c/s", "M", "hash", T));
    }
    try (Store store = TestDatabase.open(file())) {
      Optional<String> code =
          store.read(tx -> tx.agents().byTokenHash("hash").map(AgentTable.Machine::code));
      assertThat(code).contains("M");
    }
  }

  @Test
  void aNoticeOfAKindIsAddedOnce() {
    try (Store store = TestDatabase.open(file())) {
      int waiting =
          store.write(
              tx -> {
                Incident incident =
                    tx.outages()
                        .add(LINE, Severity.HIGH, "r", Cause.MAIN_LINE, Episode.begun(T, T));
                tx.outbox().add(incident, Notice.Kind.OPENED, T);
                tx.outbox().add(incident, Notice.Kind.OPENED, T);
                tx.outbox().add(incident, Notice.Kind.RECOVERED, T);
                return tx.outbox().due(T, 10).size();
              });
      assertThat(waiting).isEqualTo(2);
    }
  }

  @Test
  void openIncidentsOfACommuneAreOfNoOther() {
    try (Store store = TestDatabase.open(file())) {
      List<Incident> found =
          store.write(
              tx -> {
                for (String site : List.of("c/s", "c/t", "c-1/s", "c1/s", "d/s")) {
                  tx.outages()
                      .add(
                          new Subject(site, "line", "internet.link"),
                          Severity.HIGH,
                          "r",
                          Cause.MAIN_LINE,
                          Episode.begun(T, T));
                }
                return tx.incidents().openOf("c");
              });
      assertThat(found)
          .extracting(incident -> incident.subject().site())
          .containsExactly("c/s", "c/t");
    }
  }

  @Test
  void recoveriesAreCountedInTheirBucket() {
    try (Store store = TestDatabase.open(file())) {
      RecoveryCounts.Counts counts =
          store.write(
              tx -> {
                Incident incident =
                    tx.outages()
                        .add(LINE, Severity.HIGH, "r", Cause.MAIN_LINE, Episode.begun(T, T));
                Instant over = T.plusSeconds(400);
                tx.outages().course(incident, Episode.begun(T, T).recovered(over, over));
                tx.outages().count(tx.incidents().find(incident.id()).orElseThrow());
                tx.outages().count(tx.incidents().find(incident.id()).orElseThrow());
                return tx.incidents().recoveries().of("c");
              });
      assertThat(counts.counts()).containsExactly(0L, 1L, 0L, 0L, 0L, 0L, 0L, 0L);
      assertThat(counts.seconds()).isEqualTo(400.0);
    }
  }

  @Test
  void rawReportsAreForgottenByTheTimeTheyWereReceived() {
    try (Store store = TestDatabase.open(file())) {
      add(store, 1, new byte[] {1});
      int removed = store.write(tx -> tx.reports().removeBefore(T, 9));
      int later = store.write(tx -> tx.reports().removeBefore(T.plusMillis(1), 9));
      assertThat(List.of(removed, later)).containsExactly(0, 1);
    }
  }

  static void add(Store store, long sequence, byte[] body) {
    store.write(
        tx -> {
          ReportTable.Key key = new ReportTable.Key("c/s", "M", "b", sequence);
          tx.reports().add(key, T, new ReportTable.Span(T, T), 0, body);
          return true;
        });
  }
}
