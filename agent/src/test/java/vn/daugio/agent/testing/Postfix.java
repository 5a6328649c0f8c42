package vn.daugio.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A real Postfix on 127.0.0.1 that takes no mail, with a configuration and a queue of its own. It
 * needs root, to become its own account.
 *
 * @param submission a port with STARTTLS
 * @param implicit a port with TLS from the first byte
 * @param plain a port without TLS
 */
public record Postfix(Peers.Peer peer, int submission, int implicit, int plain, Path log)
    implements AutoCloseable {

  public static Postfix start(Path directory, Authority.Pair pair) {
    String program = Peers.need("postfix");
    Peers.needThat("root".equals(System.getProperty("user.name")), "Postfix needs root");
    int submission = Peers.freePort();
    int implicit = Peers.freePort();
    int plain = Peers.freePort();
    Path home = directory.resolve("postfix");
    Path log = home.resolve("log");
    try {
      // its processes give up root before they open what stands below
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
      for (String name : List.of("conf", "queue", "data")) {
        Files.createDirectories(home.resolve(name));
      }
      Peers.run("chown", "postfix", home.resolve("data").toString());
      Files.writeString(
          home.resolve("conf/main.cf"),
          """
          compatibility_level = 3.6
          queue_directory = %1$s/queue
          data_directory = %1$s/data
          maillog_file = %1$s/log
          maillog_file_prefixes = %1$s
          myhostname = mail.xa.gov.vn
          mydestination =
          inet_interfaces = 127.0.0.1
          inet_protocols = ipv4
          alias_maps =
          local_recipient_maps =
          smtpd_peername_lookup = no
          smtpd_relay_restrictions = reject
          smtpd_tls_security_level = may
          smtpd_tls_cert_file = %2$s
          smtpd_tls_key_file = %3$s
          """
              .formatted(home, pair.certificate(), pair.key()));
      Files.writeString(
          home.resolve("conf/master.cf"),
          """
          127.0.0.1:%d inet n - n - - smtpd
          127.0.0.1:%d inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
          127.0.0.1:%d inet n - n - - smtpd -o smtpd_tls_security_level=none
          rewrite unix - - n - - trivial-rewrite
          proxymap unix - - n - - proxymap
          anvil unix - - n - 1 anvil
          tlsmgr unix - - n 1000? 1 tlsmgr
          postlog unix-dgram n - n - 1 postlogd
          """
              .formatted(submission, implicit, plain));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Peers.Peer peer =
        Peers.startTcp(
            new Peers.Plan(
                List.of(program, "-c", home.resolve("conf").toString(), "start-fg"),
                plain,
                directory.resolve("postfix.out")));
    return new Postfix(peer, submission, implicit, plain, log);
  }

  @Override
  public void close() {
    peer.close();
  }
}
