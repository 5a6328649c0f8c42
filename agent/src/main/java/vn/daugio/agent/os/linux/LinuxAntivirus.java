package vn.daugio.agent.os.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.daugio.agent.os.Antivirus;

/**
 * Protection products of a Linux computer by their files and by the names of running processes;
 * runs nothing. Knows ClamAV, Kaspersky Endpoint Security and Microsoft Defender. Only ClamAV keeps
 * the time of its definitions where every account can read it.
 */
public final class LinuxAntivirus implements Antivirus {
  private static final List<String> UNIT_DIRECTORIES =
      List.of("usr/lib/systemd/system", "lib/systemd/system", "etc/systemd/system");

  private final Path root;

  public LinuxAntivirus() {
    this(Path.of("/"));
  }

  /**
   * @param root what stands for {@code /}
   */
  public LinuxAntivirus(Path root) {
    this.root = root;
  }

  @Override
  public List<Product> products() {
    Optional<Set<String>> processes = processes();
    List<Product> products = new ArrayList<>();
    boolean clamav =
        exists("usr/sbin/clamd", "usr/bin/clamd", "usr/local/sbin/clamd", "usr/bin/clamscan")
            || hasUnit("clamav-daemon.service", "clamd@.service");
    if (clamav) {
      products.add(
          new Product(
              "ClamAV",
              true,
              runs(processes, "clamd"),
              new ClamAntivirusDefinitions(root.resolve("var/lib/clamav")).newest()));
    }
    boolean kaspersky = exists("opt/kaspersky/kesl") || hasUnit("kesl.service");
    // the network agent alone only connects to the console: a trace, no protection
    if (kaspersky || exists("opt/kaspersky/klnagent64") || hasUnit("klnagent64.service")) {
      products.add(unreadable("Kaspersky", kaspersky, runs(processes, "kesl")));
    }
    if (exists("opt/microsoft/mdatp") || hasUnit("mdatp.service")) {
      products.add(unreadable("Microsoft Defender", true, runs(processes, "mdatp", "wdavdaemon")));
    }
    return products;
  }

  private static Product unreadable(String name, boolean installed, Optional<Boolean> running) {
    Optional<Instant> definitions = Optional.empty();
    return new Product(name, installed, running, definitions);
  }

  private static Optional<Boolean> runs(Optional<Set<String>> processes, String... names) {
    return processes.map(all -> all.stream().anyMatch(Set.of(names)::contains));
  }

  private boolean exists(String... paths) {
    for (String path : paths) {
      if (Files.exists(root.resolve(path))) {
        return true;
      }
    }
    return false;
  }

  private boolean hasUnit(String... units) {
    for (String directory : UNIT_DIRECTORIES) {
      for (String unit : units) {
        if (exists(directory + "/" + unit)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Names of all processes; empty when this account cannot see those of others (hidepid). */
  private Optional<Set<String>> processes() {
    Path proc = root.resolve("proc");
    if (!Files.isReadable(proc.resolve("1/comm"))) {
      return Optional.empty();
    }
    Set<String> names = new HashSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path entry : entries) {
        try {
          names.add(Files.readString(entry.resolve("comm"), StandardCharsets.ISO_8859_1).strip());
        } catch (IOException e) {
          // it ended meanwhile
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(names);
  }
}
