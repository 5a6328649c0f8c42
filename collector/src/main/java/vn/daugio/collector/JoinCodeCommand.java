package vn.daugio.collector;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeSet;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import vn.daugio.collector.fleet.Secrets;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.OfficeFile;
import vn.daugio.collector.store.Store;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.Problems;

/** {@code join-code F --site S [--uses N] [--valid 7d]}: prints a code, and only that. */
final class JoinCodeCommand extends Command {
  private static final int MOST_USES = 1000;
  private static final Duration LONGEST = Duration.ofDays(90);

  private final InstantSource clock;

  JoinCodeCommand(InstantSource clock) {
    super("join-code", "prints a code with which machines join a site");
    this.clock = clock;
  }

  @Override
  public void configure(Subparser parser) {
    parser.addArgument("file").help("the configuration");
    parser.addArgument("--site").required(true).help("commune/site");
    parser.addArgument("--uses").type(Integer.class).setDefault(1).help("how many machines");
    parser.addArgument("--valid").setDefault("7d").help("for how long, e.g. 12h or 7d");
  }

  @Override
  public void run(Bootstrap<?> bootstrap, Namespace namespace) {
    CollectorSettings settings = SettingsFile.read(Path.of(namespace.getString("file")));
    Office office = OfficeFile.read(settings.plan());
    String site = namespace.getString("site");
    int uses = namespace.getInt("uses");
    Problems problems = new Problems();
    ConfigMap options = ConfigMap.of("", Map.of("--valid", namespace.getString("valid")), problems);
    Duration valid = options.duration("--valid", LONGEST);
    if (valid.isZero() || valid.compareTo(LONGEST) > 0) {
      problems.add("--valid", "at most 90d");
    }
    if (uses < 1 || uses > MOST_USES) {
      problems.add("--uses", "from 1 to " + MOST_USES);
    }
    if (office.site(site).isEmpty()) {
      TreeSet<String> sites = new TreeSet<>();
      office.sites().forEach(one -> sites.add(one.id()));
      problems.unknownName("--site", "site", site, sites);
    }
    problems.throwIfAny("join-code");
    String code = Secrets.joinCode();
    Instant until = clock.instant().plus(valid);
    try (Store store = Store.open(settings.database())) {
      store.write(
          tx -> {
            tx.agents().addJoinCode(Secrets.joinCodeHash(code), site, uses, until);
            return true;
          });
    }
    System.out.println(code);
  }

  @Override
  public void onError(Cli cli, Namespace namespace, Throwable failure) {
    Failure.tell(cli.getStdErr(), failure);
  }
}
