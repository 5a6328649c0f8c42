package vn.daugio.collector;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import vn.daugio.collector.fleet.ConsoleList;
import vn.daugio.collector.fleet.Products;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.OfficeFile;
import vn.daugio.collector.store.ProductTable.ConsoleMachine;
import vn.daugio.collector.store.Store;
import vn.daugio.protocol.Problems;

/**
 * {@code import-console F CSV --commune C --product ID [--name COLUMN] [--contact COLUMN]}: takes
 * in the list that a vendor's console exports.
 */
final class ImportConsoleCommand extends Command {
  private final InstantSource clock;

  ImportConsoleCommand(InstantSource clock) {
    super("import-console", "takes in the list of machines that a vendor's console exports");
    this.clock = clock;
  }

  @Override
  public void configure(Subparser parser) {
    parser.addArgument("file").help("the configuration");
    parser.addArgument("csv").help("the list, with a line of headings");
    parser.addArgument("--commune").required(true).help("whose machines it lists");
    parser.addArgument("--product").required(true).help("whose console, e.g. bkav-endpoint");
    parser.addArgument("--name").help("heading of the machines' names; else the first column");
    parser.addArgument("--contact").help("heading of the last contact");
  }

  @Override
  public void run(Bootstrap<?> bootstrap, Namespace namespace) {
    CollectorSettings settings = SettingsFile.read(Path.of(namespace.getString("file")));
    Office office = OfficeFile.read(settings.plan());
    String commune = namespace.getString("commune");
    String product = namespace.getString("product");
    try (Store store = Store.open(settings.database())) {
      Problems problems = new Problems();
      if (office.commune(commune).isEmpty()) {
        TreeSet<String> communes = new TreeSet<>();
        office.communes().forEach(one -> communes.add(one.code()));
        problems.unknownName("--commune", "commune", commune, communes);
      }
      TreeSet<String> products =
          new TreeSet<>(store.read(tx -> Products.known(tx.products())).ids());
      if (!products.contains(product)) {
        problems.unknownName("--product", "product", product, products);
      }
      problems.throwIfAny("import-console");
      List<ConsoleMachine> machines =
          ConsoleList.read(
              Path.of(namespace.getString("csv")),
              namespace.getString("name"),
              namespace.getString("contact"));
      store.write(
          tx -> {
            tx.products().importConsole(commune, product, machines, clock.instant());
            return true;
          });
      System.out.println(machines.size() + " machines of " + commune + " for " + product);
    }
  }

  @Override
  public void onError(Cli cli, Namespace namespace, Throwable failure) {
    Failure.tell(cli.getStdErr(), failure);
  }
}
