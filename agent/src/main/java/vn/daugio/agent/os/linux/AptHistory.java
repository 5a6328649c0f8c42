package vn.daugio.agent.os.linux;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * When packages were last upgraded, by the logs of apt and dpkg. Both write local time; both are
 * rotated each month, so that the newest entry may stand in an older file.
 */
final class AptHistory {
  private static final List<String> ROTATED = List.of("", ".1", ".1.gz", ".2.gz", ".3.gz");

  /** Of text; a log of a month with more than that is read from its beginning only. */
  private static final long MOST_BYTES = 8L * 1024 * 1024;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final String MOMENT = "(\\d{4}-\\d\\d-\\d\\d) {1,2}(\\d\\d:\\d\\d:\\d\\d)";
  private static final Pattern START = Pattern.compile("Start-Date: " + MOMENT + "\\s*");
  private static final Pattern DPKG = Pattern.compile(MOMENT + " upgrade \\S+ \\S+ \\S+\\s*");

  private final Path root;
  private final ZoneId zone;

  /**
   * @param zone in which this computer writes its logs
   */
  AptHistory(Path root, ZoneId zone) {
    this.root = root;
    this.zone = zone;
  }

  Optional<Instant> lastUpgrade() {
    Optional<LocalDateTime> apt = newest("var/log/apt/history.log", AptHistory::ofApt);
    Optional<LocalDateTime> dpkg = newest("var/log/dpkg.log", AptHistory::ofDpkg);
    return Stream.of(apt, dpkg)
        .flatMap(Optional::stream)
        .max(LocalDateTime::compareTo)
        .map(time -> time.atZone(zone).toInstant());
  }

  private Optional<LocalDateTime> newest(
      String log, Function<BufferedReader, Optional<LocalDateTime>> reader) {
    for (String suffix : ROTATED) {
      Optional<LocalDateTime> found = read(root.resolve(log + suffix), reader);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<LocalDateTime> read(
      Path file, Function<BufferedReader, Optional<LocalDateTime>> reader) {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(bounded(in), StandardCharsets.UTF_8))) {
      return reader.apply(lines);
    } catch (IOException | UncheckedIOException e) {
      // not there, not readable or damaged: another file may tell
      return Optional.empty();
    }
  }

  private static InputStream bounded(InputStream in) {
    return new BoundedStream(in, MOST_BYTES);
  }

  /** Paragraphs with Start-Date, and Upgrade where packages were replaced by newer ones. */
  static Optional<LocalDateTime> ofApt(BufferedReader log) {
    @Nullable LocalDateTime started = null;
    @Nullable LocalDateTime last = null;
    for (String line : (Iterable<String>) log.lines()::iterator) {
      Matcher start = START.matcher(line);
      if (start.matches()) {
        started = time(start).orElse(null);
      } else if (line.startsWith("Upgrade: ") && started != null) {
        last = started;
      }
    }
    return Optional.ofNullable(last);
  }

  static Optional<LocalDateTime> ofDpkg(BufferedReader log) {
    @Nullable LocalDateTime last = null;
    for (String line : (Iterable<String>) log.lines()::iterator) {
      Matcher upgrade = DPKG.matcher(line);
      if (upgrade.matches()) {
        last = time(upgrade).orElse(last);
      }
    }
    return Optional.ofNullable(last);
  }

  private static Optional<LocalDateTime> time(Matcher matcher) {
    try {
      return Optional.of(LocalDateTime.parse(matcher.group(1) + " " + matcher.group(2), TIME));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
