package vn.daugio.collector;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import vn.daugio.collector.notify.ChannelTrial;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.OfficeFile;
import vn.daugio.collector.office.Role;
import vn.daugio.protocol.Problems;

/**
 * {@code test-notice F --site S [--role R]}: sends a test message through each channel; a line each
 * with channel, recipient, result and reason. Exit 1 when one was not taken.
 */
final class TestNoticeCommand extends Command {
  /** A modem in a bad spot takes half a minute for a message. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final InstantSource clock;

  TestNoticeCommand(InstantSource clock) {
    super("test-notice", "sends a test message through each channel");
    this.clock = clock;
  }

  @Override
  public void configure(Subparser parser) {
    parser.addArgument("file").help("the configuration");
    parser.addArgument("--site").required(true).help("commune/site");
    parser
        .addArgument("--role")
        .setDefault(Role.RESPONSE_TEAM.code())
        .help("who is to get it, e.g. response-team, supplier, province");
  }

  @Override
  public void run(Bootstrap<?> bootstrap, Namespace namespace) {
    CollectorSettings settings = SettingsFile.read(Path.of(namespace.getString("file")));
    Office office = OfficeFile.read(settings.plan());
    String site = namespace.getString("site");
    String code = namespace.getString("role");
    Problems problems = new Problems();
    Optional<Office.Site> found = office.site(site);
    if (found.isEmpty()) {
      TreeSet<String> sites = new TreeSet<>();
      office.sites().forEach(one -> sites.add(one.id()));
      problems.unknownName("--site", "site", site, sites);
    }
    Optional<Role> role = Role.ofCode(code);
    if (role.isEmpty()) {
      problems.unknownName("--role", "role", code, Role.codes());
    }
    problems.throwIfAny("test-notice");
    ChannelTrial test = new ChannelTrial(() -> office, settings.notifySettings(), clock, PATIENCE);
    List<ChannelTrial.Outcome> outcomes =
        test.run(new ChannelTrial.Wish(found.orElseThrow(), role.orElseThrow(), ""));
    for (ChannelTrial.Outcome one : outcomes) {
      System.out.println(String.join("\t", one.channel(), one.to(), one.result(), one.why()));
    }
    if (outcomes.isEmpty()) {
      System.out.println("no channel is configured");
    }
    if (!outcomes.stream().allMatch(ChannelTrial.Outcome::reached)) {
      System.exit(1);
    }
  }

  @Override
  public void onError(Cli cli, Namespace namespace, Throwable failure) {
    Failure.tell(cli.getStdErr(), failure);
  }
}
