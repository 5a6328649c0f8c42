package vn.daugio.agent.check.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.probe.ProbeException;

/** What the outputs of a profile's commands say. An output is read as a whole or not at all. */
public final class CliReading {
  private static final int MOST_LINES = 4_000;
  private static final int LONGEST_LINE = 1_000;
  private static final int MOST_ROWS = 128;
  private static final int LONGEST_TEXT = 48;

  private final CliRow single = new CliRow();
  private final Map<String, Map<String, CliRow>> sets = new LinkedHashMap<>();
  private final List<String> unread = new ArrayList<>();

  /** The values that stand alone. */
  public CliRow values() {
    return single;
  }

  /** The rows of a set, in the order of the outputs. */
  public List<CliRow> rows(String set) {
    return List.copyOf(sets.getOrDefault(set, Map.of()).values());
  }

  /** The names of the commands whose output could not be read. */
  public List<String> unread() {
    return List.copyOf(unread);
  }

  public boolean isUnread(String ask) {
    return unread.contains(ask);
  }

  /** What is read, but cannot be true. */
  public void refuse(String what) {
    if (!unread.contains(what)) {
      unread.add(what);
    }
  }

  /**
   * @param status the exit status; −1 where the device tells none
   */
  public void read(CliProfile.Ask ask, int status, String output) {
    if (status > 0) {
      if (ask.needed()) {
        refuse(ask.name());
      }
      return;
    }
    Output read = new Output();
    if (read.take(ask, output)) {
      single.add(read.values);
      read.rows.forEach(
          (set, rows) ->
              rows.forEach(
                  (key, row) ->
                      sets.computeIfAbsent(set, same -> new LinkedHashMap<>())
                          .computeIfAbsent(ask.name() + " " + key, same -> new CliRow())
                          .add(row)));
    } else {
      refuse(ask.name());
    }
  }

  /** One output while it is read. */
  private static final class Output {
    private final CliRow values = new CliRow();
    private final Map<String, Map<String, CliRow>> rows = new LinkedHashMap<>();
    private @Nullable String section;

    /** Whether all of it could be read. */
    private boolean take(CliProfile.Ask ask, String output) {
      List<String> lines;
      try {
        lines = ask.json() ? JsonLines.of(output) : output.lines().limit(MOST_LINES + 1L).toList();
      } catch (ProbeException e) {
        return false;
      }
      if (lines.size() > MOST_LINES) {
        return false;
      }
      boolean[] found = new boolean[ask.rules().size()];
      for (String line : lines) {
        if (line.length() > LONGEST_LINE || !line(ask, line, found)) {
          return false;
        }
      }
      for (int i = 0; i < found.length; i++) {
        CliRule rule = ask.rules().get(i);
        if (rule.needed() && !found[i]) {
          return false;
        }
        if (rule.kind() == CliRule.Kind.COUNT && !found[i]) {
          values.put(rule.field(), 0);
        }
      }
      return true;
    }

    private boolean line(CliProfile.Ask ask, String line, boolean[] found) {
      boolean any = line.isBlank();
      for (int i = 0; i < found.length; i++) {
        CliRule rule = ask.rules().get(i);
        Matcher matcher = rule.pattern().matcher(line);
        if (matcher.find()) {
          any = true;
          found[i] = true;
          if (!value(rule, matcher)) {
            return false;
          }
        }
      }
      return any || !ask.whole();
    }

    private boolean value(CliRule rule, Matcher matcher) {
      @Nullable CliRow row = row(rule, matcher);
      if (row == null) {
        return rule.kind() == CliRule.Kind.SKIP || !rule.hasRow();
      }
      switch (rule.kind()) {
        case SKIP -> {}
        case COUNT -> row.count(rule.field());
        case GIVEN -> row.put(rule.field(), matcher.group("v") == null ? 0 : 1);
        case TEXT -> row.put(rule.field(), DeviceText.clean(matcher.group("v"), LONGEST_TEXT));
        case NUMBER, SIZE, DURATION, RANGE -> {
          OptionalDouble number = rule.number(matcher.group("v").strip());
          if (number.isEmpty()) {
            return false;
          }
          row.put(rule.field(), number.getAsDouble());
        }
      }
      return true;
    }

    /** Null for more rows than there can be, and for a line that belongs to no row. */
    private @Nullable CliRow row(CliRule rule, Matcher matcher) {
      if (rule.set().isEmpty()) {
        return values;
      }
      if (rule.hasRow()) {
        section = matcher.group("row");
      }
      if (section == null) {
        return null;
      }
      Map<String, CliRow> set = rows.computeIfAbsent(rule.set(), same -> new LinkedHashMap<>());
      if (set.size() == MOST_ROWS && !set.containsKey(section)) {
        return null;
      }
      return set.computeIfAbsent(section, same -> new CliRow());
    }
  }
}
