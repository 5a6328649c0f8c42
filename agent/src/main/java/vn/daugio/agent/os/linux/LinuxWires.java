package vn.daugio.agent.os.linux;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import vn.daugio.agent.os.Network.Wire;
import vn.daugio.agent.os.SmallFiles;

/**
 * What the kernel counts on its interfaces, in /sys/class/net, and whom it knows on their links.
 */
final class LinuxWires {
  /** IFA_F_DADFAILED of linux/if_addr.h. */
  private static final int DUPLICATE = 0x08;

  /** ATF_COM of linux/if_arp.h: the entry has an address. */
  private static final int COMPLETE = 0x02;

  private final Path root;

  LinuxWires(Path root) {
    this.root = root;
  }

  Optional<Wire> wire(String name) {
    Path statistics = root.resolve("sys/class/net").resolve(name).resolve("statistics");
    if (!Files.isDirectory(statistics)) {
      return Optional.empty();
    }
    boolean half =
        SmallFiles.line(statistics.resolveSibling("duplex")).filter("half"::equals).isPresent();
    return Optional.of(
        new Wire(
            half,
            count(statistics, "rx_packets") + count(statistics, "tx_packets"),
            count(statistics, "rx_errors") + count(statistics, "tx_errors"),
            hasDuplicate(name)));
  }

  private static long count(Path statistics, String counter) {
    return Math.max(0, SmallFiles.number(statistics.resolve(counter)).orElse(0L));
  }

  /** By the flags in {@code /proc/net/if_inet6}, which anybody may read. */
  private boolean hasDuplicate(String name) {
    return SmallFiles.lines(root.resolve("proc/net/if_inet6")).stream()
        .map(line -> line.strip().split("\\s+", -1))
        .filter(columns -> columns.length == 6 && columns[5].equals(name))
        .filter(columns -> columns[4].matches("[0-9a-f]{1,8}"))
        .anyMatch(columns -> (Integer.parseUnsignedInt(columns[4], 16) & DUPLICATE) != 0);
  }

  /** IPv4 only; an entry stays for minutes after its machine fell silent. */
  Optional<String> mac(InetAddress address) {
    return SmallFiles.lines(root.resolve("proc/net/arp")).stream()
        .map(line -> line.strip().split("\\s+", -1))
        .filter(columns -> columns.length >= 6 && columns[0].equals(address.getHostAddress()))
        .filter(columns -> columns[2].matches("0x[0-9a-f]{1,4}"))
        .filter(columns -> (Integer.parseInt(columns[2].substring(2), 16) & COMPLETE) != 0)
        .map(columns -> columns[3])
        .filter(mac -> mac.matches("[0-9a-f]{2}(:[0-9a-f]{2}){5}"))
        .findFirst();
  }
}
