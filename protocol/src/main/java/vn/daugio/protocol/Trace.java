package vn.daugio.protocol;

import io.avaje.jsonb.Json;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing by which a protection product is recognised on a machine.
 *
 * @param kind the code of a {@link Kind}; a kind that this program does not know matches nothing
 * @param pattern the whole name, in any case; {@code *} stands for any characters, none included
 */
@Json
public record Trace(String kind, String pattern) {
  /** Where a name is looked for. */
  public enum Kind {
    /** displayName of AntiVirusProduct in Windows' Security Center. */
    SECURITY_CENTER,
    /** Name of a service of Windows. */
    SERVICE,
    /** DisplayName of an uninstall entry of the whole machine. */
    UNINSTALL,
    /** Who signed the program of a service: the organisation of its Authenticode signature. */
    SIGNER,
    /** Name of a file system filter of Windows, without {@code .sys}. */
    MINIFILTER,
    /** Name of a running program; of Windows with {@code .exe}. */
    PROCESS,
    /** A file or folder, absolute; {@code *} only in its last part. */
    FILE,
    /** Name of a package of Debian or RPM. */
    PACKAGE,
    /** Name of a unit of systemd, e.g. {@code clamav-daemon.service}. */
    UNIT;

    /** Lower case with hyphens, e.g. {@code security-center}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it can tell that the product works now, and not only that it is there. */
    public boolean canRun() {
      return this == SERVICE || this == PROCESS || this == UNIT;
    }

    public static Optional<Kind> ofCode(String code) {
      return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }

    static Set<String> codes() {
      return Arrays.stream(values()).map(Kind::code).collect(Collectors.toSet());
    }
  }

  public Trace {
    kind = orEmpty(kind);
    pattern = orEmpty(pattern);
  }

  public static Trace of(Kind kind, String pattern) {
    return new Trace(kind.code(), pattern);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Whether it is of that kind and the name matches its pattern. */
  public boolean matches(Kind of, String name) {
    return kind.equals(of.code()) && matches(name);
  }

  /**
   * Whether the name matches the pattern. Takes at most the product of both lengths: a pattern that
   * somebody typed cannot make an agent busy.
   */
  public boolean matches(String name) {
    int at = 0;
    int in = 0;
    int star = -1;
    int resume = 0;
    while (in < name.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        resume = in;
      } else if (at < pattern.length() && same(pattern.charAt(at), name.charAt(in))) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++resume;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }

  private static boolean same(char one, char other) {
    return one == other
        || Character.toLowerCase(Character.toUpperCase(one))
            == Character.toLowerCase(Character.toUpperCase(other));
  }
}
