package vn.daugio.collector;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.EnvironmentCommand;
import io.dropwizard.core.setup.Environment;
import net.sourceforge.argparse4j.inf.Namespace;
import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code server F}: the service, until it is told to stop. */
final class ServeCommand extends EnvironmentCommand<CollectorConfiguration> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  ServeCommand(CollectorApplication application) {
    super(application, "server", "runs the service");
  }

  @Override
  protected void run(
      Environment environment, Namespace namespace, CollectorConfiguration configuration)
      throws Exception {
    Server server = configuration.getServerFactory().build(environment);
    try {
      server.start();
    } catch (Exception e) {
      server.stop();
      throw e;
    }
    cleanupAsynchronously();
    CollectorSettings.Listen listen = configuration.settings().listen();
    String scheme = listen.tls() == null ? "http" : "https";
    LOG.info("ready at {}://{}:{}", scheme, listen.host(), Servers.port(server));
  }

  @Override
  public void onError(Cli cli, Namespace namespace, Throwable failure) {
    Failure.tell(cli.getStdErr(), failure);
  }
}
