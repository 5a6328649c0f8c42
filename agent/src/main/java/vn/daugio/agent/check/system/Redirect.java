package vn.daugio.agent.check.system;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.probe.HttpAnswer;
import vn.daugio.agent.probe.HttpGet;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.protocol.Access;

/** Where an answer sends a browser (RFC 9110 section 15.4), and whether it may. */
final class Redirect {
  private static final int LONGEST = 4_096;

  private Redirect() {}

  /**
   * Empty when it is no redirect.
   *
   * @throws ProbeException MALFORMED when no browser could follow
   */
  static Optional<URI> target(URI from, HttpAnswer answer) {
    Optional<String> location = answer.header("location").filter(text -> !text.isBlank());
    boolean redirect =
        switch (answer.status()) {
          case 301, 302, 303, 307, 308 -> true;
          default -> false;
        };
    if (!redirect || location.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI base = from.getRawPath().isEmpty() ? from.resolve("/") : from;
      String written = escaped(location.get());
      // resolve() would lose the last part of the path (RFC 3986 section 5.2.2 keeps it)
      URI target =
          base.resolve(new URI(written.startsWith("?") ? base.getRawPath() + written : written));
      boolean web = "http".equals(scheme(target)) || "https".equals(scheme(target));
      if (web && target.getHost() != null && target.getPort() != 0 && target.getPort() < 65_536) {
        return Optional.of(target);
      }
    } catch (URISyntaxException e) {
      throw new ProbeException(ProbeFailure.MALFORMED, "http: unreadable redirect", e);
    }
    throw new ProbeException(ProbeFailure.MALFORMED, "http: a redirect to no web page");
  }

  /** What servers write as it is, and browsers take: spaces, letters of any language. */
  private static String escaped(String location) {
    StringBuilder escaped = new StringBuilder();
    String bounded = location.substring(0, Math.min(location.length(), LONGEST));
    for (byte one : bounded.getBytes(StandardCharsets.ISO_8859_1)) {
      if (one <= ' ' || one == 0x7f || "\"<>\\^`{|}".indexOf(one) >= 0) {
        escaped.append('%').append(String.format(Locale.ROOT, "%02X", one));
      } else {
        escaped.append((char) one);
      }
    }
    return escaped.toString();
  }

  static boolean isDowngrade(URI from, URI to) {
    return "https".equals(scheme(from)) && "http".equals(scheme(to));
  }

  /** The host of the system itself, with or without www, or one that the configuration names. */
  static boolean isPermitted(URI system, URI to, Access.WebDetail detail) {
    String host = host(to);
    @Nullable String demanded = detail.redirectTo();
    return host.equals(host(system))
        || detail.redirectHosts().stream().anyMatch(one -> bare(one).equals(host))
        || (demanded != null && host.equals(host(URI.create(demanded))));
  }

  /** Whether a page's URL begins as demanded; hosts in any case of letters. */
  static boolean isAt(URI page, String demanded) {
    URI wanted = URI.create(demanded);
    return scheme(page).equals(scheme(wanted))
        && HttpGet.host(page).equalsIgnoreCase(HttpGet.host(wanted))
        && HttpGet.port(page) == HttpGet.port(wanted)
        && path(page).startsWith(path(wanted));
  }

  private static String path(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private static String scheme(URI uri) {
    return String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
  }

  private static String host(URI uri) {
    return bare(HttpGet.host(uri));
  }

  private static String bare(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.startsWith("www.") ? lower.substring(4) : lower;
  }
}
