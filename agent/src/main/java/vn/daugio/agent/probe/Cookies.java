package vn.daugio.agent.probe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the servers of one visit have asked to be told again (RFC 6265), each of its own only: some
 * portals redirect in a circle without it. Forgotten with the visit; attributes are not read.
 */
public final class Cookies {
  private static final int MOST = 20;

  /** A name and a value that can be sent back as they are. */
  private static final Pattern PAIR =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]{1,128})=([!-:<-~]{0,1024})(?:[ \t]*;.*)?");

  private final Map<String, Map<String, String>> ofHost = new LinkedHashMap<>();

  /** Keeps what an answer of this host sets. */
  public void keep(String host, HttpAnswer answer) {
    Map<String, String> pairs =
        ofHost.computeIfAbsent(host.toLowerCase(Locale.ROOT), any -> new LinkedHashMap<>());
    for (String set : answer.headers().getOrDefault("set-cookie", List.of())) {
      Matcher matcher = PAIR.matcher(set);
      if (matcher.matches() && (pairs.size() < MOST || pairs.containsKey(matcher.group(1)))) {
        pairs.put(matcher.group(1), matcher.group(2));
      }
    }
  }

  /** The value of the header {@code Cookie} for this host; empty: none is to be sent. */
  public String of(String host) {
    return ofHost.getOrDefault(host.toLowerCase(Locale.ROOT), Map.of()).entrySet().stream()
        .map(pair -> pair.getKey() + "=" + pair.getValue())
        .collect(Collectors.joining("; "));
  }
}
