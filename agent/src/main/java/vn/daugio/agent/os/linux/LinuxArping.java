package vn.daugio.agent.os.linux;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.daugio.agent.os.Command;
import vn.daugio.agent.os.CommandException;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network.AddressUse;
import vn.daugio.agent.os.SmallFiles;

/** ARP probes (RFC 5227 section 2.1.1) by {@code arping -D} of iputils. */
final class LinuxArping {
  private static final Duration AT_MOST = Duration.ofSeconds(3);

  /** {@code Unicast reply from 192.168.1.10 [00:1B:A9:12:34:56] 0.700ms}. */
  private static final Pattern REPLY =
      Pattern.compile("(?m)^\\w+ (?:reply|request) from \\S+ \\[([0-9A-Fa-f:]{17})]");

  /** {@code Interface "tun0" is not ARPable}, {@code arping: Device eth9 not available.} */
  private static final Pattern DEVICE =
      Pattern.compile("(?:Interface \"\\S+\" is|Device \\S+ not available)");

  /** Only a probe has no sender; another program of this name does something else. */
  private static final Pattern PROBE = Pattern.compile("(?m)^ARPING \\S+ from 0\\.0\\.0\\.0 ");

  private final Path root;
  private final List<String> program;

  /**
   * @param root where {@code sys} stands
   * @param program how to start arping, without its arguments
   */
  LinuxArping(Path root, List<String> program) {
    this.root = root;
    this.program = List.copyOf(program);
  }

  AddressUse ask(String interfaceName, InetAddress address, Deadline deadline)
      throws InterruptedException {
    List<String> arguments = new ArrayList<>(program);
    arguments.addAll(List.of("-D", "-c", "1", "-w", "1", "-I", interfaceName));
    arguments.add(address.getHostAddress());
    try {
      return read(Command.run(arguments, Deadline.in(deadline.atMost(AT_MOST))), own());
    } catch (CommandException e) {
      return switch (e.failure()) {
        case NOT_FOUND -> AddressUse.NO_TOOL;
        case NOT_PERMITTED -> AddressUse.NOT_PERMITTED;
        default -> AddressUse.NOT_TOLD;
      };
    }
  }

  /**
   * Of a finished arping; visible for the recorded outputs of the tests.
   *
   * @param own MAC addresses of this computer: with two interfaces on one link it answers itself
   */
  static AddressUse read(Command.Result result, Set<String> own) {
    if (result.err().contains("Operation not permitted")) {
      return AddressUse.NOT_PERMITTED;
    }
    if (DEVICE.matcher(result.err()).find()) {
      return AddressUse.NOT_TOLD;
    }
    if (!PROBE.matcher(result.out()).find()) {
      return AddressUse.NO_TOOL;
    }
    boolean foreign =
        REPLY
            .matcher(result.out())
            .results()
            .map(match -> match.group(1).toLowerCase(Locale.ROOT))
            .anyMatch(mac -> !own.contains(mac));
    return foreign ? AddressUse.TAKEN : AddressUse.OURS;
  }

  private Set<String> own() {
    return SmallFiles.entries(root.resolve("sys/class/net"), "*").stream()
        .flatMap(entry -> SmallFiles.line(entry.resolve("address")).stream())
        .map(mac -> mac.toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }
}
