package vn.daugio.agent.check.cli;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the text of a value becomes a number in base units. */
final class CliValue {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(?:\\.\\d{1,6})?");
  private static final Pattern SIZE =
      Pattern.compile("(\\d{1,12}(?:\\.\\d{1,3})?)\\s?(B|[kK]i?B|MiB|GiB|TiB|MB|GB)?");

  private static final Pattern DURATION =
      Pattern.compile(
          "(?:(\\d{1,4})w)?\\s?(?:(\\d{1,5})d)?\\s?"
              + "(?:(\\d{1,6}):(\\d{1,2}):(\\d{1,2})"
              + "|(?:(\\d{1,6})h)?\\s?(?:(\\d{1,4})m)?\\s?(?:(\\d{1,4})s)?)");

  private static final int[] DURATION_SECONDS = {604_800, 86_400, 3_600, 60, 1, 3_600, 60, 1};
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final Pattern V4 =
      Pattern.compile(OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET);

  private static final int MOST_RANGES = 32;

  private CliValue() {}

  /** A decimal number with a point. */
  static OptionalDouble number(String text) {
    return NUMBER.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }

  /** Bytes, of {@code 203.9MiB} or {@code 4480.0KiB}; routers count all of them in powers of 2. */
  static OptionalDouble size(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      return OptionalDouble.empty();
    }
    @Nullable String unit = matcher.group(2);
    int power = unit == null ? 0 : "BKMGT".indexOf(unit.toUpperCase(Locale.ROOT).charAt(0));
    return OptionalDouble.of(Double.parseDouble(matcher.group(1)) * Math.pow(1_024, power));
  }

  /** Seconds, of {@code 3w4d13h4m9s}, {@code 1w2d03:04:05} or {@code 2:8:29}. */
  static OptionalDouble duration(String text) {
    Matcher matcher = DURATION.matcher(text.strip());
    if (text.isBlank() || !matcher.matches()) {
      return OptionalDouble.empty();
    }
    double seconds = 0;
    for (int i = 0; i < DURATION_SECONDS.length; i++) {
      @Nullable String part = matcher.group(i + 1);
      seconds += part == null ? 0 : Double.parseDouble(part) * DURATION_SECONDS[i];
    }
    return OptionalDouble.of(seconds);
  }

  /** How many addresses {@code 192.168.88.10-192.168.88.254,192.168.89.1} are. */
  static OptionalDouble range(String text) {
    String[] ranges = text.split(",", -1);
    double addresses = 0;
    for (String range : ranges) {
      String[] ends = range.split("-", -1);
      long first = address(ends[0]);
      long last = address(ends[ends.length - 1]);
      if (ends.length > 2 || first < 0 || last < first || ranges.length > MOST_RANGES) {
        return OptionalDouble.empty();
      }
      addresses += last - first + 1;
    }
    return OptionalDouble.of(addresses);
  }

  /** −1 for what is no IPv4 address. */
  private static long address(String text) {
    Matcher matcher = V4.matcher(text.strip());
    if (!matcher.matches()) {
      return -1;
    }
    long address = 0;
    for (int i = 1; i <= 4; i++) {
      address = address * 256 + Integer.parseInt(matcher.group(i));
    }
    return address;
  }
}
