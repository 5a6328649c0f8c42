package vn.daugio.collector.store;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Set;
import java.util.function.Function;
import org.apache.tomcat.jdbc.pool.DataSource;
import org.apache.tomcat.jdbc.pool.PoolExhaustedException;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL, for several collectors on one database. Who writes holds an advisory lock until the
 * end of the transaction: one writer at a time, as with SQLite.
 */
final class PostgresEngine implements Engine {
  /** "daugio" in ASCII; other programs on the same database have other numbers. */
  private static final long WRITERS = 0x64617567696FL;

  /** Waits until this transaction is the only one that writes. */
  static final String LOCK = "SELECT pg_advisory_xact_lock(" + WRITERS + ")";

  /** First classes of SQLSTATE: connection, resources, operator, system; all pass by themselves. */
  private static final Set<String> OUTAGES = Set.of("08", "53", "57", "58", "XX");

  /** A standby; a pause or a wait that was too long; a deadlock with an operator. */
  private static final Set<String> PASSING = Set.of("25006", "25P03", "55P03", "40P01", "40001");

  /**
   * What a session needs: snapshots that begin after the lock; commits that are durable even where
   * the server's default is less; an end to what hangs, so that others can write.
   */
  private static final String SESSION =
      """
      SET default_transaction_isolation = 'read committed';
      SET lock_timeout = '10s';
      SET statement_timeout = '20s';
      SET idle_in_transaction_session_timeout = '30s';
      SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') IN ('off', 'local')
      """;

  /** Where there is no schema at all, nothing may be created either. */
  private static final String PLACE =
      """
      SELECT pg_is_in_recovery() AS standby,
        COALESCE(has_schema_privilege(current_schema(), 'CREATE'), FALSE) AS allowed
      """;

  private final Database.PostgresServer server;

  PostgresEngine(Database.PostgresServer server) {
    this.server = server;
  }

  @Override
  public String label() {
    return "the PostgreSQL database " + server.name();
  }

  private PGSimpleDataSource plain() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(server.url());
    source.setUser(server.user());
    source.setPassword(server.password());
    source.setConnectTimeout(5);
    source.setLoginTimeout(10);
    source.setTcpKeepAlive(true);
    source.setLogServerErrorDetail(false);
    source.setApplicationName("daugio-collector");
    return source;
  }

  @Override
  public void checkPlace() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(PLACE)) {
      answer.next();
      if (answer.getBoolean("standby")) {
        throw new StoreException(label() + " cannot be used: " + known("25006"));
      }
      if (!answer.getBoolean("allowed")) {
        throw new StoreException(label() + " cannot be used: " + known("42501"));
      }
    } catch (SQLException e) {
      throw new StoreException(label() + " cannot be used: " + words(e), e);
    }
  }

  @Override
  public boolean isThere() {
    return true;
  }

  @Override
  public void makePlace() {
    checkPlace();
  }

  @Override
  public DataSource pool() {
    PGSimpleDataSource source = plain();
    // longer than statement_timeout: only a server that is gone is given up here
    source.setSocketTimeout(25);
    PoolProperties properties = new PoolProperties();
    properties.setDataSource(source);
    properties.setUseStatementFacade(false); // a reflective call for each column of each row
    properties.setMaxActive(server.poolSize());
    properties.setMaxIdle(server.poolSize());
    properties.setMinIdle(1);
    properties.setInitialSize(1);
    properties.setMaxWait(5_000);
    properties.setInitSQL(SESSION);
    properties.setTestOnBorrow(true);
    properties.setValidationInterval(1_000);
    properties.setRollbackOnReturn(true);
    properties.setJmxEnabled(false);
    return new DataSource(properties);
  }

  /** A connection beside the pool, for what may take long. */
  Connection connect() throws SQLException {
    return plain().getConnection();
  }

  /** PostgreSQL keeps no NUL in a text. */
  static String kept(String text) {
    return text.replace('\0', '\uFFFD');
  }

  @Override
  public void prepare(Jdbi jdbi) {
    jdbi.registerArgument(
        new AbstractArgumentFactory<String>(Types.VARCHAR) {
          @Override
          protected Argument build(String value, ConfigRegistry config) {
            String kept = kept(value);
            return (position, statement, context) -> statement.setString(position, kept);
          }
        });
  }

  @Override
  public FluentConfiguration migration() {
    return Flyway.configure()
        .dataSource(plain())
        .locations("classpath:db/migration", "classpath:db/postgresql");
  }

  @Override
  public void alone(Runnable migration) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(" + WRITERS + ")");
      migration.run();
    } catch (SQLException e) {
      throw new StoreException(label() + " cannot be used: " + words(e), e);
    }
  }

  @Override
  public <T> T snapshot(Jdbi jdbi, Function<Handle, T> work) {
    return jdbi.inTransaction(
        handle -> {
          handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
          return work.apply(handle);
        });
  }

  @Override
  public void begin(Handle handle) {
    handle.begin();
    handle.execute(LOCK);
  }

  @Override
  public void commit(Handle handle) {
    handle.commit();
  }

  @Override
  public void rollback(Handle handle) {
    handle.rollback();
  }

  @Override
  public boolean isOutage(Throwable failure) {
    String state = state(failure);
    return (state.length() == 5 && OUTAGES.contains(state.substring(0, 2)))
        || PASSING.contains(state);
  }

  private static String state(Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }

  @Override
  public String words(Throwable failure) {
    Throwable root = Engine.root(failure);
    if (root instanceof UnknownHostException
        || root instanceof SocketException
        || root instanceof SocketTimeoutException) {
      return "the server of database.url cannot be reached: " + root.getClass().getSimpleName();
    }
    if (root instanceof PoolExhaustedException) {
      return "all connections are in use; a higher database.pool-size may help";
    }
    @Nullable String known = known(state(failure));
    return known == null ? Engine.firstLine(root) : known;
  }

  private @Nullable String known(String state) {
    return switch (state) {
      case "08001", "08004" -> "the server of database.url cannot be reached";
      case "08003", "08006", "25P03" -> "the connection to the server was lost";
      case "28P01", "28000" ->
          "the server does not let " + server.user() + " in: wrong password, or not allowed there";
      case "3D000" ->
          "there is no such database on the server; an administrator creates it: CREATE DATABASE "
              + server.name()
              + " OWNER "
              + server.user();
      case "42501" ->
          server.user() + " has not all rights; an administrator makes it the database's owner";
      case "53100" -> "the disk of the server is full; make room";
      case "53300" -> "the server takes no more connections; a lower database.pool-size may help";
      case "57P01", "57P02", "57P03" -> "the server is stopping or starting";
      case "25006" -> "the server is read-only, as a standby is";
      case "55P03" -> "another collector has been writing for longer than 10 s";
      default -> null;
    };
  }
}
