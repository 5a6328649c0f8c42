package vn.daugio.collector.store;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** The tables of a database: those of this version, or older ones that are brought up to it. */
final class Schema {
  private final Engine engine;

  Schema(Engine engine) {
    this.engine = engine;
  }

  /**
   * Changes nothing.
   *
   * @throws StoreException when a newer version has written it, or it cannot be read
   */
  void check() {
    with(
        () -> {
          Flyway flyway = engine.migration().load();
          for (MigrationInfo applied : flyway.info().applied()) {
            if (applied.getState().name().startsWith("FUTURE")) {
              throw new StoreException(
                  engine.label()
                      + " was written by a newer version of the collector (schema "
                      + applied.getVersion()
                      + "); install that version again, or move the "
                      + (engine instanceof SqliteEngine ? "file" : "database")
                      + " away to start anew");
            }
          }
        });
  }

  /** Creates or migrates the tables. */
  void migrate() {
    check();
    with(() -> engine.alone(() -> engine.migration().load().migrate()));
  }

  private void with(Runnable work) {
    try {
      work.run();
    } catch (FlywayException e) {
      throw new StoreException(engine.label() + " cannot be used as the database: " + words(e), e);
    }
  }

  private String words(FlywayException e) {
    return String.valueOf(e.getMessage()).contains("no schema history table")
        ? "it holds tables of another program; the collector needs a database of its own"
        : engine.words(e);
  }
}
