package vn.daugio.agent.os;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses written as numbers; never asks a name server. */
public final class Addresses {
  private static final Pattern V4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)");
  private static final Pattern V6 =
      Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%[A-Za-z0-9._-]{1,15})?");

  private Addresses() {}

  /** The address of a literal such as {@code 192.168.1.1} or {@code fe80::1%eth0}. */
  public static Optional<InetAddress> parse(String text) {
    boolean v6 = V6.matcher(text).matches();
    if (!v6 && !V4.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      // the brackets keep what is no valid IPv6 address from being looked up as a name
      return Optional.of(InetAddress.getByName(v6 ? "[" + text + "]" : text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
