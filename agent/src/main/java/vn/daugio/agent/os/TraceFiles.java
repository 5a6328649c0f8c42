package vn.daugio.agent.os;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import vn.daugio.protocol.Trace;

/** Whether the file or folder of a trace is there; {@code *} stands in its last part only. */
public final class TraceFiles {
  private static final int MOST_ENTRIES = 10_000;

  private TraceFiles() {}

  /**
   * @param root what the pattern is below
   * @param pattern with the separators of this system
   */
  public static boolean isThere(Path root, String pattern) {
    int cut = Math.max(pattern.lastIndexOf('/'), pattern.lastIndexOf('\\')) + 1;
    try {
      if (pattern.indexOf('*') < 0) {
        return Files.exists(root.resolve(pattern));
      }
      return hasEntry(root.resolve(pattern.substring(0, cut)), pattern.substring(cut));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static boolean hasEntry(Path folder, String pattern) {
    Trace name = Trace.of(Trace.Kind.FILE, pattern);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      int seen = 0;
      for (Path entry : entries) {
        if (name.matches(entry.getFileName().toString())) {
          return true;
        }
        if (++seen == MOST_ENTRIES) {
          return false;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }
}
