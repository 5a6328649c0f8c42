package vn.daugio.agent.check.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Tokens.Certificate;

/**
 * Certificates of earlier readings: a token spends the night in a drawer, and its days run out
 * there as well.
 */
final class RememberedCertificates {
  private static final String KEY = "certificate.";
  private static final int MOST = 16;

  /** Class, role, four digits; from, to and last seen in seconds since 1970. */
  private static final Pattern VALUE =
      Pattern.compile("([a-z]+) ([a-z]+) ([0-9a-f]{4}) (-?\\d{1,12}) (-?\\d{1,12}) (\\d{1,12})");

  private record Seen(Certificate certificate, Instant at) {}

  private final Map<String, Seen> all = new LinkedHashMap<>();

  static RememberedCertificates of(LastReading last, Duration forgetAfter, Instant now) {
    RememberedCertificates remembered = new RememberedCertificates();
    last.values()
        .forEach(
            (key, value) -> {
              if (key.startsWith(KEY)) {
                parse(key.substring(KEY.length()), value)
                    .filter(seen -> seen.at().isAfter(now.minus(forgetAfter)))
                    .ifPresent(seen -> remembered.all.put(key, seen));
              }
            });
    return remembered;
  }

  private static Optional<Seen> parse(String id, String value) {
    Matcher matcher = VALUE.matcher(value);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Certificate certificate =
        new Certificate(
            id,
            Instant.ofEpochSecond(Long.parseLong(matcher.group(4))),
            Instant.ofEpochSecond(Long.parseLong(matcher.group(5))),
            matcher.group(3),
            matcher.group(1),
            matcher.group(2));
    return Optional.of(
        new Seen(certificate, Instant.ofEpochSecond(Long.parseLong(matcher.group(6)))));
  }

  /** Takes those that are seen now. */
  void see(List<Certificate> present, Instant now) {
    for (Certificate one : present) {
      if (all.size() < MOST || all.containsKey(KEY + one.id())) {
        all.put(KEY + one.id(), new Seen(one, now));
      }
    }
  }

  List<Certificate> certificates() {
    return all.values().stream().map(Seen::certificate).toList();
  }

  void remember(Finding.Builder finding) {
    all.forEach(
        (key, seen) -> {
          Certificate one = seen.certificate();
          finding.remember(
              key,
              String.join(
                  " ",
                  one.issuer(),
                  one.role(),
                  one.serialTail(),
                  Long.toString(one.from().getEpochSecond()),
                  Long.toString(one.to().getEpochSecond()),
                  Long.toString(seen.at().getEpochSecond())));
        });
  }
}
