package vn.daugio.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real web server on 127.0.0.1. */
public final class Nginx {
  private Nginx() {}

  /** With one server of this inside, beside its {@code listen}. */
  public static Peers.Peer http(Path directory, String server) {
    return start(directory, "", server);
  }

  public static Peers.Peer https(Path directory, Authority.Pair pair, String server) {
    String tls =
        "ssl_certificate %s; ssl_certificate_key %s;".formatted(pair.certificate(), pair.key());
    return start(directory, " ssl", tls + server);
  }

  private static Peers.Peer start(Path directory, String flags, String server) {
    String program = Peers.need("nginx");
    int port = Peers.freePort();
    Path config = directory.resolve("nginx-" + port + ".conf");
    try {
      Files.writeString(
          config,
          """
          daemon off; master_process off; pid %1$s/nginx-%2$d.pid;
          error_log stderr;
          events {}
          http {
            access_log off;
            charset utf-8;
            client_body_temp_path %1$s/b; proxy_temp_path %1$s/p; fastcgi_temp_path %1$s/f;
            uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
            server { listen 127.0.0.1:%2$d%3$s; default_type text/html; %4$s }
          }
          """
              .formatted(directory, port, flags, server));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Peers.startTcp(
        new Peers.Plan(
            List.of(program, "-c", config.toString()), port, directory.resolve("nginx.log")));
  }
}
