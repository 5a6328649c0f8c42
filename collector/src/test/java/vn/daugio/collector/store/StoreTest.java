package vn.daugio.collector.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.incident.Cause;
import vn.daugio.collector.incident.Episode;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.state.Subject;

class StoreTest {
  private static final Instant T = Instant.parse("2026-11-23T00:00:00Z");
  private static final Subject LINE = new Subject("c/s", "line", "internet.link");

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("daugio.db");
  }

  @Test
  void anExceptionUndoesOnlyItsOwnWork() {
    try (Store store = Store.open(file())) {
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
    try (Store store = Store.open(file())) {
      store.write(tx -> tx.agents().add("c/s", "M", "hash", T));
    }
    try (Store store = Store.open(file())) {
      Optional<String> code =
          store.read(tx -> tx.agents().byTokenHash("hash").map(AgentTable.Machine::code));
      assertThat(code).contains("M");
    }
  }

  @Test
  void aDatabaseOfANewerVersionIsLeftAlone() throws SQLException {
    Store.open(file()).close();
    execute(
        "INSERT INTO flyway_schema_history VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1,"
            + " 'x', '2030-01-01 00:00:00.000', 1, 1)");
    assertThatThrownBy(() -> Store.open(file()))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            file()
                + " was written by a newer version of the collector (schema 99);"
                + " install that version again, or move the file away to start anew");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void aDamagedFileIsToldAndNotTouched() throws IOException {
    byte[] damaged =
        "this is no database, but somebody's text of more than a page"
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Files.write(file(), damaged);
    assertThatThrownBy(() -> Store.open(file()))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            file()
                + " cannot be used as the database: the file is damaged or no database;"
                + " nothing was changed, put a backup in its place");
    assertThat(Files.readAllBytes(file())).isEqualTo(damaged);
  }

  @Test
  void aFolderThatCannotBeMadeIsTold() throws IOException {
    Path notAFolder = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> Store.open(notAFolder.resolve("data").resolve("daugio.db")))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("cannot create the data directory " + notAFolder.resolve("data"));
  }

  @Test
  void aFullDiskLosesNothingThatWasAcknowledged() throws Exception {
    Path small = Path.of("/tmp/daugio-small-" + ProcessHandle.current().pid());
    Files.createDirectories(small);
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small.toString()) == 0;
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(mounted, "mounting a small disk needs root");
    }
    assertThat(mounted).isTrue();
    try {
      List<Long> acknowledged = new ArrayList<>();
      try (Store store = Store.open(small.resolve("daugio.db"))) {
        byte[] body = new byte[50_000];
        new java.util.Random(1).nextBytes(body);
        assertThatThrownBy(
                () -> {
                  for (long i = 1; i < 100; i++) {
                    add(store, i, body);
                    acknowledged.add(i);
                  }
                })
            .isInstanceOf(StoreException.class)
            .hasMessageContaining("the disk is full");
        long kept = store.read(tx -> tx.reports().count());
        assertThat(kept).isEqualTo(acknowledged.size()).isPositive();
      }
    } finally {
      run("umount", small.toString());
      Files.delete(small);
    }
  }

  private static void add(Store store, long sequence, byte[] body) {
    store.write(
        tx -> {
          ReportTable.Key key = new ReportTable.Key("c/s", "M", "b", sequence);
          tx.reports().add(key, T, new ReportTable.Span(T, T), 0, body);
          return true;
        });
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  @Test
  void aNoticeOfAKindIsAddedOnce() {
    try (Store store = Store.open(file())) {
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
  void recoveriesAreCountedInTheirBucket() {
    try (Store store = Store.open(file())) {
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
    try (Store store = Store.open(file())) {
      add(store, 1, new byte[] {1});
      int removed = store.write(tx -> tx.reports().removeBefore(T, 9));
      int later = store.write(tx -> tx.reports().removeBefore(T.plusMillis(1), 9));
      assertThat(List.of(removed, later)).containsExactly(0, 1);
    }
  }
}
