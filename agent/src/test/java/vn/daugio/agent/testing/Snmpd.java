package vn.daugio.agent.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's snmpd on loopback, with a configuration of the test's. */
public final class Snmpd implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/snmpd");

  private final Process process;
  private final int port;

  private Snmpd(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** It may need some time until it answers; a request waits and is repeated. */
  public static Snmpd start(Path directory, String configuration) throws IOException {
    return start(directory, configuration, freePort());
  }

  public static Snmpd start(Path directory, String configuration, int port) throws IOException {
    if (!Files.isExecutable(PROGRAM) && "true".equals(System.getenv("CI"))) {
      fail("snmpd is missing");
    }
    assumeTrue(Files.isExecutable(PROGRAM), "snmpd is missing: apt-get install snmpd");
    Files.writeString(directory.resolve("snmpd.conf"), configuration);
    ProcessBuilder builder =
        new ProcessBuilder(
            PROGRAM.toString(),
            "-f",
            "-Lf",
            "log",
            "-C",
            "-c",
            "snmpd.conf",
            "udp:127.0.0.1:" + port);
    builder.directory(directory.toFile());
    builder.environment().put("SNMP_PERSISTENT_DIR", directory.toString());
    builder.environment().put("MIBS", "");
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return new Snmpd(builder.start(), port);
  }

  public int port() {
    return port;
  }

  public static int freePort() throws IOException {
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
