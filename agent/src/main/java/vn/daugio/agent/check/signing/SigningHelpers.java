package vn.daugio.agent.check.signing;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.daugio.agent.check.DataFile;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.TcpConnect;

/** Which signing helpers listen on this computer; nothing is ever said to them. */
final class SigningHelpers {
  private static final Duration ONE_PORT = Duration.ofMillis(500);

  private final Map<String, List<Integer>> ports;

  SigningHelpers(Map<String, List<Integer>> ports) {
    this.ports = ports;
  }

  /** Those of {@code signing-helpers.txt}. */
  static SigningHelpers builtIn() {
    Map<String, List<Integer>> known = new LinkedHashMap<>();
    for (String line : DataFile.lines(SigningHelpers.class, "signing-helpers.txt")) {
      String[] pair = line.split(" = ", 2);
      known.put(pair[0], Arrays.stream(pair[1].split(" ")).map(Integer::valueOf).toList());
    }
    return new SigningHelpers(known);
  }

  Map<String, List<Integer>> ports() {
    return ports;
  }

  List<String> listening(Deadline deadline) {
    List<String> there = new ArrayList<>();
    ports.forEach(
        (name, its) -> {
          if (its.stream().anyMatch(port -> listens(port, deadline))) {
            there.add(name);
          }
        });
    return there;
  }

  private static boolean listens(int port, Deadline deadline) {
    try {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
      TcpConnect.time(address, null, Deadline.in(deadline.atMost(ONE_PORT)));
      return true;
    } catch (ProbeException | java.net.UnknownHostException e) {
      // closed, or too slow to sign with: either way nobody listens
      return false;
    }
  }
}
