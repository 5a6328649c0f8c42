package vn.daugio.protocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of a YAML file, read key by key. Every mistake is noted in {@link Problems} and
 * reading goes on with a harmless value, so that one run shows them all. Keys that nobody asked for
 * are reported by {@link #done}.
 */
public final class ConfigMap {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Pattern BYTES = Pattern.compile("(\\d{1,9})\\s?(KB|MB|GB)");
  private static final Pattern RATE = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)\\s?(Mbps|Gbps)");

  private final String path;
  private final Map<String, Object> values;
  private final Problems problems;
  private final Set<String> written;
  private final Set<String> known = new LinkedHashSet<>();

  private ConfigMap(
      String path, Map<String, Object> values, Set<String> written, Problems problems) {
    this.path = path;
    this.written = written;
    this.values = values;
    this.problems = problems;
  }

  /** Wraps what a YAML parser returned; anything but a mapping is a problem. */
  public static ConfigMap of(String path, @Nullable Object parsed, Problems problems) {
    Map<String, Object> values = new LinkedHashMap<>();
    Set<String> written = new LinkedHashSet<>();
    if (parsed instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            written.add(String.valueOf(key));
            if (value != null) {
              values.put(String.valueOf(key), value);
            }
          });
    } else if (parsed != null) {
      problems.add(path, "a mapping (key: value) is expected here");
    }
    return new ConfigMap(path, values, written, problems);
  }

  public String path() {
    return path;
  }

  public Problems problems() {
    return problems;
  }

  public Set<String> keys() {
    return values.keySet();
  }

  /** Tells whether the key is there, and that it is known. */
  public boolean has(String key) {
    known.add(key);
    return values.containsKey(key);
  }

  /** A required text; a missing one is a problem and reads as empty. */
  public String text(String key) {
    @Nullable String value = optionalText(key);
    if (value == null) {
      problems.add(at(key), "is missing");
      return "";
    }
    return value;
  }

  public @Nullable String optionalText(String key) {
    Object value = value(key);
    if (value == null) {
      return null;
    }
    if (value instanceof Map || value instanceof List) {
      problems.add(at(key), "a single value is expected, not a list or mapping");
      return null;
    }
    return String.valueOf(value).strip();
  }

  public String textOr(String key, String otherwise) {
    @Nullable String value = optionalText(key);
    return value == null ? otherwise : value;
  }

  public boolean flag(String key, boolean otherwise) {
    Object value = value(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    problems.add(at(key), "true or false is expected, not '" + value + "'");
    return otherwise;
  }

  /** A whole number in a range, both ends included. */
  public long whole(String key, long otherwise, long least, long most) {
    Object value = value(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number && number.doubleValue() == number.longValue()) {
      long whole = number.longValue();
      if (whole >= least && whole <= most) {
        return whole;
      }
    }
    problems.add(
        at(key),
        "a whole number from " + least + " to " + most + " is expected, not '" + value + "'");
    return otherwise;
  }

  /** A finite number that is not negative; a duration like {@code 200ms} is its seconds. */
  public double number(String key, double otherwise) {
    Object value = value(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number
        && Double.isFinite(number.doubleValue())
        && number.doubleValue() >= 0) {
      return number.doubleValue();
    }
    Matcher matcher = DURATION.matcher(String.valueOf(value));
    if (matcher.matches()) {
      return toDuration(matcher).toNanos() / 1e9;
    }
    problems.add(at(key), "a number or a duration like 30s is expected, not '" + value + "'");
    return otherwise;
  }

  /** A duration with its unit: {@code 200ms 30s 5m 12h 7d}. */
  public Duration duration(String key, Duration otherwise) {
    Object value = value(key);
    if (value == null) {
      return otherwise;
    }
    Matcher matcher = DURATION.matcher(String.valueOf(value));
    if (matcher.matches()) {
      return toDuration(matcher);
    }
    problems.add(at(key), "a duration like 30s, 5m, 12h or 7d is expected, not '" + value + "'");
    return otherwise;
  }

  /** A size with its unit, {@code KB MB GB} of 1024, in bytes. */
  public long bytes(String key, long otherwise) {
    Object value = value(key);
    if (value == null) {
      return otherwise;
    }
    Matcher matcher = BYTES.matcher(String.valueOf(value));
    if (matcher.matches()) {
      long unit =
          switch (matcher.group(2)) {
            case "KB" -> 1L << 10;
            case "MB" -> 1L << 20;
            default -> 1L << 30;
          };
      return Long.parseLong(matcher.group(1)) * unit;
    }
    problems.add(at(key), "a size like 500KB, 50MB or 1GB is expected, not '" + value + "'");
    return otherwise;
  }

  /**
   * A rate as contracts name it, {@code Mbps Gbps} of 10^6 and 10^9 bits a second.
   *
   * @return bytes per second, more than 0; null when it is absent or a mistake
   */
  public @Nullable Double rate(String key) {
    Object value = value(key);
    if (value == null) {
      return null;
    }
    Matcher matcher = RATE.matcher(String.valueOf(value));
    double number = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
    if (number > 0) {
      return number * (matcher.group(2).equals("Mbps") ? 1e6 : 1e9) / 8;
    }
    problems.add(at(key), "a rate like 200Mbps or 1Gbps is expected, not '" + value + "'");
    return null;
  }

  /** Whether a mapping stands under the key, where a single value may stand as well. */
  public boolean isMap(String key) {
    return value(key) instanceof Map;
  }

  /** The mapping under a key; an absent one is an empty mapping. */
  public ConfigMap map(String key) {
    return of(at(key), value(key), problems);
  }

  /** The mappings of a list under a key. */
  public List<ConfigMap> maps(String key) {
    List<ConfigMap> maps = new ArrayList<>();
    List<?> items = items(key);
    for (int i = 0; i < items.size(); i++) {
      maps.add(of(at(key) + "[" + i + "]", items.get(i), problems));
    }
    return maps;
  }

  /** The texts of a list under a key. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Object item : items(key)) {
      if (item == null || item instanceof Map || item instanceof List) {
        problems.add(at(key), "a list of single values is expected");
      } else {
        texts.add(String.valueOf(item).strip());
      }
    }
    return texts;
  }

  /** Reports the keys that were never asked for. Call it once all known keys were read. */
  public void done() {
    for (String key : written) {
      if (!known.contains(key)) {
        problems.unknownKey(path, key, known);
      }
    }
  }

  private List<?> items(String key) {
    Object value = value(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    problems.add(at(key), "a list is expected");
    return List.of();
  }

  private @Nullable Object value(String key) {
    known.add(key);
    return values.get(key);
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static Duration toDuration(Matcher matcher) {
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
