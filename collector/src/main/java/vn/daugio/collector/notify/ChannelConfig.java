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
    String at = map.path() + "." + key;
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null && "https".equals(uri.getScheme())) {
        return uri;
      }
      if (uri.getHost() != null && "http".equals(uri.getScheme())) {
        if (HostPort.parse(uri.getHost()).map(HostPort::isLoopback).orElse(false)) {
          return uri;
        }
        map.problems().add(at, "https is needed: the address would show the secret to the network");
        return NOWHERE;
      }
    } catch (URISyntaxException e) {
      // told below, without the text: it may hold a secret
    }
    map.problems().add(at, "an address with https:// is expected");
    return NOWHERE;
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
