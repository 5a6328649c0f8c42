package vn.daugio.promql;

/**
 * A piece of a query.
 *
 * @param text as written; of a string what it holds
 */
record Token(Kind kind, String text) {
  enum Kind {
    /** A metric, a label, a function or a keyword. */
    NAME,
    /** A number or a duration. */
    NUMBER,
    STRING,
    /** An operator, a bracket, a comma or a colon. */
    SIGN,
    END
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equalsIgnoreCase(name);
  }
}
