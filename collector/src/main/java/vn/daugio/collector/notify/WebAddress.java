package vn.daugio.collector.notify;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.HostPort;

/** The address of another program. */
final class WebAddress {
  private WebAddress() {}

  /**
   * What is wrong with it, without the address: it may hold a secret.
   *
   * @param secret whether a secret travels with it: then plain http is for loopback only
   * @return null: nothing is
   */
  static @Nullable String fault(String text, boolean secret) {
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null && "https".equals(uri.getScheme())) {
        return null;
      }
      if (uri.getHost() != null && "http".equals(uri.getScheme())) {
        boolean here = HostPort.parse(uri.getHost()).map(HostPort::isLoopback).orElse(false);
        return secret && !here ? "https is needed: a secret goes with it" : null;
      }
    } catch (URISyntaxException e) {
      return "an address with http:// or https:// is expected";
    }
    return "an address with http:// or https:// is expected";
  }
}
