package vn.daugio.collector;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.store.Copy;
import vn.daugio.collector.store.Database.PostgresServer;
import vn.daugio.protocol.Problems;

/**
 * {@code migrate-to-postgresql F URL [--user U] [--password-file P]}: copies the embedded database
 * of a collector that is stopped into an empty one on a server.
 */
final class MigrateToPostgresqlCommand extends Command {
  private static final int DIFFERENT = 1;

  MigrateToPostgresqlCommand() {
    super("migrate-to-postgresql", "copies the data into an empty PostgreSQL database");
  }

  @Override
  public void configure(Subparser parser) {
    parser.addArgument("file").help("the configuration of the collector, which is stopped");
    parser.addArgument("url").help("jdbc:postgresql://host/database");
    parser.addArgument("--user").help("who owns it; else the one of database: or of the URL");
    parser.addArgument("--password-file").help("a file with the password");
  }

  @Override
  public void run(Bootstrap<?> bootstrap, Namespace namespace) {
    CollectorSettings settings = SettingsFile.read(Path.of(namespace.getString("file")));
    PostgresServer to = target(settings, namespace);
    try {
      Map<String, Long> rows = Copy.of(CollectorSettings.embedded(settings.dataDirectory()), to);
      long sum = rows.values().stream().mapToLong(Long::longValue).sum();
      System.out.println(sum + " rows of " + rows.size() + " tables were copied and counted");
      if (!(settings.database() instanceof PostgresServer)) {
        System.out.println("now add database: to the configuration, and start the collector");
      }
    } catch (Copy.DifferentException e) {
      System.err.println("daugio-collector: " + e.getMessage());
      System.exit(DIFFERENT);
    }
  }

  private static PostgresServer target(CollectorSettings settings, Namespace namespace) {
    Problems problems = new Problems();
    @Nullable PostgresServer usual =
        settings.database() instanceof PostgresServer server ? server : null;
    PostgresServer given = PostgresServer.of(namespace.getString("url"));
    PostgresServer.problem(given.url()).ifPresent(problem -> problems.add("URL", problem));
    String user = namespace.getString("user");
    if (user == null) {
      user = given.user().isEmpty() && usual != null ? usual.user() : given.user();
    }
    if (user.isEmpty()) {
      problems.add("--user", "is missing");
    }
    @Nullable String password = given.password();
    @Nullable String file = namespace.getString("password_file");
    if (file != null) {
      try {
        password = Files.readString(Path.of(file)).strip();
      } catch (IOException e) {
        problems.add("--password-file", file + " cannot be read");
      }
    } else if (password == null && usual != null) {
      password = usual.password();
    }
    problems.throwIfAny("migrate-to-postgresql");
    return new PostgresServer(given.url(), user, password, PostgresServer.USUAL_POOL);
  }

  @Override
  public void onError(Cli cli, Namespace namespace, Throwable failure) {
    Failure.tell(cli.getStdErr(), failure);
  }
}
