package vn.daugio.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real time server that serves this machine's own clock and never sets it. */
public final class Chrony {
  private Chrony() {}

  public static Peers.Peer start(Path directory) {
    String program = Peers.need("chronyd");
    int port = Peers.freePort();
    Path config = directory.resolve("chrony.conf");
    try {
      Files.writeString(
          config,
          """
          port %d
          bindaddress 127.0.0.1
          cmdport 0
          bindcmdaddress /
          local stratum 8
          allow 127.0.0.0/8
          pidfile %s/chrony.pid
          """
              .formatted(port, directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String user = System.getProperty("user.name", "root");
    return Peers.startUdp(
        new Peers.Plan(
            List.of(program, "-d", "-x", "-U", "-u", user, "-f", config.toString()),
            port,
            directory.resolve("chrony.log")));
  }
}
