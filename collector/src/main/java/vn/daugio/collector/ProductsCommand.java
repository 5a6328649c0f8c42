package vn.daugio.collector;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sourceforge.argparse4j.inf.MutuallyExclusiveGroup;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.fleet.Learning;
import vn.daugio.collector.fleet.Products;
import vn.daugio.collector.store.ProductTable;
import vn.daugio.collector.store.Store;
import vn.daugio.protocol.ConfigException;
import vn.daugio.protocol.InventoryReport;
import vn.daugio.protocol.Problems;
import vn.daugio.protocol.ProductSignature;
import vn.daugio.protocol.ProtocolJson;

/**
 * {@code products F}: how protection products are recognised, and learning that from a good machine
 * in three steps: {@code --ask commune/site/MACHINE}; {@code --show} the same, when it has
 * answered; {@code --learn} the same with {@code --pick}, {@code --running}, {@code --id} and
 * {@code --name}.
 */
final class ProductsCommand extends Command {
  private final InstantSource clock;

  ProductsCommand(InstantSource clock) {
    super("products", "how protection products are recognised; learns that from a good machine");
    this.clock = clock;
  }

  @Override
  public void configure(Subparser parser) {
    parser.addArgument("file").help("the configuration");
    MutuallyExclusiveGroup one = parser.addMutuallyExclusiveGroup();
    one.addArgument("--ask").metavar("MACHINE").help("asks commune/site/MACHINE for its inventory");
    one.addArgument("--show").metavar("MACHINE").help("prints the inventory, numbered");
    one.addArgument("--learn").metavar("MACHINE").help("makes a product of what is picked from it");
    one.addArgument("--forget").metavar("ID").help("forgets a learned product");
    parser.addArgument("--pick").metavar("N,N").help("entries that identify the product");
    parser.addArgument("--running").metavar("N,N").help("services that run when it works");
    parser.addArgument("--id").help("e.g. bkav-endpoint");
    parser.addArgument("--name").help("for people, e.g. \"BKAV Endpoint\"");
    parser.addArgument("--role").setDefault(ProductSignature.ANTIVIRUS).help("or response");
  }

  @Override
  public void run(Bootstrap<?> bootstrap, Namespace options) {
    CollectorSettings settings = SettingsFile.read(Path.of(options.getString("file")));
    try (Store store = Store.open(settings.database())) {
      if (options.getString("ask") != null) {
        ask(store, options.getString("ask"));
      } else if (options.getString("show") != null) {
        Learning.lines(inventory(store, options.getString("show"))).forEach(System.out::println);
      } else if (options.getString("learn") != null) {
        learn(store, options);
      } else if (options.getString("forget") != null) {
        forget(store, options.getString("forget"));
      } else {
        list(store);
      }
    }
  }

  private static void list(Store store) {
    Products known = store.read(tx -> Products.known(tx.products()));
    System.out.println("version\t" + known.catalogue().version());
    for (ProductSignature product : known.catalogue().products()) {
      String from = known.learned().contains(product.id()) ? "learned" : "built-in";
      System.out.println(
          String.join(
              "\t", product.id(), product.name(), product.role(), product.confidence(), from));
    }
  }

  /** The site and the code of {@code commune/site/MACHINE}. */
  private record Named(String site, String code) {
    static Named of(String text) {
      int slash = text.lastIndexOf('/');
      if (slash <= 0 || slash == text.length() - 1) {
        throw new ConfigException("products", List.of("commune/site/MACHINE is expected: " + text));
      }
      return new Named(text.substring(0, slash), text.substring(slash + 1));
    }
  }

  private void ask(Store store, String text) {
    Named machine = Named.of(text);
    boolean enrolled =
        store.read(tx -> tx.agents().ofSite(machine.site())).stream()
            .anyMatch(one -> one.code().equals(machine.code()));
    if (!enrolled) {
      throw new ConfigException("products", List.of("no machine has joined as " + text));
    }
    store.write(
        tx -> {
          tx.products().ask(machine.site(), machine.code(), clock.instant());
          return true;
        });
    System.out.println(text + " is asked; it answers when it next asks for its plan");
  }

  private static InventoryReport inventory(Store store, String text) {
    Named machine = Named.of(text);
    Optional<ProductTable.Inventory> known =
        store.read(tx -> tx.products().inventory(machine.site(), machine.code()));
    @Nullable String body = known.map(ProductTable.Inventory::body).orElse(null);
    if (body == null) {
      String why =
          known.isEmpty() ? " was not asked; use --ask first" : " has not answered yet; try later";
      throw new ConfigException("products", List.of(text + why));
    }
    return ProtocolJson.read(body, InventoryReport.class);
  }

  private void learn(Store store, Namespace options) {
    InventoryReport inventory = inventory(store, options.getString("learn"));
    Problems problems = new Problems();
    Learning.Choice choice =
        new Learning.Choice(
            given(options, "id", problems),
            given(options, "name", problems),
            options.getString("role"),
            numbers(options, "pick", problems),
            numbers(options, "running", problems));
    ProductSignature signature = Learning.signature(inventory, choice, problems);
    problems.throwIfAny("products");
    int version =
        store.write(
            tx -> {
              tx.products().learn(signature.id(), ProtocolJson.write(signature), clock.instant());
              return Products.known(tx.products()).catalogue().version();
            });
    System.out.println(signature.id() + " is learned; the catalogue is version " + version);
  }

  private static String given(Namespace options, String name, Problems problems) {
    @Nullable String value = options.getString(name);
    if (value == null) {
      problems.add("--" + name, "is missing");
      return "";
    }
    return value;
  }

  private static List<Integer> numbers(Namespace options, String name, Problems problems) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : given(options, name, problems).split(",", -1)) {
      String text = part.strip();
      if (text.matches("\\d{1,6}")) {
        numbers.add(Integer.parseInt(text));
      } else if (!text.isEmpty()) {
        problems.add("--" + name, "numbers like 3,17 are expected, not '" + text + "'");
      }
    }
    return numbers;
  }

  private void forget(Store store, String id) {
    if (!store.write(tx -> tx.products().forget(id, clock.instant()))) {
      throw new ConfigException("products", List.of("'" + id + "' was not learned here"));
    }
    System.out.println(id + " is forgotten");
  }

  @Override
  public void onError(Cli cli, Namespace namespace, Throwable failure) {
    Failure.tell(cli.getStdErr(), failure);
  }
}
