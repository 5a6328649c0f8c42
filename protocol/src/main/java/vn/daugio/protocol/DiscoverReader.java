package vn.daugio.protocol;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code discover:} of a gateway: where devices are looked for once a day. */
final class DiscoverReader {
  private static final Pattern NETWORK = Pattern.compile("([0-9.]{7,15})/(\\d|[12]\\d|3[0-2])");
  private static final int MOST_NETWORKS = 4;
  private static final int SHORTEST_PREFIX = 22;

  private DiscoverReader() {}

  static Access.Discover read(ConfigMap parent, TargetKind kind) {
    if (kind != TargetKind.GATEWAY) {
      parent.problems().add(parent.path(), "discover is a key of a gateway");
    }
    ConfigMap map = parent.map("discover");
    List<String> networks = map.texts("networks");
    List<String> never = map.texts("never");
    if (networks.isEmpty() || networks.size() > MOST_NETWORKS) {
      map.problems().add(map.path() + ".networks", "1 to " + MOST_NETWORKS + " are expected");
    }
    networks.forEach(one -> check(map, "networks", one, SHORTEST_PREFIX));
    never.forEach(one -> check(map, "never", one, 0));
    map.done();
    return new Access.Discover(networks, never);
  }

  private static void check(ConfigMap map, String key, String text, int shortest) {
    Matcher matcher = NETWORK.matcher(text);
    String path = map.path() + "." + key;
    if (!matcher.matches() || !HostPort.isAddress(matcher.group(1))) {
      map.problems().add(path, "an IPv4 network like 192.168.1.0/24 is expected: " + text);
    } else if (Integer.parseInt(matcher.group(2)) < shortest) {
      map.problems().add(path, "at most a /" + shortest + " is looked around in, not " + text);
    }
  }
}
