package vn.daugio.agent.discover;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.daugio.agent.os.Addresses;

/**
 * An IPv4 network (RFC 4632).
 *
 * @param network its first address as a number
 * @param prefix 0..32
 */
public record Cidr(int network, int prefix) {
  private static final Pattern TEXT = Pattern.compile("([0-9.]{7,15})/(\\d{1,2})");
  private static final int LOOPBACK = 127;

  /** A network as {@code 192.168.1.0/24}; host bits are dropped. */
  public static Optional<Cidr> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 32) {
      return Optional.empty();
    }
    int prefix = Integer.parseInt(matcher.group(2));
    return Addresses.parse(matcher.group(1)).map(address -> around(address, prefix));
  }

  /** The network of this size that an IPv4 address is in. */
  public static Cidr around(InetAddress address, int prefix) {
    return new Cidr(number(address) & mask(prefix), prefix);
  }

  /** IPv6 addresses are in none. */
  public boolean contains(InetAddress address) {
    return address instanceof Inet4Address && (number(address) & mask(prefix)) == network;
  }

  boolean isLoopback() {
    return network >>> 24 == LOOPBACK;
  }

  /** Whether the two share an address. */
  boolean overlaps(Cidr other) {
    int shorter = mask(Math.min(prefix, other.prefix));
    return (network & shorter) == (other.network & shorter);
  }

  /** How many addresses a host can have. */
  public long size() {
    long all = 1L << (32 - prefix);
    return prefix > 30 ? all : all - 2;
  }

  /** Those addresses, in their order. */
  public List<InetAddress> hosts() {
    List<InetAddress> hosts = new ArrayList<>();
    int first = prefix > 30 ? network : network + 1;
    for (int i = 0; i < size(); i++) {
      hosts.add(address(first + i));
    }
    return hosts;
  }

  private static int mask(int prefix) {
    return prefix == 0 ? 0 : -1 << (32 - prefix);
  }

  private static int number(InetAddress address) {
    return ByteBuffer.wrap(address.getAddress()).getInt();
  }

  private static InetAddress address(int number) {
    try {
      return InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(number).array());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 bytes", e);
    }
  }

  @Override
  public String toString() {
    return address(network).getHostAddress() + "/" + prefix;
  }
}
