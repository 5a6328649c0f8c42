package vn.daugio.agent.os.linux;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.os.Network.HostAddress;
import vn.daugio.agent.os.SmallFiles;
import vn.daugio.protocol.HostPort;

/** The name and time servers in this system's configuration files. */
final class LinuxServers {
  private static final int DNS_PORT = 53;
  private static final int MOST = 8;

  private final Path root;

  LinuxServers(Path root) {
    this.root = root;
  }

  /** resolv.conf(5); the stub of systemd-resolved is replaced by what it asks. */
  List<HostAddress> resolvers() {
    List<HostAddress> configured = nameServers(root.resolve("etc/resolv.conf"));
    boolean stub =
        !configured.isEmpty()
            && configured.stream()
                .map(server -> server.address().getHostAddress())
                .allMatch(text -> text.equals("127.0.0.53") || text.equals("127.0.0.54"));
    if (!stub) {
      return configured;
    }
    List<HostAddress> real = nameServers(root.resolve("run/systemd/resolve/resolv.conf"));
    return real.isEmpty() ? configured : real;
  }

  private static List<HostAddress> nameServers(Path file) {
    Set<InetAddress> addresses = new LinkedHashSet<>();
    for (String line : SmallFiles.lines(file)) {
      String[] words = line.strip().split("\\s+", -1);
      if (words.length >= 2 && words[0].equals("nameserver")) {
        Addresses.parse(words[1]).ifPresent(addresses::add);
      }
    }
    return addresses.stream().limit(MOST).map(a -> new HostAddress(a, DNS_PORT)).toList();
  }

  /** Of systemd-timesyncd, chrony and ntpd, in this order; host or host:port. */
  List<String> timeServers() {
    Set<String> servers = new LinkedHashSet<>();
    Path etc = root.resolve("etc");
    timesyncd(etc.resolve("systemd/timesyncd.conf"), servers);
    SmallFiles.entries(etc.resolve("systemd/timesyncd.conf.d"), "*.conf")
        .forEach(file -> timesyncd(file, servers));
    List<Path> files = new ArrayList<>();
    files.add(etc.resolve("chrony/chrony.conf"));
    files.add(etc.resolve("chrony.conf"));
    files.addAll(SmallFiles.entries(etc.resolve("chrony/conf.d"), "*.conf"));
    files.addAll(SmallFiles.entries(etc.resolve("chrony/sources.d"), "*.sources"));
    files.addAll(SmallFiles.entries(root.resolve("run/chrony-dhcp"), "*.sources"));
    files.add(etc.resolve("ntp.conf"));
    files.add(etc.resolve("ntpsec/ntp.conf"));
    files.forEach(file -> sources(file, servers));
    return servers.stream().limit(MOST).toList();
  }

  /** timesyncd.conf(5): {@code NTP=} and {@code FallbackNTP=} with names in between blanks. */
  private static void timesyncd(Path file, Set<String> servers) {
    for (String line : SmallFiles.lines(file)) {
      String text = line.strip();
      if (text.startsWith("NTP=") || text.startsWith("FallbackNTP=")) {
        for (String word : text.substring(text.indexOf('=') + 1).strip().split("\\s+", -1)) {
          add(word, servers);
        }
      }
    }
  }

  /** chrony.conf(5) and ntp.conf(5): {@code server NAME [options]}, also pool and peer. */
  private static void sources(Path file, Set<String> servers) {
    for (String line : SmallFiles.lines(file)) {
      String[] words = line.strip().split("\\s+", -1);
      if (words.length < 2 || !Set.of("server", "pool", "peer").contains(words[0])) {
        continue;
      }
      String host = words[1];
      // ntpd's reference clocks wear addresses of 127.127/16
      if (host.startsWith("127.127.")) {
        continue;
      }
      for (int i = 2; i + 1 < words.length; i++) {
        if (words[i].equals("port")) {
          host = (host.contains(":") ? "[" + host + "]" : host) + ":" + words[i + 1];
        }
      }
      add(host, servers);
    }
  }

  private static void add(String word, Set<String> servers) {
    if (word.length() <= 255 && HostPort.parse(word).isPresent()) {
      servers.add(word);
    }
  }
}
