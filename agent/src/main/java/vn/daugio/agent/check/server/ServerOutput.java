package vn.daugio.agent.check.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;

/** Reads what the commands of a Linux server say. */
final class ServerOutput {
  private static final int MOST = 40;
  private static final int NAME_LENGTH = 48;
  private static final Pattern UNIT = Pattern.compile("([A-Za-z0-9@:_.\\\\-]{1,200})\\s.*");
  private static final Pattern DISK =
      Pattern.compile("\\S.*?\\s+(\\d{1,18})\\s+(\\d{1,18})\\s+(\\d{1,18})\\s+\\d{1,3}%\\s+(/.*)");
  private static final Pattern ARRAY = Pattern.compile("(md[A-Za-z0-9_/]{1,20}) : (\\S+).*");
  private static final Pattern MEMBERS =
      Pattern.compile("\\s.*\\[(\\d{1,3})/(\\d{1,3})\\] \\[([U_]{1,200})\\].*");
  private static final Pattern REBUILDING =
      Pattern.compile("\\s+\\[[=>.]*\\]\\s+(recovery|resync|reshape)\\s*=.*");
  private static final Pattern BACKUP = Pattern.compile("(\\d{1,12}) (\\d{1,18})");

  private ServerOutput() {}

  /** The names of failed units; {@code systemctl list-units --plain --no-legend}. */
  static List<String> failedUnits(String text) {
    List<String> units = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher matcher = UNIT.matcher(line.strip() + " ");
      if (!line.isBlank()) {
        if (!matcher.matches() || !matcher.group(1).contains(".")) {
          throw malformed("services");
        }
        units.add(matcher.group(1));
      }
    }
    return bounded(units, "services");
  }

  /**
   * The free share of each file system by its mount point; {@code df -P} (POSIX). As df does, what
   * is kept for the administrator counts as not there.
   */
  static Map<String, Double> disks(String text) {
    Map<String, Double> free = new LinkedHashMap<>();
    for (String line : text.lines().skip(1).toList()) {
      Matcher matcher = DISK.matcher(line);
      if (!matcher.matches()) {
        throw malformed("disks");
      }
      double used = Double.parseDouble(matcher.group(2));
      double available = Double.parseDouble(matcher.group(3));
      if (used + available > 0) {
        free.put(DeviceText.clean(matcher.group(4), NAME_LENGTH), available / (used + available));
      }
    }
    if (free.isEmpty() || free.size() > MOST) {
      throw malformed("disks");
    }
    return free;
  }

  /** One array that lacks a member; {@code members} as [U_]. */
  record Array(String name, String members, boolean rebuilding) {}

  /** The arrays of {@code /proc/mdstat} that are not whole (md(4)). */
  static List<Array> brokenArrays(String text) {
    List<Array> broken = new ArrayList<>();
    String name = "";
    for (String line : text.lines().toList()) {
      Matcher array = ARRAY.matcher(line);
      Matcher members = MEMBERS.matcher(line);
      if (array.matches()) {
        name = array.group(1);
        if (!array.group(2).equals("active")) {
          broken.add(new Array(name, array.group(2), false));
        }
      } else if (members.matches() && !name.isEmpty()) {
        boolean whole =
            members.group(1).equals(members.group(2)) && !members.group(3).contains("_");
        if (!whole) {
          broken.add(new Array(name, "[" + members.group(3) + "]", false));
        }
      } else if (REBUILDING.matcher(line).matches() && !broken.isEmpty()) {
        Array last = broken.get(broken.size() - 1);
        if (last.name().equals(name)) {
          broken.set(broken.size() - 1, new Array(name, last.members(), true));
        }
      }
    }
    return bounded(broken, "raid");
  }

  /** Seconds since 1970 of a clock. */
  static OptionalLong clock(String text) {
    String stripped = text.strip();
    return stripped.matches("\\d{1,12}")
        ? OptionalLong.of(Long.parseLong(stripped))
        : OptionalLong.empty();
  }

  /** The newest file of a backup: when it was written, in seconds since 1970, and its size. */
  record Backup(long written, long bytes) {}

  /** Empty where there is none. */
  static Optional<Backup> backup(String text) {
    Matcher matcher = BACKUP.matcher(text.strip());
    if (matcher.matches()) {
      return Optional.of(
          new Backup(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))));
    }
    if (!text.isBlank()) {
      throw malformed("backup");
    }
    return Optional.empty();
  }

  private static <T> List<T> bounded(List<T> found, String what) {
    if (found.size() > MOST) {
      throw malformed(what);
    }
    return found;
  }

  private static ProbeException malformed(String what) {
    return new ProbeException(ProbeFailure.MALFORMED, "unreadable output: " + what);
  }
}
