package vn.daugio.collector;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.notify.Notifier;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.OfficeFile;
import vn.daugio.collector.store.Database;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.text.Texts;
import vn.daugio.collector.web.CalendarText;
import vn.daugio.protocol.Language;

/**
 * {@code check F [--calendar]}: tells all problems of the configuration and of its plan, and
 * whether the database can be used; it changes nothing there. On request it prints the hours and
 * the coming special days of each site.
 */
final class CheckCommand extends Command {
  private final InstantSource clock;

  CheckCommand(InstantSource clock) {
    super("check", "tells all problems of the configuration and of its plan");
    this.clock = clock;
  }

  @Override
  public void configure(Subparser parser) {
    parser.addArgument("file").help("the configuration");
    parser
        .addArgument("--calendar")
        .action(Arguments.storeTrue())
        .help("also print the hours and the special days of each site");
    parser.addArgument("--lang").choices("vi", "en").setDefault("vi").help("of --calendar");
  }

  @Override
  public void run(Bootstrap<?> bootstrap, Namespace namespace) {
    String file = namespace.getString("file");
    CollectorSettings settings = SettingsFile.read(Path.of(file));
    Office office = OfficeFile.read(settings.plan());
    office.contacts().warnings().forEach(warning -> System.out.println("warning: " + warning));
    for (Notifier channel : settings.channels()) {
      if (!channel.warning().isEmpty()) {
        System.out.println("warning: " + channel.name() + ": " + channel.warning());
      }
    }
    if (settings.database() instanceof Database.PostgresServer server && server.isOpenToOthers()) {
      System.out.println(
          "warning: database.url: others could read what is sent to the server;"
              + " add ?sslmode=verify-full where it is another machine");
    }
    Store.check(settings.database());
    System.out.println(file + " and " + settings.plan() + " are fine");
    if (Boolean.TRUE.equals(namespace.getBoolean("calendar"))) {
      printCalendar(office, Texts.in(Language.of(namespace.getString("lang"))));
    }
  }

  private void printCalendar(Office office, Texts texts) {
    LocalDate today = OfficeCalendar.today(clock.instant());
    // names of days are Vietnamese whatever the machine's character set is
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (Office.Site site : office.sites()) {
      out.print("\n" + CalendarText.of(office, site, today, texts));
    }
    out.flush();
  }

  @Override
  public void onError(Cli cli, Namespace namespace, Throwable failure) {
    Failure.tell(cli.getStdErr(), failure);
  }
}
