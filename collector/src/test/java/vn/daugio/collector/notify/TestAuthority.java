package vn.daugio.collector.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vn.daugio.collector.surface.Programs;

/** A certificate authority of one test, and a server certificate of 127.0.0.1 signed by it. */
record TestAuthority(Path authority, Path certificate, Path key) {
  private static final String FRESH =
      " req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 ";

  /**
   * @param folder without blanks in its path
   */
  static TestAuthority create(Path folder) throws IOException, InterruptedException {
    String openssl = Programs.require("openssl");
    TestAuthority made =
        new TestAuthority(
            folder.resolve("ca.pem"), folder.resolve("server.pem"), folder.resolve("server.key"));
    Path caKey = folder.resolve("ca.key");
    run(
        folder,
        openssl + FRESH + "-subj /CN=Test -keyout " + caKey + " -out " + made.authority,
        made.authority);
    run(
        folder,
        openssl
            + FRESH
            + "-subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
            + " -addext basicConstraints=critical,CA:FALSE"
            + (" -CA " + made.authority + " -CAkey " + caKey)
            + (" -keyout " + made.key + " -out " + made.certificate),
        made.certificate);
    return made;
  }

  private static void run(Path folder, String command, Path made)
      throws IOException, InterruptedException {
    String said = Programs.run(folder, "", List.of(command.split(" ")));
    if (!Files.exists(made)) {
      throw new IOException(said);
    }
  }
}
