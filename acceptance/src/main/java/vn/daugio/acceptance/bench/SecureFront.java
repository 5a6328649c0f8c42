package vn.daugio.acceptance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vn.daugio.acceptance.process.Child;

/** TLS in front of a collector on loopback, with a certificate of its own. */
final class SecureFront implements AutoCloseable {
  private final Child socat;
  private final int port;
  private final Path certificate;

  private SecureFront(Child socat, int port, Path certificate) {
    this.socat = socat;
    this.port = port;
    this.certificate = certificate;
  }

  static SecureFront of(Path folder, int collector) throws IOException {
    Files.createDirectories(folder);
    Path key = folder.resolve("key.pem");
    Path certificate = folder.resolve("cert.pem");
    Child.run(
        List.of(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=127.0.0.1",
            "-addext",
            "subjectAltName=IP:127.0.0.1",
            "-keyout",
            key.toString(),
            "-out",
            certificate.toString()));
    int port = Child.freePortPair();
    Child socat =
        Child.start(
            folder.resolve("socat.log"),
            List.of(
                "socat",
                "OPENSSL-LISTEN:%d,bind=127.0.0.1,reuseaddr,fork,verify=0,cert=%s,key=%s"
                    .formatted(port, certificate, key),
                "TCP:127.0.0.1:" + collector));
    socat.awaitPort(port);
    return new SecureFront(socat, port, certificate);
  }

  String url() {
    return "https://127.0.0.1:" + port;
  }

  Path certificate() {
    return certificate;
  }

  @Override
  public void close() {
    socat.close();
  }
}
