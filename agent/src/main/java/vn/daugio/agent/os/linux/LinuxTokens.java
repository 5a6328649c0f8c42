package vn.daugio.agent.os.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Peripherals;
import vn.daugio.agent.os.SmallFiles;
import vn.daugio.agent.os.Tokens;
import vn.daugio.agent.os.pkcs11.ModuleCatalogue;
import vn.daugio.agent.os.pkcs11.TokenReader;
import vn.daugio.agent.os.pkcs11.TokenReader.Library;

/**
 * Readers by the kernel's files, pcscd by its socket, tokens by the libraries of our catalogue and
 * those that are registered with p11-kit (pkcs11.conf(5)): an administrator adds one there.
 */
public final class LinuxTokens implements Tokens {
  private static final Duration GOOD_FOR = Duration.ofSeconds(20);
  private static final List<String> REGISTRIES =
      List.of("usr/share/p11-kit/modules", "etc/pkcs11/modules");
  private static final List<String> LIBRARIES =
      List.of(
          "usr/lib/x86_64-linux-gnu/pkcs11",
          "usr/lib/aarch64-linux-gnu/pkcs11",
          "usr/lib64/pkcs11",
          "usr/lib/pkcs11");

  private final Path root;
  private final @Nullable String configuration;
  private final Peripherals peripherals;
  private @Nullable Reading last;
  private Deadline goodUntil = Deadline.in(Duration.ZERO);

  public LinuxTokens() {
    this(Path.of("/"), System.getenv("SOFTHSM2_CONF"));
  }

  /**
   * @param root what stands for {@code /}
   * @param configuration of SoftHSM; null: the system's
   */
  LinuxTokens(Path root, @Nullable String configuration) {
    this.root = root;
    this.configuration = configuration;
    this.peripherals = new LinuxPeripherals(root);
  }

  @Override
  public synchronized Reading read(Deadline deadline)
      throws NotPermittedException, InterruptedException {
    @Nullable Reading known = last;
    if (known == null || goodUntil.isOver()) {
      ModuleCatalogue catalogue = ModuleCatalogue.builtIn();
      known =
          new TokenReader(libraries(catalogue), catalogue).read(service(), peripherals, deadline);
      last = known;
      goodUntil = Deadline.in(GOOD_FOR);
    }
    return known;
  }

  /** Where systemd starts it on demand, its socket is all that is there before. */
  private Service service() {
    if (Files.exists(root.resolve("run/pcscd/pcscd.comm"))) {
      return Service.RUNNING;
    }
    return Files.exists(root.resolve("usr/sbin/pcscd")) ? Service.STOPPED : Service.ABSENT;
  }

  private List<Library> libraries(ModuleCatalogue catalogue) {
    Map<Path, Library> all = new TreeMap<>();
    Set<Path> known = new HashSet<>();
    boolean software = SoftHsmTokens.any(root, configuration);
    for (Library one : TokenReader.installed(catalogue, root)) {
      if (software || !one.software()) {
        all.put(TokenReader.real(one.path()), one);
      }
      known.add(TokenReader.real(one.path()));
    }
    for (String registry : REGISTRIES) {
      for (Path entry : SmallFiles.entries(root.resolve(registry), "*.module")) {
        registered(entry)
            .filter(path -> known.add(TokenReader.real(path)))
            .ifPresent(
                path -> all.put(TokenReader.real(path), new Library("registered", path, false)));
      }
    }
    return new ArrayList<>(all.values());
  }

  /** Lists of trusted authorities are modules as well; they hold nobody's token. */
  private Optional<Path> registered(Path entry) {
    List<String> lines = SmallFiles.lines(entry).stream().map(String::strip).toList();
    if (lines.stream().anyMatch(line -> line.matches("(trust-policy|disable-in) ?:.*"))) {
      return Optional.empty();
    }
    return lines.stream()
        .filter(line -> line.matches("module ?: ?[\\w./+-]{1,200}"))
        .map(line -> line.replaceFirst("module ?: ?", ""))
        .findFirst()
        .flatMap(this::find);
  }

  private Optional<Path> find(String module) {
    if (module.startsWith("/")) {
      return Optional.of(root.resolve(module.substring(1))).filter(Files::isReadable);
    }
    return LIBRARIES.stream()
        .map(directory -> root.resolve(directory).resolve(module))
        .filter(Files::isReadable)
        .findFirst();
  }
}
