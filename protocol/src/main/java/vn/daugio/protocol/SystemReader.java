package vn.daugio.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a configuration says of a web system: its address, and what it has to answer. */
final class SystemReader {
  private static final Pattern STATUS = Pattern.compile("\\d{3}(-\\d{3})?(,\\d{3}(-\\d{3})?)*");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** As it stands in a certificate: of a wildcard only the first label (RFC 6125 section 6.4.3). */
  private static final Pattern CERTIFICATE_NAME = Pattern.compile("(\\*\\.)?[A-Za-z0-9.:-]{1,253}");

  private static final List<String> DETAILS =
      List.of(
          "login-text",
          "redirect-to",
          "redirect-hosts",
          "title",
          "title-sha256",
          "title-varies",
          "certificate-name");

  private SystemReader() {}

  static Access.Web read(ConfigMap map) {
    ConfigMap expect = map.map("expect");
    String status = expect.textOr("status", "200-403");
    if (!isStatus(status)) {
      map.problems()
          .add(expect.path() + ".status", "codes like 200, 200-403 or 200,302 are expected");
    }
    Access.Web web =
        new Access.Web(
            TargetReader.uri(map, "url", Set.of("http", "https")),
            status,
            expect.optionalText("text"),
            map.optionalText("ca-file"),
            detail(expect));
    expect.done();
    return web;
  }

  /** Null where nothing of the kind is said. */
  private static Access.@Nullable WebDetail detail(ConfigMap expect) {
    if (!DETAILS.stream().map(expect::has).reduce(false, Boolean::logicalOr)) {
      return null;
    }
    @Nullable String sha256 = expect.optionalText("title-sha256");
    Access.WebDetail detail =
        new Access.WebDetail(
            expect.optionalText("login-text"),
            expect.has("redirect-to")
                ? TargetReader.uri(expect, "redirect-to", Set.of("http", "https"))
                : null,
            hosts(expect),
            expect.optionalText("title"),
            sha256 == null ? null : sha256.toLowerCase(Locale.ROOT),
            expect.flag("title-varies", false),
            certificateName(expect));
    if (detail.titleSha256() != null && !SHA256.matcher(detail.titleSha256()).matches()) {
      expect.problems().add(expect.path() + ".title-sha256", "64 hexadecimal digits are expected");
    }
    boolean title = detail.title() != null;
    if (title && detail.titleSha256() != null) {
      expect.problems().add(expect.path(), "title and title-sha256 exclude each other");
    } else if (detail.titleVaries() && (title || detail.titleSha256() != null)) {
      expect.problems().add(expect.path(), "a title is expected, and title-varies: remove one");
    }
    return detail;
  }

  private static List<String> hosts(ConfigMap expect) {
    List<String> hosts = expect.texts("redirect-hosts");
    for (String host : hosts) {
      if (HostPort.parse(host).filter(parsed -> parsed.port() == 0).isEmpty()) {
        expect.problems().add(expect.path() + ".redirect-hosts", "a host is expected: " + host);
      }
    }
    return hosts;
  }

  /** The name that a certificate has to carry, under its key. */
  static @Nullable String certificateName(ConfigMap map) {
    @Nullable String name = map.optionalText("certificate-name");
    if (name != null && !CERTIFICATE_NAME.matcher(name).matches()) {
      map.problems()
          .add(
              map.path() + ".certificate-name",
              "a name as it stands in the certificate is expected: " + name);
    }
    return name;
  }

  /** Status codes of RFC 9110 section 15, or ranges from a smaller to a larger one. */
  private static boolean isStatus(String text) {
    return STATUS.matcher(text).matches()
        && Arrays.stream(text.split(",", -1))
            .map(range -> range.split("-", -1))
            .allMatch(
                ends ->
                    Integer.parseInt(ends[0]) >= 100
                        && Integer.parseInt(ends[ends.length - 1]) <= 599
                        && ends[0].compareTo(ends[ends.length - 1]) <= 0);
  }
}
