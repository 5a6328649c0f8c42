package vn.daugio.protocol;

import java.util.List;

/** A configuration that cannot be used. It stops start-up; it never becomes a device's state. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  public ConfigException(String file, List<String> problems) {
    super(
        file
            + ": "
            + (problems.size() == 1 ? "1 problem" : problems.size() + " problems")
            + "\n  - "
            + String.join("\n  - ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line each, without the file's name. */
  public List<String> problems() {
    return problems;
  }
}
