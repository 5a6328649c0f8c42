package vn.daugio.agent.os.linux;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Packages by dpkg's own list (deb822(5), dpkg-query(1)); of RPM's database, which has no text,
 * nothing is known here.
 */
final class LinuxPackages {
  private static final int MOST = 20_000;
  private static final int LONGEST_LINE = 10_000;

  /** Sections of Debian's archive whose packages are only parts of others. */
  private static final Set<String> PARTS =
      Set.of(
          "libs",
          "libdevel",
          "oldlibs",
          "doc",
          "fonts",
          "localization",
          "debug",
          "introspection",
          "perl",
          "python",
          "ruby",
          "java",
          "javascript",
          "golang",
          "rust",
          "haskell",
          "php");

  private final Path status;

  LinuxPackages(Path root) {
    this.status = root.resolve("var/lib/dpkg/status");
  }

  /**
   * A package that is there.
   *
   * @param section of the archive, e.g. {@code libs} or {@code non-free/net}; may be empty
   */
  record Installed(String name, String version, String section) {
    /** Whether it can be what somebody installed, and not what it needs. */
    boolean isProduct() {
      return !PARTS.contains(section.substring(section.lastIndexOf('/') + 1));
    }
  }

  /** Packages that are unpacked, not those of which only the configuration is left. */
  Optional<List<Installed>> installed() {
    if (!Files.exists(status)) {
      return Optional.empty();
    }
    List<Installed> found = new ArrayList<>();
    try (BufferedReader lines = reader(status)) {
      Stanza stanza = new Stanza();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          stanza.end(found);
          stanza = new Stanza();
        } else if (line.length() <= LONGEST_LINE) {
          stanza.take(line);
        }
      }
      stanza.end(found);
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.of(found);
  }

  /** Descriptions may be in any charset: only ASCII fields matter. */
  private static BufferedReader reader(Path file) throws IOException {
    return Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
  }

  /** The fields of one package. */
  private static final class Stanza {
    private String name = "";
    private String status = "";
    private String version = "";
    private String section = "";

    void take(String line) {
      // most lines are dependencies and descriptions
      switch (line.charAt(0)) {
        case 'P' -> name = value(line, "Package: ", name);
        case 'S' -> {
          status = value(line, "Status: ", status);
          section = value(line, "Section: ", section);
        }
        case 'V' -> version = value(line, "Version: ", version);
        default -> {
          // not needed
        }
      }
    }

    private static String value(String line, String field, String otherwise) {
      return line.startsWith(field) ? line.substring(field.length()).strip() : otherwise;
    }

    void end(List<Installed> found) {
      boolean there = status.endsWith(" installed") || status.contains(" triggers-");
      if (there && !name.isEmpty() && found.size() < MOST) {
        found.add(new Installed(name, version, section));
      }
    }
  }
}
