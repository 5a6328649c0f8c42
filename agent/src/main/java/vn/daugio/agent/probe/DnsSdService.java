package vn.daugio.agent.probe;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/**
 * A service that a device announces about itself (RFC 6763); nothing of it is proven.
 *
 * @param type such as {@code _ipp._tcp}
 * @param name for people
 * @param addresses at most 8, IPv4
 * @param port 1..65535
 * @param text keys in lower case
 */
public record DnsSdService(
    String type, String name, List<InetAddress> addresses, int port, Map<String, String> text) {
  public DnsSdService {
    addresses = List.copyOf(addresses);
    text = Map.copyOf(text);
  }
}
