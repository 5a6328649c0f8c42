package vn.daugio.agent.os.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * When ClamAV's databases were made: the second field of the header of a .cvd or .cld file, e.g.
 * {@code ClamAV-VDB:22 Nov 2026 08-30 +0000:27900:...}. The file's own time only tells when it was
 * downloaded or copied.
 */
final class ClamAntivirusDefinitions {
  private static final List<String> FILES =
      List.of("daily.cld", "daily.cvd", "main.cld", "main.cvd");
  private static final int HEADER = 512;
  private static final String MAGIC = "ClamAV-VDB:";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy HH-mm Z", Locale.ENGLISH);

  private final Path directory;

  ClamAntivirusDefinitions(Path directory) {
    this.directory = directory;
  }

  /** The newest of the databases; empty where none tells. */
  Optional<Instant> newest() {
    return FILES.stream()
        .map(directory::resolve)
        .flatMap(file -> madeAt(file).stream())
        .max(Instant::compareTo);
  }

  private static Optional<Instant> madeAt(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return parse(new String(in.readNBytes(HEADER), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static Optional<Instant> parse(String header) {
    int end = header.indexOf(':', MAGIC.length());
    if (!header.startsWith(MAGIC) || end < 0) {
      return Optional.empty();
    }
    try {
      String time = header.substring(MAGIC.length(), end).strip();
      return Optional.of(OffsetDateTime.parse(time, TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
