package vn.daugio.promql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a query of PromQL asks for. It need not be a correct query: that is for promtool to say.
 *
 * @param selectors in their order
 * @param labels that it groups or joins by
 */
public record Query(List<Selector> selectors, Set<String> labels) {
  private static final Set<String> GROUPING =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "atan2", "bool", "offset", "inf", "nan");
  private static final Set<String> COMPARISONS = Set.of("==", "!=", ">", "<", ">=", "<=");

  public Query {
    selectors = List.copyOf(selectors);
    labels = Set.copyOf(labels);
  }

  /**
   * @throws IllegalArgumentException where it cannot be told which series are meant
   */
  public static Query of(String text) {
    return new Reader(Lexer.tokens(text)).read();
  }

  /** The names of all series that it asks for. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    selectors.forEach(selector -> names.add(selector.name()));
    return names;
  }

  private static final class Reader {
    private final List<Token> tokens;
    private final List<Selector> selectors = new ArrayList<>();
    private final Set<String> labels = new TreeSet<>();

    /** What each open bracket belongs to. */
    private final Deque<String> open = new ArrayDeque<>();

    private int at;

    /** The aggregation whose argument still has to come. */
    private String pending = "";

    Reader(List<Token> tokens) {
      this.tokens = tokens;
    }

    private Token token(int ahead) {
      return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Query read() {
      while (token(0).kind() != Token.Kind.END) {
        Token token = token(0);
        if (token.kind() == Token.Kind.NAME) {
          name(token.text());
        } else if (token.is("{")) {
          selector("");
        } else if (token.is("(")) {
          open.push(pending);
          pending = "";
          at++;
        } else if (token.is(")")) {
          if (open.poll() == null) {
            throw new IllegalArgumentException("a bracket too many");
          }
          at++;
        } else if (token.is("[")) {
          skip("]");
        } else {
          at++;
        }
      }
      if (!open.isEmpty()) {
        throw new IllegalArgumentException("a bracket is not closed");
      }
      return new Query(selectors, labels);
    }

    private void name(String text) {
      String word = text.toLowerCase(Locale.ROOT);
      boolean instant = at > 0 && tokens.get(at - 1).is("@");
      if (GROUPING.contains(word)) {
        grouping();
      } else if (WORDS.contains(word)) {
        at++;
      } else if (token(1).is("(") && !instant) {
        pending = word;
        at++;
      } else if (token(1).isName("by") || token(1).isName("without")) {
        at++;
        grouping();
        pending = word;
      } else if (instant) {
        at++; // start() or end(): the brackets come by themselves
      } else {
        at++;
        selector(text);
      }
    }

    private void grouping() {
      at++;
      if (token(0).is("(")) {
        for (at++; !token(0).is(")"); at++) {
          if (token(0).kind() == Token.Kind.END) {
            throw new IllegalArgumentException("a list of labels does not end");
          }
          if (token(0).kind() == Token.Kind.NAME || token(0).kind() == Token.Kind.STRING) {
            labels.add(token(0).text());
          }
        }
        at++;
      }
    }

    /** Behind its name, at its matchers if it has any. */
    private void selector(String plain) {
      int before = at - (plain.isEmpty() ? 1 : 2);
      String name = plain;
      List<Selector.Matcher> matchers = new ArrayList<>();
      if (token(0).is("{")) {
        for (at++; !token(0).is("}"); ) {
          name = matcher(name, matchers);
        }
        at++;
      }
      if (token(0).is("[")) {
        skip("]");
      }
      modifiers();
      boolean first = before >= 0 && (tokens.get(before).is("(") || tokens.get(before).is(","));
      boolean alone = first && (token(0).is(")") || token(0).is(","));
      String function = open.peek();
      selectors.add(
          new Selector(name, matchers, alone && function != null ? function : "", compared()));
    }

    private String matcher(String name, List<Selector.Matcher> matchers) {
      Token label = token(0);
      if (label.is(",")) {
        at++;
        return name;
      }
      if (label.kind() == Token.Kind.STRING && (token(1).is(",") || token(1).is("}"))) {
        at++;
        return label.text();
      }
      boolean named = label.kind() == Token.Kind.NAME || label.kind() == Token.Kind.STRING;
      if (!named || token(2).kind() != Token.Kind.STRING) {
        throw new IllegalArgumentException("not a condition on a label: " + label.text());
      }
      Selector.Matcher matcher =
          new Selector.Matcher(label.text(), token(1).text(), token(2).text());
      at += 3;
      if (!matcher.label().equals("__name__")) {
        matchers.add(matcher);
        return name;
      }
      if (!matcher.operator().equals("=")) {
        throw new IllegalArgumentException("a name has to stand as it is: " + matcher.value());
      }
      return matcher.value();
    }

    /** What stands between series and the next operator. */
    private void modifiers() {
      while (token(0).isName("offset") || token(0).is("@")) {
        at++;
        if (token(0).is("-") || token(0).is("+")) {
          at++;
        }
        if (token(0).kind() == Token.Kind.NAME && token(1).is("(")) {
          at += 2; // start() and end()
        }
        at++;
      }
    }

    private String compared() {
      if (token(0).kind() != Token.Kind.SIGN || !COMPARISONS.contains(token(0).text())) {
        return "";
      }
      boolean number = token(1).kind() == Token.Kind.NUMBER;
      return token(0).text() + (number ? " " + token(1).text() : "");
    }

    private void skip(String sign) {
      while (!token(0).is(sign)) {
        if (token(0).kind() == Token.Kind.END) {
          throw new IllegalArgumentException("there is no " + sign);
        }
        at++;
      }
      at++;
    }
  }
}
