package vn.daugio.agent.os.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.daugio.agent.os.SmallFiles;

/** TCP ports that others can connect to: {@code /proc/net/tcp} and {@code tcp6} (proc(5)). */
final class ListeningPorts {
  /** State 0A is TCP_LISTEN of the kernel. */
  private static final Pattern LISTENS =
      Pattern.compile("\\s*\\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) \\S+ 0A .*");

  /** 127/8, ::1 and the mapped 127/8 as a little-endian kernel prints them. */
  private static final Pattern LOOPBACK =
      Pattern.compile("[0-9A-F]{6}7F|0{24}01000000|0{16}FFFF0000[0-9A-F]{6}7F");

  private final Set<Integer> ports = new HashSet<>();
  private final boolean readable;

  ListeningPorts(Path root) {
    List<Path> files = List.of(root.resolve("proc/net/tcp"), root.resolve("proc/net/tcp6"));
    readable = files.stream().anyMatch(Files::isReadable);
    for (Path file : files) {
      for (String line : SmallFiles.lines(file)) {
        Matcher matcher = LISTENS.matcher(line);
        if (matcher.matches() && !LOOPBACK.matcher(matcher.group(1)).matches()) {
          ports.add(Integer.valueOf(matcher.group(2), 16));
        }
      }
    }
  }

  boolean isReadable() {
    return readable;
  }

  boolean has(int port) {
    return ports.contains(port);
  }
}
