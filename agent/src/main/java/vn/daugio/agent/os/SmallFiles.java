package vn.daugio.agent.os;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Bounded reads of the system's own small files; another program may have written anything. */
public final class SmallFiles {
  private static final int MOST_BYTES = 256 * 1024;
  private static final int MOST_ENTRIES = 256;

  private SmallFiles() {}

  /** At most 256 KB of a file as UTF-8; empty when it is missing or unreadable. */
  public static Optional<String> text(Path file) {
    if (Files.isDirectory(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
    } catch (IOException e) {
      // a carrier file of an interface that is down answers EINVAL: nothing to read is the answer
      return Optional.empty();
    }
  }

  /** Its first line, stripped; empty when there is none. */
  public static Optional<String> line(Path file) {
    return text(file).flatMap(text -> text.lines().findFirst()).map(String::strip);
  }

  /** Its lines; none when it cannot be read. */
  public static List<String> lines(Path file) {
    return text(file).map(text -> text.lines().toList()).orElse(List.of());
  }

  /** A whole number standing alone in a file. */
  public static Optional<Long> number(Path file) {
    return line(file).filter(text -> text.matches("-?\\d{1,18}")).map(Long::valueOf);
  }

  /** At most 256 entries of a directory, by name; none when it cannot be read. */
  public static List<Path> entries(Path directory, String glob) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, glob)) {
      for (Path entry : stream) {
        if (found.size() == MOST_ENTRIES) {
          break;
        }
        found.add(entry);
      }
    } catch (IOException e) {
      return List.of();
    }
    found.sort(null);
    return found;
  }
}
