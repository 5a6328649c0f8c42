package vn.daugio.agent.check.cli;

import io.avaje.json.JsonException;
import io.avaje.json.JsonReader;
import io.avaje.json.stream.JsonStream;
import java.util.ArrayList;
import java.util.List;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;

/**
 * JSON (RFC 8259) as lines {@code path=value}, such as {@code memory.free=42} or {@code
 * interface.0.up=true}, so that one kind of rule reads JSON and plain text.
 */
final class JsonLines {
  private static final JsonStream JSON = JsonStream.builder().build();
  private static final int MOST_LINES = 4_000;
  private static final int DEEPEST = 16;
  private static final int LONGEST_KEY = 64;

  private final JsonReader json;
  private final List<String> lines = new ArrayList<>();

  private JsonLines(JsonReader json) {
    this.json = json;
  }

  /**
   * @throws ProbeException MALFORMED for anything else than one JSON text of a reasonable size
   */
  static List<String> of(String text) {
    // the reader stops at the end of the first value: as an element, what follows has to be the end
    try (JsonReader json = JSON.reader("[" + text + "]")) {
      JsonLines read = new JsonLines(json);
      json.beginArray();
      if (!json.hasNextElement()) {
        throw malformed("empty");
      }
      read.value("", 0);
      if (json.hasNextElement()) {
        throw malformed("more than one");
      }
      json.endArray();
      return read.lines;
    } catch (JsonException | IllegalStateException | IndexOutOfBoundsException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  private void value(String path, int depth) {
    if (depth > DEEPEST || lines.size() == MOST_LINES) {
      throw malformed("too deep or too long");
    }
    switch (json.currentToken()) {
      case BEGIN_OBJECT -> {
        json.beginObject();
        while (json.hasNextField()) {
          value(member(path, key(json.nextField())), depth + 1);
        }
        json.endObject();
      }
      case BEGIN_ARRAY -> {
        json.beginArray();
        for (int i = 0; json.hasNextElement(); i++) {
          value(member(path, Integer.toString(i)), depth + 1);
        }
        json.endArray();
      }
      case STRING -> line(path, json.readString());
      case NUMBER -> line(path, json.readDecimal().toString());
      case BOOLEAN -> line(path, Boolean.toString(json.readBoolean()));
      case NULL -> {
        if (!json.isNullValue()) {
          throw malformed("a word");
        }
        line(path, "null");
      }
    }
  }

  private void line(String path, String value) {
    lines.add(path + "=" + value.replaceAll("\\p{Cntrl}", " "));
  }

  private static String member(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** A key that could be taken for a path of its own is made harmless. */
  private static String key(String said) {
    if (said.length() > LONGEST_KEY) {
      throw malformed("a long key");
    }
    return said.replaceAll("[.=\\s]", "_");
  }

  private static ProbeException malformed(String why) {
    return new ProbeException(ProbeFailure.MALFORMED, "unreadable output: no JSON, " + why);
  }
}
