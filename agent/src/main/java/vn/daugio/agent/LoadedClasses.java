package vn.daugio.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What an agent loads that speaks TLS and SNMPv3, for the archive of loaded classes: that is
 * written where neither can be had, and what is missing in it costs every later start time and
 * memory.
 */
final class LoadedClasses {
  /** Set by the launcher while it writes the archive. */
  static final String WANTED = "daugio.archive";

  private LoadedClasses() {}

  /**
   * Loads what {@code loaded-classes.txt} names, without running any of it; another Java may lack
   * some.
   *
   * @return how many there were
   */
  static int load() {
    int loaded = 0;
    try (InputStream in = LoadedClasses.class.getResourceAsStream("loaded-classes.txt")) {
      if (in == null) {
        throw new IllegalStateException("no loaded-classes.txt");
      }
      var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      for (String name = lines.readLine(); name != null; name = lines.readLine()) {
        try {
          Class.forName(name, false, LoadedClasses.class.getClassLoader());
          loaded++;
        } catch (ClassNotFoundException | LinkageError e) {
          // of another version of Java
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return loaded;
  }
}
