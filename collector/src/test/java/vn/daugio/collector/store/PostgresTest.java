package vn.daugio.collector.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.daugio.collector.store.Database.PostgresServer;

/** What only a server can suffer, told in words that say what to do. */
@Tag("postgresql")
class PostgresTest {
  private static final List<Consumer<Database>> USES = List.of(Store::open, Store::check);

  private static void refused(Database database, String message) {
    for (Consumer<Database> use : USES) {
      assertThatThrownBy(() -> use.accept(database))
          .isInstanceOf(StoreException.class)
          .hasMessage(message);
    }
  }

  @Test
  void aServerThatIsNotThere() {
    refused(
        new PostgresServer("jdbc:postgresql://127.0.0.1:9/d", "u", "secret", 2),
        "the PostgreSQL database d cannot be used: the server of database.url cannot be reached:"
            + " ConnectException");
  }

  @Test
  void aUserWhoMayNotEnter() throws SQLException {
    PostgresServer there = TestDatabase.fresh();
    TestDatabase.execute(there, "CREATE ROLE outsider NOLOGIN");
    refused(
        new PostgresServer(there.url(), "outsider", "secret", 2),
        "the PostgreSQL database "
            + there.name()
            + " cannot be used: the server does not let outsider in: wrong password, or not allowed"
            + " there");
  }

  @Test
  void aDatabaseThatIsMissing() {
    String url = TestDatabase.fresh().url().replaceAll("/t\\d+$", "/nowhere");
    refused(
        new PostgresServer(url, "postgres", null, 2),
        "the PostgreSQL database nowhere cannot be used: there is no such database on the server;"
            + " an administrator creates it: CREATE DATABASE nowhere OWNER postgres");
  }

  @Test
  void aUserWhoMayNotCreateTables() throws SQLException {
    PostgresServer there = TestDatabase.fresh();
    TestDatabase.execute(there, "CREATE ROLE reader LOGIN");
    refused(
        new PostgresServer(there.url(), "reader", null, 2),
        "the PostgreSQL database "
            + there.name()
            + " cannot be used: reader has not all rights; an administrator makes it the database's"
            + " owner");
  }

  @Test
  void aDatabaseOfAnotherProgram() throws SQLException {
    PostgresServer there = TestDatabase.fresh();
    TestDatabase.execute(there, "CREATE TABLE theirs (id BIGINT)");
    assertThatThrownBy(() -> Store.open(there))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "the PostgreSQL database "
                + there.name()
                + " cannot be used as the database: it holds tables of another program; the"
                + " collector needs a database of its own");
  }

  @Test
  void lookingCreatesNothing() throws SQLException {
    PostgresServer there = TestDatabase.fresh();
    Store.check(there);
    TestDatabase.execute(there, "CREATE TABLE machine (id BIGINT)");
  }

  /** Several that start at once: one creates the tables, the others find them. */
  @Test
  void collectorsMayStartTogether() {
    PostgresServer there = TestDatabase.fresh();
    List<CompletableFuture<Store>> started =
        List.of(
            CompletableFuture.supplyAsync(() -> Store.open(there)),
            CompletableFuture.supplyAsync(() -> Store.open(there)));
    for (CompletableFuture<Store> one : started) {
      try (Store store = one.join()) {
        long reports = store.read(tx -> tx.reports().count());
        assertThat(reports).isZero();
      }
    }
  }

  @Test
  void aPasswordIsNotShown() {
    assertThat(new PostgresServer("jdbc:postgresql://h/d", "u", "secret", 2).toString())
        .isEqualTo("PostgresServer[d]");
  }

  @Test
  void whoCouldReadOnTheWay() {
    assertThat(open("jdbc:postgresql://db.example/d")).isTrue();
    assertThat(open("jdbc:postgresql://db.example/d?sslmode=require")).isTrue();
    assertThat(open("jdbc:postgresql://db.example/d?sslmode=verify-full")).isFalse();
    assertThat(open("jdbc:postgresql://127.0.0.1:5433/d")).isFalse();
    assertThat(open("jdbc:postgresql://localhost,db.example/d")).isTrue();
  }

  private static boolean open(String url) {
    return new PostgresServer(url, "u", null, 2).isOpenToOthers();
  }

  /** The server ends all sessions in the middle of a transaction, as a restart does. */
  @Test
  void aSessionThatEndsInTheMiddleLeavesNothingHalfDone() {
    PostgresServer there = TestDatabase.fresh();
    Instant now = Instant.parse("2026-11-23T00:00:00Z");
    try (Store store = Store.open(there)) {
      store.write(tx -> tx.agents().add("c/s", "A", "hash-a", now));
      assertThatThrownBy(
              () ->
                  store.write(
                      tx -> {
                        tx.agents().add("c/s", "B", "hash-b", now);
                        TestDatabase.endSessions(there);
                        return tx.agents().add("c/s", "C", "hash-c", now);
                      }))
          .isInstanceOf(StoreException.class)
          .hasMessage("the database could not be written: the server is stopping or starting");
      assertThat(store.failures()).isEqualTo(1);
      boolean again = store.write(tx -> tx.agents().add("c/s", "D", "hash-d", now));
      List<String> codes =
          store.read(tx -> tx.agents().all().stream().map(AgentTable.Machine::code).toList());
      assertThat(again).isTrue();
      assertThat(codes).containsExactly("A", "D");
    }
  }
}
