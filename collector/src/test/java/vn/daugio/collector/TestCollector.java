package vn.daugio.collector;

import io.dropwizard.core.setup.Environment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import vn.daugio.collector.fleet.Secrets;
import vn.daugio.collector.store.Database;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.TestDatabase;

/** The real service on free ports of loopback, with a clock that stands still or is told. */
public final class TestCollector implements AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-11-23T00:30:00Z");
  public static final String OPERATOR = "operator-0123456789";
  public static final String READER = "reader-0123456789ab";
  public static final String PLAN =
      """
      province: p
      communes:
        c:
          name: C
          sites:
            s:
              name: S
              contact: Tổ ứng cứu
              machines: [{code: A-1, prober: true}, {code: A-2}]
              targets: [{name: duong-chinh, kind: link}]
      """;

  private final CollectorApplication application;
  private final Path config;
  private final InstantSource clock;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestCollector(CollectorApplication application, Path config, InstantSource clock) {
    this.application = application;
    this.config = config;
    this.clock = clock;
  }

  /**
   * A province and its time.
   *
   * @param plan the plan file
   * @param scheduler of the work that nobody asks for, such as sweeps
   */
  public record Setting(
      String plan,
      InstantSource clock,
      Function<Environment, ScheduledExecutorService> scheduler) {}

  public static TestCollector start(Path folder, String more) throws Exception {
    InstantSource clock = InstantSource.fixed(NOW);
    return start(folder, PLAN, more, new CollectorApplication(clock), clock);
  }

  /** One that lives by the machine's clock, beside programs that do. */
  public static TestCollector startNow(Path folder, String more) throws Exception {
    InstantSource clock = InstantSource.system();
    return start(folder, PLAN, more, new CollectorApplication(clock), clock);
  }

  public static TestCollector start(Path folder, Setting setting) throws Exception {
    InstantSource clock = setting.clock();
    CollectorApplication application = new CollectorApplication(clock, setting.scheduler());
    return start(folder, setting.plan(), "", application, clock);
  }

  private static TestCollector start(
      Path folder, String plan, String more, CollectorApplication application, InstantSource clock)
      throws Exception {
    Files.writeString(folder.resolve("plan.yaml"), plan);
    Files.writeString(folder.resolve("operator"), OPERATOR);
    Files.writeString(folder.resolve("reader"), READER);
    Path config =
        Files.writeString(
            folder.resolve("c.yaml"),
            """
            data-directory: data
            plan: plan.yaml
            listen: {port: 0, admin-port: 0}
            operator-token-file: operator
            read-token-file: reader
            """
                + more
                + (more.contains("database:") ? "" : database(folder)));
    application.run("server", config.toString());
    return new TestCollector(application, config, clock);
  }

  private static String database(Path folder) {
    return TestDatabase.at(folder.resolve("data").resolve("daugio.db"))
            instanceof Database.PostgresServer server
        ? "\ndatabase: {url: \"%s\", user: %s}\n".formatted(server.url(), server.user())
        : "";
  }

  public Path config() {
    return config;
  }

  public int port() {
    return application.port();
  }

  int adminPort() {
    return application.adminPort();
  }

  /** A join code of the site c/s. */
  public String joinCode(int uses) {
    return joinCode("c/s", uses);
  }

  /** A join code of a site, for a minute. */
  public String joinCode(String site, int uses) {
    String code = Secrets.joinCode();
    try (Store store = TestDatabase.open(config.resolveSibling("data").resolve("daugio.db"))) {
      store.write(
          tx -> {
            tx.agents()
                .addJoinCode(
                    Secrets.joinCodeHash(code), site, uses, clock.instant().plusSeconds(60));
            return true;
          });
    }
    return code;
  }

  /** Another command of the program on the same data; one that fails ends the test's process. */
  public void command(String name, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(name, config.toString()));
    arguments.addAll(List.of(options));
    new CollectorApplication(clock).run(arguments.toArray(new String[0]));
  }

  public HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    try {
      application.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the collector did not stop cleanly", e);
    }
  }
}
