package vn.daugio.collector;

import com.codahale.metrics.health.HealthCheck;
import io.dropwizard.configuration.ConfigurationFactory;
import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.dropwizard.lifecycle.Managed;
import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.fleet.EnrolmentResource;
import vn.daugio.collector.fleet.InventoryResource;
import vn.daugio.collector.fleet.PlanResource;
import vn.daugio.collector.fleet.Secrets;
import vn.daugio.collector.ingest.AlertIntake;
import vn.daugio.collector.ingest.AlertResource;
import vn.daugio.collector.ingest.Intake;
import vn.daugio.collector.ingest.ReportResource;
import vn.daugio.collector.ingest.SilenceSweep;
import vn.daugio.collector.metrics.MetricsResources;
import vn.daugio.collector.metrics.RequestTimer;
import vn.daugio.collector.metrics.ServiceMeters;
import vn.daugio.collector.notify.AlertKeeper;
import vn.daugio.collector.notify.ChannelTrial;
import vn.daugio.collector.notify.NoticeDispatcher;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.Offices;
import vn.daugio.collector.sheet.Sheets;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.web.WebResources;
import vn.daugio.protocol.ConfigException;

/** Wires the service together; it has no opinion of its own. */
public final class CollectorApplication extends Application<CollectorConfiguration> {
  private final InstantSource clock;
  private final Function<Environment, ScheduledExecutorService> scheduler;
  private @Nullable Server server;

  /**
   * @param clock what "now" is to everything that judges; sockets and threads live by the machine's
   */
  public CollectorApplication(InstantSource clock) {
    this(
        clock,
        environment ->
            environment.lifecycle().scheduledExecutorService("daugio-%d").threads(2).build());
  }

  /**
   * @param scheduler makes what calls the work that nobody asks for: sweeps and notices
   */
  public CollectorApplication(
      InstantSource clock, Function<Environment, ScheduledExecutorService> scheduler) {
    this.clock = clock;
    this.scheduler = scheduler;
  }

  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      System.err.println("daugio-collector: a command is missing: server, check or join-code");
      System.exit(2);
    }
    new CollectorApplication(InstantSource.system()).run(args);
  }

  /** The port of the running service. */
  int port() {
    return Servers.port(Objects.requireNonNull(server, "not started"));
  }

  /** The port of its health checks. */
  int adminPort() {
    return Servers.port(Objects.requireNonNull(server, "not started"), "admin");
  }

  /** Stops the running service: answers what was asked, then closes the database. */
  void stop() throws Exception {
    Objects.requireNonNull(server, "not started").stop();
  }

  @Override
  public String getName() {
    return "daugio-collector";
  }

  @Override
  protected void bootstrapLogging() {
    Logging.bootstrap();
  }

  @Override
  protected void addDefaultCommands(Bootstrap<CollectorConfiguration> bootstrap) {
    bootstrap.addCommand(new ServeCommand(this));
    bootstrap.addCommand(new CheckCommand(clock));
    bootstrap.addCommand(new JoinCodeCommand(clock));
    bootstrap.addCommand(new ImportConsoleCommand(clock));
    bootstrap.addCommand(new ProductsCommand(clock));
    bootstrap.addCommand(new TestNoticeCommand(clock));
    bootstrap.addCommand(new MigrateToPostgresqlCommand());
    bootstrap.addCommand(new ZaloChatsCommand(System.out, System.err));
  }

  @Override
  protected void onFatalError(Throwable failure) {
    System.exit(2);
  }

  @Override
  public void initialize(Bootstrap<CollectorConfiguration> bootstrap) {
    bootstrap.setConfigurationFactoryFactory(
        (type, validator, mapper, prefix) -> new SettingsFactory());
    WebResources.addBundles(bootstrap);
  }

  @Override
  public void run(CollectorConfiguration configuration, Environment environment) {
    CollectorSettings settings = configuration.settings();
    Offices offices = new Offices(settings.plan(), clock);
    Store store = Store.open(settings.database());
    environment.lifecycle().manage(closing(store));
    environment.lifecycle().addServerLifecycleListener(started -> server = started);
    environment.healthChecks().register("database", health(store));
    PrometheusRegistry registry = new PrometheusRegistry();
    PrometheusMeterRegistry meters =
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, registry, Clock.SYSTEM);

    AutoCloseable runtime = ServiceMeters.bind(meters);
    environment.lifecycle().manage(new AutoCloseableManager(runtime));
    environment
        .lifecycle()
        .addServerLifecycleListener(started -> ServiceMeters.bind(meters, started.getThreadPool()));
    filter(environment, "time", new RequestTimer(meters));
    filter(environment, "headers", new SafeHeaders());
    var jersey = environment.jersey();
    Gate gate =
        new Gate(
            settings.access(),
            token -> store.read(tx -> tx.agents().byTokenHash(Secrets.hash(token))));
    jersey.register(gate);
    jersey.register(new ErrorMapper());
    jersey.register(new ReportResource(new Intake(store, offices), clock, meters));
    jersey.register(new AlertResource(new AlertIntake(store, offices), clock, meters));
    jersey.register(new EnrolmentResource(store, offices, clock));
    jersey.register(new PlanResource(store, offices, clock));
    jersey.register(new InventoryResource(store, clock));
    MetricsResources.of(store, offices, clock, registry, Sheets::counts).forEach(jersey::register);
    WebResources.of(store, offices, clock, gate::isOperator).forEach(jersey::register);
    jersey.register(
        WebResources.notices(
            store,
            offices,
            clock,
            new ChannelTrial(offices, settings.notifySettings(), clock, Servers.LONGEST_ANSWER),
            gate::isOperator));
    work(new Parts(settings, store, offices, meters), environment);
  }

  private static void filter(Environment environment, String name, Filter filter) {
    environment
        .servlets()
        .addFilter(name, filter)
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
  }

  private record Parts(
      CollectorSettings settings,
      Store store,
      Supplier<Office> offices,
      PrometheusMeterRegistry meters) {}

  /** What goes on without being asked. */
  private void work(Parts parts, Environment environment) {
    ScheduledExecutorService timer = scheduler.apply(environment);
    CollectorSettings settings = parts.settings();
    environment
        .lifecycle()
        .manage(
            new SilenceSweep(
                new SilenceSweep.Scope(parts.store(), parts.offices(), settings.retention()),
                clock,
                timer));
    NoticeDispatcher.Scope telling =
        new NoticeDispatcher.Scope(parts.store(), parts.offices(), settings.notifySettings());
    environment.lifecycle().manage(new NoticeDispatcher(telling, clock, parts.meters(), timer));
    // on a thread of its own: an Alertmanager that hangs holds nothing up
    ScheduledExecutorService keeping =
        environment.lifecycle().scheduledExecutorService("alerts-%d").threads(1).build();
    environment.lifecycle().manage(new AlertKeeper(telling, clock, keeping));
  }

  private static HealthCheck health(Store store) {
    return new HealthCheck() {
      @Override
      protected Result check() {
        return Result.healthy(store.read(tx -> tx.outbox().waiting()) + " notices wait");
      }
    };
  }

  private static Managed closing(Store store) {
    return new Managed() {
      @Override
      public void stop() {
        store.close();
      }
    };
  }

  /** Reads the file ourselves: all problems at once, with suggestions. */
  private static final class SettingsFactory
      implements ConfigurationFactory<CollectorConfiguration> {
    @Override
    public CollectorConfiguration build(ConfigurationSourceProvider provider, String path) {
      return new CollectorConfiguration(SettingsFile.read(Path.of(path)));
    }

    @Override
    public CollectorConfiguration build() {
      throw new ConfigException(
          "server", List.of("the configuration file is missing on the command line"));
    }
  }
}
