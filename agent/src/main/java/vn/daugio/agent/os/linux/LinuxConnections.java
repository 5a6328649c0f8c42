package vn.daugio.agent.os.linux;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.daugio.agent.os.SmallFiles;

/**
 * Other ends of established TCP connections: /proc/net/tcp and tcp6, proc_net_tcp in the kernel.
 */
final class LinuxConnections {
  private static final Pattern LINE =
      Pattern.compile(
          "\\s*\\d+: [0-9A-F]+:[0-9A-F]{4} ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) 01 .*");

  private final Path root;

  LinuxConnections(Path root) {
    this.root = root;
  }

  Optional<Set<InetSocketAddress>> established() {
    if (!Files.isReadable(root.resolve("proc/net/tcp"))) {
      return Optional.empty();
    }
    Set<InetSocketAddress> found = new HashSet<>();
    for (String file : List.of("proc/net/tcp", "proc/net/tcp6")) {
      SmallFiles.lines(root.resolve(file)).forEach(line -> parse(line).ifPresent(found::add));
    }
    return Optional.of(found);
  }

  /** Addresses are words of 32 bits, each in the machine's own order; that of x86 and ARM. */
  static Optional<InetSocketAddress> parse(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String hex = matcher.group(1);
    byte[] address = new byte[hex.length() / 2];
    for (int i = 0; i < address.length; i++) {
      int from = (i / 4 * 4 + 3 - i % 4) * 2;
      address[i] = (byte) Integer.parseInt(hex.substring(from, from + 2), 16);
    }
    try {
      int port = Integer.parseInt(matcher.group(2), 16);
      return Optional.of(new InetSocketAddress(InetAddress.getByAddress(address), port));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
