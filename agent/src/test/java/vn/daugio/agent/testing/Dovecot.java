package vn.daugio.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A real Dovecot on 127.0.0.1 without any mailbox, with a configuration and folders of its own. It
 * needs root, to become its own accounts.
 *
 * @param startTls a port with STARTTLS
 * @param implicit a port with TLS from the first byte
 */
public record Dovecot(Peers.Peer peer, int startTls, int implicit, Path log)
    implements AutoCloseable {

  public static Dovecot start(Path directory, Authority.Pair pair) {
    String program = Peers.need("dovecot");
    Peers.needThat("root".equals(System.getProperty("user.name")), "Dovecot needs root");
    int startTls = Peers.freePort();
    int implicit = Peers.freePort();
    Path home = directory.resolve("dovecot");
    Path config = home.resolve("dovecot.conf");
    try {
      Files.createDirectories(home.resolve("run"));
      Files.writeString(
          config,
          """
          base_dir = %1$s/run
          state_dir = %1$s/run
          log_path = %1$s/log
          instance_name = test
          protocols = imap
          listen = 127.0.0.1
          ssl = yes
          ssl_cert = <%2$s
          ssl_key = <%3$s
          disable_plaintext_auth = yes
          passdb {
            driver = static
            args = nopassword=n
          }
          userdb {
            driver = static
            args = uid=nobody gid=nogroup home=%1$s/none
          }
          service imap-login {
            chroot =
            inet_listener imap {
              port = %4$d
            }
            inet_listener imaps {
              port = %5$d
              ssl = yes
            }
          }
          """
              .formatted(home, pair.certificate(), pair.key(), startTls, implicit));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Peers.Peer peer =
        Peers.startTcp(
            new Peers.Plan(
                List.of(program, "-F", "-c", config.toString()),
                startTls,
                directory.resolve("dovecot.out")));
    return new Dovecot(peer, startTls, implicit, home.resolve("log"));
  }

  @Override
  public void close() {
    peer.close();
  }
}
