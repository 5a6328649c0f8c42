package vn.daugio.collector.store;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** Where the data is. */
public sealed interface Database {
  /** An embedded database: one file, one collector. */
  record SqliteFile(Path file) implements Database {}

  /**
   * A database on a PostgreSQL server, for one collector or several.
   *
   * @param url {@code jdbc:postgresql://…}, without user and password
   * @param password null: the server asks for none
   * @param poolSize the most connections of one collector, from 2
   */
  record PostgresServer(String url, String user, @Nullable String password, int poolSize)
      implements Database {
    public static final int USUAL_POOL = 10;

    /** As a URL says that may also name user and password, as on a command line. */
    public static PostgresServer of(String url) {
      @Nullable Properties parsed = parse(url);
      String user = parsed == null ? "" : parsed.getProperty("user", "");
      @Nullable String password = parsed == null ? null : parsed.getProperty("password");
      String plain =
          url.replaceAll("(?<=[?&])(user|password)=[^&]*(&|$)", "").replaceAll("[?&]$", "");
      return new PostgresServer(plain, user, password, USUAL_POOL);
    }

    /** What is wrong with a URL; empty: nothing. */
    public static Optional<String> problem(String url) {
      @Nullable Properties parsed = parse(url);
      if (parsed == null || name(parsed).isEmpty()) {
        return Optional.of("an address like jdbc:postgresql://host/database is expected");
      }
      return parsed.containsKey("password") || parsed.containsKey("user")
          ? Optional.of("user and password have keys of their own")
          : Optional.empty();
    }

    /** The name of the database on its server. */
    public String name() {
      @Nullable Properties parsed = parse(url);
      return parsed == null ? "" : name(parsed);
    }

    /** Whether others on the way could read what is sent to the server. */
    public boolean isOpenToOthers() {
      @Nullable Properties parsed = parse(url);
      String mode = parsed == null ? "" : parsed.getProperty("sslmode", "");
      return !mode.startsWith("verify-") && !isLoopback();
    }

    private boolean isLoopback() {
      @Nullable Properties parsed = parse(url);
      String hosts = parsed == null ? "" : parsed.getProperty("PGHOST", "");
      return hosts.matches("((localhost|127\\.[0-9.]+|\\[?::1]?)(,|$))+");
    }

    private static @Nullable Properties parse(String url) {
      return url.startsWith("jdbc:postgresql://") ? Driver.parseURL(url, null) : null;
    }

    private static String name(Properties parsed) {
      return parsed.getProperty("PGDBNAME", "");
    }

    @Override
    public String toString() {
      return "PostgresServer[" + name() + "]";
    }
  }
}
