package vn.daugio.collector;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.nio.file.Path;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import vn.daugio.collector.office.OfficeFile;

/** {@code check F}: tells all problems of the configuration and of its plan. */
final class CheckCommand extends Command {
  CheckCommand() {
    super("check", "tells all problems of the configuration and of its plan");
  }

  @Override
  public void configure(Subparser parser) {
    parser.addArgument("file").help("the configuration");
  }

  @Override
  public void run(Bootstrap<?> bootstrap, Namespace namespace) {
    String file = namespace.getString("file");
    CollectorSettings settings = SettingsFile.read(Path.of(file));
    OfficeFile.read(settings.plan())
        .contacts()
        .warnings()
        .forEach(warning -> System.out.println("warning: " + warning));
    System.out.println(file + " and " + settings.plan() + " are fine");
  }

  @Override
  public void onError(Cli cli, Namespace namespace, Throwable failure) {
    Failure.tell(cli.getStdErr(), failure);
  }
}
