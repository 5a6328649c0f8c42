package vn.daugio.collector.notify;

import vn.daugio.collector.incident.Severity;
import vn.daugio.protocol.ConfigMap;

/**
 * How much people are told, and when.
 *
 * @param quietFrom from which severity on they are called at any hour
 * @param digestAbove more letters than this to one person at a time become one
 */
public record Manners(Severity quietFrom, int digestAbove) {
  /** What is in force where the configuration says nothing. */
  public static final Manners USUAL = new Manners(Severity.HIGH, 5);

  /** Reads {@code quiet: {from-severity: high}} and {@code digest-above: 5}. */
  public static Manners read(ConfigMap root) {
    ConfigMap quiet = root.map("quiet");
    String code = quiet.textOr("from-severity", USUAL.quietFrom().code());
    quiet.done();
    int above = (int) root.whole("digest-above", USUAL.digestAbove(), 1, 100);
    for (Severity severity : Severity.values()) {
      if (severity.code().equals(code)) {
        return new Manners(severity, above);
      }
    }
    root.problems()
        .add(
            "quiet.from-severity",
            "info, low, medium, high or critical is expected, not '" + code + "'");
    return new Manners(USUAL.quietFrom(), above);
  }
}
