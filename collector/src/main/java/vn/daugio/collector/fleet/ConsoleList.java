package vn.daugio.collector.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.store.ProductTable.ConsoleMachine;
import vn.daugio.protocol.ConfigException;
import vn.daugio.protocol.OfficeZone;
import vn.daugio.protocol.Problems;

/**
 * The list of machines that a vendor's console exports: CSV (RFC 4180) with a line of headings,
 * separated by comma, semicolon or tab, in UTF-8 or UTF-16.
 */
public final class ConsoleList {
  private static final int MOST_BYTES = 10 << 20;
  private static final int MOST_PROBLEMS = 20;
  private static final int LONGEST_NAME = 100;
  private static final List<DateTimeFormatter> TIMES =
      List.of(
          DateTimeFormatter.ofPattern("d/M/yyyy H:mm[:ss]"),
          DateTimeFormatter.ofPattern("yyyy-M-d[' ']['T']H:mm[:ss]"));
  private static final List<DateTimeFormatter> DATES =
      List.of(DateTimeFormatter.ofPattern("d/M/yyyy"), DateTimeFormatter.ofPattern("yyyy-M-d"));

  private final String file;
  private final Problems problems = new Problems();

  private ConsoleList(String file) {
    this.file = file;
  }

  /**
   * @param name the heading of the machines' names; null: the first column
   * @param contact the heading of the last contact; null: nobody asks for it
   * @throws ConfigException with all problems
   */
  public static List<ConsoleMachine> read(
      Path file, @Nullable String name, @Nullable String contact) {
    ConsoleList list = new ConsoleList(file.toString());
    List<List<String>> lines = list.lines(file);
    List<ConsoleMachine> machines = list.machines(lines, name, contact);
    list.problems.throwIfAny(list.file);
    return machines;
  }

  private List<List<String>> lines(Path path) {
    try {
      if (Files.size(path) > MOST_BYTES) {
        throw new ConfigException(file, List.of("has more than " + MOST_BYTES + " bytes"));
      }
      String text = text(Files.readAllBytes(path));
      CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator(text));
      try (MappingIterator<List<String>> lines =
          new CsvMapper()
              .readerForListOf(String.class)
              .with(CsvParser.Feature.WRAP_AS_ARRAY)
              .with(CsvParser.Feature.SKIP_EMPTY_LINES)
              .with(schema)
              .readValues(text)) {
        return lines.readAll();
      }
    } catch (JsonProcessingException e) {
      throw new ConfigException(file, List.of("is no CSV: " + e.getOriginalMessage()));
    } catch (IOException e) {
      throw new ConfigException(file, List.of("cannot be read"));
    }
  }

  /** By its byte order mark, as what Windows writes has one; else UTF-8. */
  private static String text(byte[] bytes) {
    Charset charset = StandardCharsets.UTF_8;
    if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe) {
      charset = StandardCharsets.UTF_16LE;
    } else if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff) {
      charset = StandardCharsets.UTF_16BE;
    }
    String text = new String(bytes, charset);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static char separator(String text) {
    String headings = text.lines().findFirst().orElse("");
    char best = ',';
    for (char candidate : new char[] {';', '\t'}) {
      if (count(headings, candidate) > count(headings, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  private List<ConsoleMachine> machines(
      List<List<String>> lines, @Nullable String name, @Nullable String contact) {
    if (lines.isEmpty()) {
      problems.add("", "is empty; a line of headings is expected");
      return List.of();
    }
    List<String> headings = lines.get(0).stream().map(String::strip).toList();
    int nameColumn = name == null ? 0 : column(headings, name);
    int contactColumn = contact == null ? -1 : column(headings, contact);
    List<ConsoleMachine> machines = new ArrayList<>();
    for (int i = 1;
        i < lines.size() && nameColumn >= 0 && problems.lines().size() < MOST_PROBLEMS;
        i++) {
      machine(lines.get(i), i + 1, nameColumn, contactColumn).ifPresent(machines::add);
    }
    return machines;
  }

  private int column(List<String> headings, String wanted) {
    int found = headings.indexOf(wanted);
    if (found < 0) {
      problems.unknownName("", "column", wanted, new TreeSet<>(headings));
    }
    return found;
  }

  private Optional<ConsoleMachine> machine(
      List<String> line, int number, int nameColumn, int contactColumn) {
    String name = cell(line, nameColumn);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
      problems.add("line " + number, "this is no name of a machine");
      return Optional.empty();
    }
    String told = contactColumn < 0 ? "" : cell(line, contactColumn);
    Optional<Instant> contact = time(told);
    if (!told.isEmpty() && contact.isEmpty()) {
      problems.add(
          "line " + number, "a time like 23/11/2026 07:05 or 2026-11-23 07:05 is expected");
    }
    return Optional.of(new ConsoleMachine(name, contact.orElse(null)));
  }

  private static String cell(List<String> line, int column) {
    return column < line.size() ? line.get(column).strip() : "";
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      // not in ISO 8601 with an offset: the office's own time
    }
    for (DateTimeFormatter format : TIMES) {
      try {
        return Optional.of(LocalDateTime.parse(text, format).atZone(OfficeZone.ZONE).toInstant());
      } catch (DateTimeParseException e) {
        // the next one
      }
    }
    for (DateTimeFormatter format : DATES) {
      try {
        return Optional.of(LocalDate.parse(text, format).atStartOfDay(OfficeZone.ZONE).toInstant());
      } catch (DateTimeParseException e) {
        // the next one
      }
    }
    return Optional.empty();
  }
}
