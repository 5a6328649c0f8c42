package vn.daugio.acceptance.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.daugio.acceptance.process.Child;

/**
 * How long a command took.
 *
 * @param wallSeconds from its start to its end
 * @param processorSeconds user plus system time of it and its children, as the shell accounts it
 */
record Timed(double wallSeconds, double processorSeconds) {
  /** Runs a command to its end, whatever it exits with; its output is dropped. */
  static Timed run(List<String> command) {
    List<String> timed =
        new ArrayList<>(
            List.of(
                "bash", "-c", "TIMEFORMAT='%R %U %S'; time \"$@\" >/dev/null 2>&1; true", "timed"));
    timed.addAll(command);
    String[] seconds = Child.run(timed).toLowerCase(Locale.ROOT).split(" ", -1);
    return new Timed(
        Double.parseDouble(seconds[0]),
        Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2]));
  }
}
