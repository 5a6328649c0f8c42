package vn.daugio.protocol;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host with an optional port: {@code 192.168.1.2}, {@code printer.local:1161}, {@code [::1]:161}.
 *
 * @param host an IP address without brackets, or a DNS name
 * @param port 1..65535, or 0 where none was written
 */
public record HostPort(String host, int port) {
  private static final Pattern BRACKETED =
      Pattern.compile("\\[([0-9a-fA-F:.%a-z]+)](?::(\\d{1,5}))?");
  private static final Pattern PLAIN = Pattern.compile("([A-Za-z0-9._-]+)(?::(\\d{1,5}))?");
  private static final Pattern V6 = Pattern.compile("(?=[^:]*:[^:]*:)[0-9a-fA-F:.]{2,45}");
  private static final Pattern DIGITS_AND_DOTS = Pattern.compile("[0-9.]+");
  private static final Pattern V4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
  private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.\\d{1,3}){3}");

  /** Empty when the text is no host or the port is out of range. */
  public static Optional<HostPort> parse(String text) {
    if (V6.matcher(text).matches()) {
      return isV6(text) ? Optional.of(new HostPort(text, 0)) : Optional.empty();
    }
    Matcher matcher = BRACKETED.matcher(text);
    if (matcher.matches()) {
      String address = matcher.group(1).replaceAll("%[0-9a-z]+$", "");
      if (!V6.matcher(address).matches() || !isV6(address)) {
        return Optional.empty();
      }
    } else {
      matcher = PLAIN.matcher(text);
      // no name consists of digits only (RFC 1123 section 2.1): this is an address mistyped
      if (!matcher.matches() || isMistyped(matcher.group(1))) {
        return Optional.empty();
      }
    }
    String digits = matcher.group(2);
    int port = digits == null ? 0 : Integer.parseInt(digits);
    if (port > 65_535 || (digits != null && port == 0)) {
      return Optional.empty();
    }
    return Optional.of(new HostPort(matcher.group(1), port));
  }

  private static boolean isMistyped(String host) {
    return DIGITS_AND_DOTS.matcher(host).matches() && !V4.matcher(host).matches();
  }

  /** Whether it is an IP address and no port stands beside it. */
  public static boolean isAddress(String text) {
    return parse(text).filter(parsed -> parsed.port() == 0).map(HostPort::isAddress).orElse(false);
  }

  /** Whether the host is written as an IP address, which needs no name server. */
  public boolean isAddress() {
    return V4.matcher(host).matches() || host.indexOf(':') >= 0;
  }

  public int portOr(int otherwise) {
    return port == 0 ? otherwise : port;
  }

  /** True for loopback addresses and {@code localhost}; such targets have no upstream. */
  public boolean isLoopback() {
    return host.equalsIgnoreCase("localhost")
        || LOOPBACK_V4.matcher(host).matches()
        || (V6.matcher(host).matches() && isLoopbackV6(host));
  }

  /** Only for texts with a colon: they are never looked up in DNS. */
  private static boolean isV6(String text) {
    try {
      return !InetAddress.getByName(text).isAnyLocalAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean isLoopbackV6(String text) {
    try {
      return InetAddress.getByName(text).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
