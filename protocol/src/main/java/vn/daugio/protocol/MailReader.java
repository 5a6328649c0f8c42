package vn.daugio.protocol;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a configuration says of a mail service: its domain and its servers. */
final class MailReader {
  private static final Pattern DOMAIN =
      Pattern.compile("(?=.{1,253}$)[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+");

  private MailReader() {}

  static Access.Mail read(ConfigMap map) {
    @Nullable String domain = map.optionalText("domain");
    if (domain != null && !DOMAIN.matcher(domain).matches()) {
      map.problems().add(map.path() + ".domain", "a domain like xa.gov.vn is expected: " + domain);
    }
    return new Access.Mail(
        domain,
        server(map, "smtp", MailServer::smtp),
        server(map, "imap", MailServer::imap),
        TargetReader.resolvers(map),
        map.optionalText("ca-file"),
        SystemReader.certificateName(map));
  }

  private static @Nullable String server(
      ConfigMap map, String key, Function<String, Optional<MailServer>> parsed) {
    @Nullable String text = map.optionalText(key);
    if (text != null && parsed.apply(text).isEmpty()) {
      map.problems()
          .add(
              map.path() + "." + key,
              "host, host:port or %1$ss://host:port is expected: %2$s".formatted(key, text));
    }
    return text;
  }
}
