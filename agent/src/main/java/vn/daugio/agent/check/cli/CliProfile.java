package vn.daugio.agent.check.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.DataFile;

/**
 * What a flavour of device is asked and how its answers are read: a data file that comes with the
 * program. Nothing else is run.
 *
 * <pre>
 * profile NAME VERSION
 * shell PROMPT                  where commands have to be typed; its last line, as a pattern
 * more PATTERN                  what it says at the end of a page
 * ask NAME needed|optional text|json [whole]
 * run COMMAND
 * FIELD[!] TYPE PATTERN         a value; with ! an output without it is unreadable
 * SET.FIELD[!] TYPE PATTERN     a value of a row, which the group {@code row} names
 * SET.FIELD[!] row:TYPE PATTERN a value of the row that a line before it has named
 * </pre>
 *
 * {@code needed}: a command that fails makes the reading incomplete. {@code whole}: every line has
 * to be found by a rule. Types: number, number*N, number/N, size, duration, range, text, given,
 * count, skip.
 *
 * @param version grows with each change of the file
 * @param prompt null where each command is run by itself
 */
public record CliProfile(
    String name, int version, @Nullable Pattern prompt, @Nullable Pattern more, List<Ask> asks) {
  public CliProfile {
    asks = List.copyOf(asks);
  }

  /** One command and how its output is read. */
  public record Ask(
      String name,
      boolean needed,
      boolean json,
      boolean whole,
      String command,
      List<CliRule> rules) {}

  /**
   * @param beside the class beside which the file lies
   * @throws IllegalStateException when the program was built without it, or with a wrong one
   */
  public static CliProfile load(Class<?> beside, String file) {
    return parse(DataFile.lines(beside, file));
  }

  static CliProfile parse(List<String> lines) {
    String name = "";
    int version = 0;
    @Nullable Pattern prompt = null;
    @Nullable Pattern more = null;
    List<Ask> asks = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.split("\\s+", 3);
      String rest = line.substring(words[0].length()).strip();
      switch (words[0]) {
        case "profile" -> {
          name = words[1];
          version = Integer.parseInt(words[2]);
        }
        case "shell" -> prompt = Pattern.compile(rest);
        case "more" -> more = Pattern.compile(rest);
        case "ask" -> asks.add(ask(rest.split("\\s+")));
        case "run" -> asks.set(asks.size() - 1, running(asks.get(asks.size() - 1), rest));
        default -> asks.get(asks.size() - 1).rules().add(CliRule.of(words));
      }
    }
    return new CliProfile(name, version, prompt, more, asks);
  }

  private static Ask ask(String[] words) {
    List<String> all = List.of(words);
    boolean known =
        List.of("needed", "optional").contains(words[1])
            && List.of("text", "json").contains(words[2]);
    if (!known) {
      throw new IllegalStateException("profile: ask " + all);
    }
    return new Ask(
        words[0],
        words[1].equals("needed"),
        words[2].equals("json"),
        all.contains("whole"),
        "",
        new ArrayList<>());
  }

  private static Ask running(Ask ask, String command) {
    return new Ask(ask.name(), ask.needed(), ask.json(), ask.whole(), command, ask.rules());
  }
}
