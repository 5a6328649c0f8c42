package vn.daugio.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The dashboards as they stand in the repository; with {@code -Ddaugio.dashboards=write} they are
 * written there first.
 */
final class Committed {
  static final Path FOLDER = Path.of("grafana");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, String> TEXTS = read();

  private Committed() {}

  /** The texts by their path below the folder. */
  static Map<String, String> texts() {
    return TEXTS;
  }

  private static Map<String, String> read() {
    Map<String, String> texts = new TreeMap<>();
    try {
      if ("write".equals(System.getProperty("daugio.dashboards"))) {
        Generate.main(new String[] {FOLDER.toString()});
      }
      try (Stream<Path> files = Files.walk(FOLDER)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          texts.put(FOLDER.relativize(file).toString(), Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  static Map<String, JsonNode> boards() {
    Map<String, JsonNode> boards = new TreeMap<>();
    texts().forEach((path, text) -> boards.put(path, parse(text)));
    return boards;
  }

  /**
   * One dashboard.
   *
   * @throws IllegalArgumentException when there is none of this path
   */
  static JsonNode board(String path) {
    String text = texts().get(path);
    if (text == null) {
      throw new IllegalArgumentException(path);
    }
    return parse(text);
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Panels that are no headings. */
  static List<JsonNode> panels(JsonNode board) {
    List<JsonNode> panels = new ArrayList<>();
    for (JsonNode panel : board.path("panels")) {
      if (!panel.path("type").asText().equals("row")) {
        panels.add(panel);
      }
    }
    return panels;
  }

  /** Where it stands, for messages. */
  static String name(String path, JsonNode panel) {
    return path + ", " + panel.path("title").asText();
  }
}
