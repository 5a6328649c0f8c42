package vn.daugio.alertrules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this module, as they are shipped. */
final class Shipped {
  static final Path MODULE = Path.of(System.getProperty("basedir", ".")).toAbsolutePath();

  private Shipped() {}

  static List<Path> rules() throws IOException {
    return files(MODULE.resolve("rules"), ".yml");
  }

  static List<Path> scenarios() throws IOException {
    return files(MODULE.resolve("tests"), "_test.yml");
  }

  /** In the order of their names. */
  static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
