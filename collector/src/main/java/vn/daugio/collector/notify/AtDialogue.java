package vn.daugio.collector.notify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Commands and their answers (ITU-T V.250, 5.7; 3GPP TS 27.005, 27.007): echoes and what the modem
 * says unasked are left aside, whatever comes is bounded.
 */
final class AtDialogue {
  private static final Pattern FINAL =
      Pattern.compile("OK|ERROR|NO CARRIER|NO DIALTONE|BUSY|\\+CM[ES] ERROR:.*");
  private static final Pattern CODE = Pattern.compile("\\+(CM[ES]) ERROR: ?([0-9]{1,5})");
  private static final Duration QUIET = Duration.ofMillis(50);
  private static final int MOST_LINES = 200;
  private static final int LONGEST_LINE = 1000;
  private static final char ESCAPE = 0x1B;
  private static final char END_OF_TEXT = 0x1A;

  private final SerialLink link;
  private final long deadline;
  private final StringBuilder unread = new StringBuilder();

  /**
   * @param within for the whole conversation
   */
  AtDialogue(SerialLink link, Duration within) {
    this.link = link;
    this.deadline = System.nanoTime() + within.toNanos();
  }

  /**
   * @param lines before the final one, echo excluded
   * @param end OK, ERROR, +CMS ERROR: 38, …; empty: none came in time
   */
  record Answer(List<String> lines, String end) {
    boolean isOk() {
      return end.equals("OK");
    }

    boolean isSilence() {
      return end.isEmpty();
    }

    /**
     * The code of a +CMS or +CME error with its family, {@code CMS 38}; empty where it has none.
     */
    Optional<String> error() {
      Matcher matcher = CODE.matcher(end);
      return matcher.matches()
          ? Optional.of(matcher.group(1) + " " + Integer.parseInt(matcher.group(2)))
          : Optional.empty();
    }

    /** What the first line that begins so matches. */
    Optional<Matcher> find(Pattern pattern) {
      return lines.stream().map(pattern::matcher).filter(Matcher::find).findFirst();
    }
  }

  Answer command(String command, Duration within) throws IOException {
    write(command + "\r");
    return answer(command, within);
  }

  /** Sends what a text prompt waits for, and reads what comes of it. */
  Answer text(String text, Duration within) throws IOException {
    write(text + END_OF_TEXT);
    return answer(text, within);
  }

  /** Leaves a prompt in which an earlier conversation may have been cut off. */
  void leavePrompt() throws IOException {
    write(String.valueOf(ESCAPE));
    drain();
  }

  /** Forgets answers that come late, so that they are not taken for those of the next command. */
  void drain() throws IOException {
    int blocks = 0;
    while (link.read(QUIET).length > 0 && blocks < MOST_LINES) {
      blocks++;
    }
    unread.setLength(0);
  }

  /**
   * Sends a command that is answered with a prompt.
   *
   * @return empty when the prompt came, else what came instead
   */
  Optional<Answer> prompt(String command, Duration within) throws IOException {
    write(command + "\r");
    long until = until(within);
    List<String> lines = new ArrayList<>();
    while (lines.size() < MOST_LINES) {
      if (unread.toString().stripLeading().startsWith(">")) {
        unread.setLength(0);
        return Optional.empty();
      }
      Optional<String> line = line(until, true);
      if (line.isEmpty()) {
        if (System.nanoTime() - until >= 0) {
          return Optional.of(new Answer(lines, ""));
        }
      } else if (FINAL.matcher(line.get()).matches()) {
        return Optional.of(new Answer(lines, line.get()));
      } else {
        lines.add(line.get());
      }
    }
    return Optional.of(new Answer(lines, ""));
  }

  /** Lets the modem talk, and forgets it. */
  void listen(Duration within) throws IOException {
    long until = until(within);
    int lines = 0;
    while (line(until, false).isPresent() && lines < MOST_LINES) {
      lines++;
    }
  }

  private Answer answer(String sent, Duration within) throws IOException {
    long until = until(within);
    List<String> lines = new ArrayList<>();
    while (lines.size() < MOST_LINES) {
      Optional<String> line = line(until, false);
      if (line.isEmpty()) {
        break;
      }
      String one = line.get();
      if (FINAL.matcher(one).matches()) {
        return new Answer(lines, one);
      }
      if (!one.equals(sent)) {
        lines.add(one);
      }
    }
    return new Answer(lines, "");
  }

  /** The next line that is not empty; with a prompt in view also nothing at once. */
  private Optional<String> line(long until, boolean prompting) throws IOException {
    while (true) {
      int end = end();
      if (end >= 0) {
        String line = unread.substring(0, end).strip();
        unread.delete(0, end + 1);
        if (!line.isEmpty()) {
          return Optional.of(line);
        }
        continue;
      }
      if (prompting && unread.toString().strip().startsWith(">")) {
        return Optional.empty();
      }
      long left = until - System.nanoTime();
      if (left <= 0) {
        return Optional.empty();
      }
      byte[] bytes = link.read(Duration.ofNanos(left));
      unread.append(new String(bytes, StandardCharsets.ISO_8859_1));
      if (unread.length() > LONGEST_LINE && end() < 0) {
        unread.setLength(0);
      }
    }
  }

  private int end() {
    int feed = unread.indexOf("\n");
    int carriage = unread.indexOf("\r");
    return feed < 0 || carriage < 0 ? Math.max(feed, carriage) : Math.min(feed, carriage);
  }

  private long until(Duration within) {
    long until = System.nanoTime() + within.toNanos();
    return until - deadline > 0 ? deadline : until;
  }

  private void write(String text) throws IOException {
    unread.setLength(0);
    link.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
