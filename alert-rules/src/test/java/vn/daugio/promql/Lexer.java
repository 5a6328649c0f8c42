package vn.daugio.promql;

import java.util.ArrayList;
import java.util.List;

/** Cuts a query into tokens; comments and white space are gone. */
final class Lexer {
  private static final List<String> SIGNS =
      List.of(
          "==", "!=", "=~", "!~", ">=", "<=", ">", "<", "=", "+", "-", "*", "/", "%", "^", "@", "(",
          ")", "{", "}", "[", "]", ",", ":");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  /**
   * Ends with a token of kind END.
   *
   * @throws IllegalArgumentException for what is no part of the language
   */
  static List<Token> tokens(String text) {
    Lexer lexer = new Lexer(text);
    while (lexer.at < text.length()) {
      lexer.next();
    }
    lexer.tokens.add(new Token(Token.Kind.END, ""));
    return lexer.tokens;
  }

  private void next() {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      at++;
    } else if (c == '#') {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end;
    } else if (c == '"' || c == '\'' || c == '`') {
      string(c);
    } else if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
      number();
    } else if (isNameStart(c) || (c == ':' && !inBrackets())) {
      take(Token.Kind.NAME, "[A-Za-z0-9_:]");
    } else if (c == '$') {
      variable();
    } else {
      sign();
    }
  }

  /** Between [ and ] a colon stands before the resolution of a subquery. */
  private boolean inBrackets() {
    for (int i = tokens.size() - 1; i >= 0; i--) {
      if (tokens.get(i).is("[") || tokens.get(i).is("]")) {
        return tokens.get(i).is("[");
      }
    }
    return false;
  }

  private void string(char quote) {
    StringBuilder value = new StringBuilder();
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote) {
        tokens.add(new Token(Token.Kind.STRING, value.toString()));
        at = i + 1;
        return;
      }
      if (c == '\\' && quote != '`' && i + 1 < text.length()) {
        i++;
        c = text.charAt(i);
      }
      value.append(c);
    }
    throw new IllegalArgumentException("a string does not end: " + text.substring(at));
  }

  /** Also 1e-3, 0x1f, 5m, 1h30m. */
  private void number() {
    int start = at;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean exponent = at > start && (c == '+' || c == '-') && isExponent(start);
      if (!isDigit(c) && !isLetter(c) && c != '.' && c != '_' && !exponent) {
        break;
      }
      at++;
    }
    tokens.add(new Token(Token.Kind.NUMBER, text.substring(start, at)));
  }

  private boolean isExponent(int start) {
    char before = text.charAt(at - 1);
    return (before == 'e' || before == 'E') && !text.startsWith("0x", start);
  }

  /** A variable of a dashboard; it stands for a number, a duration or a part of a string. */
  private void variable() {
    int start = at;
    at++;
    boolean braces = at < text.length() && text.charAt(at) == '{';
    if (braces) {
      int end = text.indexOf('}', at);
      if (end < 0) {
        throw new IllegalArgumentException("a variable does not end: " + text.substring(start));
      }
      at = end + 1;
    } else {
      while (at < text.length() && (isNameStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
        at++;
      }
    }
    tokens.add(new Token(Token.Kind.NUMBER, text.substring(start, at)));
  }

  private void take(Token.Kind kind, String allowed) {
    int start = at;
    while (at < text.length() && String.valueOf(text.charAt(at)).matches(allowed)) {
      at++;
    }
    tokens.add(new Token(kind, text.substring(start, at)));
  }

  private void sign() {
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        tokens.add(new Token(Token.Kind.SIGN, sign));
        at += sign.length();
        return;
      }
    }
    throw new IllegalArgumentException("not understood: " + text.substring(at));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isNameStart(char c) {
    return isLetter(c) || c == '_';
  }
}
