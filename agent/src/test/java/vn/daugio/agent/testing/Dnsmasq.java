package vn.daugio.agent.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real name server that knows what its options say, and asks nobody else. */
public final class Dnsmasq {
  private Dnsmasq() {}

  public static Peers.Peer start(Path directory, List<String> options) {
    return start("127.0.0.1", directory, options);
  }

  public static Peers.Peer start(String address, Path directory, List<String> options) {
    int port = Peers.freePort();
    List<String> command = new ArrayList<>();
    command.add(Peers.need("dnsmasq"));
    command.addAll(
        List.of(
            "--keep-in-foreground",
            "--conf-file=/dev/null",
            "--no-resolv",
            "--no-hosts",
            "--no-daemon",
            "--bind-interfaces",
            "--listen-address=" + address,
            "--port=" + port));
    command.addAll(options);
    return Peers.startUdp(
        new Peers.Plan(command, port, directory.resolve("dnsmasq-" + port + ".log")));
  }
}
