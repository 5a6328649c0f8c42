package vn.daugio.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The mistakes of one configuration file, all of them, each with its path and how to mend it. */
public final class Problems {
  private final List<String> lines = new ArrayList<>();

  public void add(String path, String what) {
    lines.add(path.isEmpty() ? what : path + ": " + what);
  }

  /** An unknown key, with the nearest known one where a slip of the pen is likely. */
  public void unknownKey(String path, String key, Set<String> known) {
    unknownName(path, "key", key, known);
  }

  /** An unknown name of something that is chosen from a list, with the nearest one. */
  public void unknownName(String path, String what, String name, Set<String> known) {
    String nearest = "";
    int best = Math.max(1, name.length() / 3) + 1;
    for (String candidate : known) {
      int distance = distance(name, candidate);
      if (distance < best) {
        best = distance;
        nearest = candidate;
      }
    }
    String hint =
        nearest.isEmpty()
            ? "known " + what + "s: " + String.join(", ", known.stream().sorted().toList())
            : "did you mean '" + nearest + "'?";
    add(path, "unknown " + what + " '" + name + "'; " + hint);
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  /**
   * @throws ConfigException when there is at least one problem
   */
  public void throwIfAny(String file) {
    if (!lines.isEmpty()) {
      throw new ConfigException(file, lines);
    }
  }

  /** Levenshtein's distance; keys are short, so the quadratic table is small. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
