package vn.daugio.agent.check.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;

/**
 * JSON (RFC 8259) as lines {@code path=value}, such as {@code memory.free=42} or {@code
 * interface.0.up=true}, so that one kind of rule reads JSON and plain text.
 */
final class JsonLines {
  private static final int MOST_LINES = 4_000;
  private static final int DEEPEST = 16;
  private static final int LONGEST_KEY = 64;
  private static final Pattern LITERAL =
      Pattern.compile("true|false|null|-?\\d{1,20}(?:\\.\\d{1,20})?(?:[eE][-+]?\\d{1,3})?");

  private final String text;
  private final List<String> lines = new ArrayList<>();
  private final Deque<Container> open = new ArrayDeque<>();
  private int at;

  private JsonLines(String text) {
    this.text = text;
  }

  /** An object or array that has begun. */
  private static final class Container {
    private final String path;
    private final char end;
    private int members;

    private Container(String path, char end) {
      this.path = path;
      this.end = end;
    }

    private String member(String name) {
      return path.isEmpty() ? name : path + "." + name;
    }
  }

  /**
   * @throws ProbeException MALFORMED for anything else than one JSON text of a reasonable size
   */
  static List<String> of(String json) {
    JsonLines reader = new JsonLines(json);
    reader.read();
    return reader.lines;
  }

  private void read() {
    value("");
    while (!open.isEmpty()) {
      Container inner = open.getLast();
      if (peek() == inner.end) {
        at++;
        open.removeLast();
        continue;
      }
      if (inner.members > 0) {
        expect(',');
      }
      String name = Integer.toString(inner.members++);
      if (inner.end == '}') {
        name = key();
        expect(':');
      }
      value(inner.member(name));
    }
    if (peek() != 0) {
      throw malformed();
    }
  }

  private void value(String path) {
    char first = peek();
    if (first == '{' || first == '[') {
      at++;
      if (open.size() == DEEPEST) {
        throw malformed();
      }
      open.addLast(new Container(path, first == '{' ? '}' : ']'));
    } else {
      line(path, first == '"' ? string() : literal());
    }
  }

  private void line(String path, String value) {
    if (lines.size() == MOST_LINES) {
      throw malformed();
    }
    lines.add(path + "=" + value);
  }

  /** A key that could be taken for a path of its own is made harmless. */
  private String key() {
    if (peek() != '"') {
      throw malformed();
    }
    String key = string();
    if (key.length() > LONGEST_KEY) {
      throw malformed();
    }
    return key.replaceAll("[.=\\s]", "_");
  }

  private String literal() {
    Matcher matcher = LITERAL.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw malformed();
    }
    at = matcher.end();
    return matcher.group();
  }

  private String string() {
    StringBuilder string = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return string.toString();
      }
      if (c == '\\') {
        c = escaped();
      }
      string.append(Character.isISOControl(c) ? ' ' : c);
    }
    throw malformed();
  }

  private char escaped() {
    if (++at >= text.length()) {
      throw malformed();
    }
    char c = text.charAt(at);
    if (c != 'u') {
      return "nrtbf".indexOf(c) < 0 ? c : ' ';
    }
    if (at + 4 >= text.length()) {
      throw malformed();
    }
    int code = 0;
    for (int i = 1; i <= 4; i++) {
      int digit = Character.digit(text.charAt(at + i), 16);
      if (digit < 0) {
        throw malformed();
      }
      code = code * 16 + digit;
    }
    at += 4;
    return (char) code;
  }

  /** The next character that is no blank; 0 at the end. */
  private char peek() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw malformed();
    }
    at++;
  }

  private static ProbeException malformed() {
    return new ProbeException(ProbeFailure.MALFORMED, "unreadable output: no JSON");
  }
}
