package vn.daugio.agent.os.pkcs11;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Peripherals;
import vn.daugio.agent.os.Tokens;

/** Asks each library that is installed, and adds up what they tell: several may see one token. */
public final class TokenReader {
  private static final Duration ONE_LIBRARY = Duration.ofSeconds(6);

  private final List<Library> libraries;
  private final ModuleCatalogue catalogue;

  /**
   * @param libraries those that are installed
   */
  public TokenReader(List<Library> libraries, ModuleCatalogue catalogue) {
    this.libraries = List.copyOf(libraries);
    this.catalogue = catalogue;
  }

  /**
   * @param name a short code for people
   * @param software needs nothing that is plugged in
   */
  public record Library(String name, Path path, boolean software) {}

  /** Those of the catalogue that are installed below a root; each file once. */
  public static List<Library> installed(ModuleCatalogue catalogue, Path root) {
    Map<Path, Library> found = new LinkedHashMap<>();
    for (ModuleCatalogue.Module module : catalogue.modules()) {
      for (String path : module.paths()) {
        Path file = root.resolve(path.replaceFirst("^/", ""));
        if (Files.isReadable(file)) {
          found.putIfAbsent(real(file), new Library(module.name(), file, module.software()));
          break;
        }
      }
    }
    return List.copyOf(found.values());
  }

  /** The file itself, where this path is a link. */
  public static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file;
    }
  }

  /** Nothing is loaded that needs a token where none is plugged in. */
  public Tokens.Reading read(Tokens.Service service, Peripherals peripherals, Deadline deadline)
      throws NotPermittedException, InterruptedException {
    List<Peripherals.Peripheral> devices = peripherals.present();
    int readers = (int) devices.stream().filter(this::isReader).count();
    int tokenDevices =
        (int) devices.stream().filter(one -> catalogue.isTokenVendor(one.vendor())).count();
    List<Tokens.Middleware> middleware = new ArrayList<>();
    Map<String, Tokens.Token> tokens = new LinkedHashMap<>();
    Map<String, Tokens.Certificate> certificates = new LinkedHashMap<>();
    int unreadable = 0;
    for (Library library : libraries) {
      if (readers > 0 || library.software()) {
        ModuleReading told =
            Middlewares.ask(library.path(), Deadline.in(deadline.atMost(ONE_LIBRARY)));
        middleware.add(new Tokens.Middleware(library.name(), told.health()));
        told.tokens().forEach(token -> tokens.putIfAbsent(token.id(), token));
        told.certificates().forEach(one -> certificates.putIfAbsent(one.id(), one));
        unreadable += told.unreadable();
      }
    }
    boolean asked = middleware.stream().anyMatch(one -> one.health() == Tokens.Health.WORKS);
    boolean none = readers == 0;
    return new Tokens.Reading(
        service,
        readers,
        tokenDevices,
        middleware,
        asked || none ? Optional.of(List.copyOf(tokens.values())) : Optional.empty(),
        asked || none ? Optional.of(List.copyOf(certificates.values())) : Optional.empty(),
        unreadable,
        false);
  }

  private boolean isReader(Peripherals.Peripheral device) {
    return device.is(Peripherals.Kind.CARD_READER) || catalogue.isTokenVendor(device.vendor());
  }
}
