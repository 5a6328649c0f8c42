package vn.daugio.agent.probe;

import java.net.InetAddress;
import java.util.List;

/**
 * A device that answered a WS-Discovery probe; nothing of it is proven.
 *
 * @param from who answered
 * @param id its endpoint reference, usually a UUID that stays; empty where it gave none
 * @param types what it says it is, without prefixes, such as {@code PrintDeviceType}
 * @param addresses URLs of its metadata
 */
public record WsDevice(InetAddress from, String id, List<String> types, List<String> addresses) {
  public WsDevice {
    types = List.copyOf(types);
    addresses = List.copyOf(addresses);
  }
}
