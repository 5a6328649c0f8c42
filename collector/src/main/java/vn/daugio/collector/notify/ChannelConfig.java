package vn.daugio.collector.notify;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.HostPort;
import vn.daugio.protocol.Language;

/** What the list items of several channels have in common. */
final class ChannelConfig {
  /** Stands where a mistake was told, so that reading can go on. */
  private static final URI NOWHERE = URI.create("http://localhost");

  private static final Set<String> LANGUAGES = new TreeSet<>(Set.of("vi", "en"));

  private ChannelConfig() {}

  /** An address under a key without a slash at the end; plain http only to loopback. */
  static URI web(ConfigMap map, String key, String otherwise) {
    String text = map.textOr(key, otherwise).replaceAll("/+$", "");
    @Nullable String fault = fault(text, false);
    if (fault != null) {
      map.problems().add(map.path() + "." + key, fault);
      return NOWHERE;
    }
    return URI.create(text);
  }

  /**
   * What is wrong with an address, without the address: it may hold a secret.
   *
   * @param plain whether http is allowed beyond loopback
   * @return null: nothing is
   */
  static @Nullable String fault(String text, boolean plain) {
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null && "https".equals(uri.getScheme())) {
        return null;
      }
      if (uri.getHost() != null && "http".equals(uri.getScheme())) {
        boolean here = HostPort.parse(uri.getHost()).map(HostPort::isLoopback).orElse(false);
        return here || plain
            ? null
            : "https is needed: the address would show the secret to the network";
      }
    } catch (URISyntaxException e) {
      return "an address with https:// is expected";
    }
    return "an address with https:// is expected";
  }

  /** The language of the texts; Vietnamese unless another is asked for. */
  static Language language(ConfigMap map) {
    String code = map.textOr("language", Language.VI.code());
    if (!LANGUAGES.contains(code)) {
      map.problems().unknownName(map.path() + ".language", "language", code, LANGUAGES);
    }
    return Language.of(code);
  }

  /** A secret of a known form; never part of the problem. */
  static String secret(ConfigMap map, SecretFiles files, String key, Pattern form) {
    @Nullable String secret = files.secret(map, key);
    if (secret == null) {
      return "";
    }
    if (!form.matcher(secret).matches()) {
      map.problems().add(map.path() + "." + key, "the file does not hold what is expected here");
      return "";
    }
    return secret;
  }
}
