package vn.daugio.agent.os.linux;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.testing.Mutations;
import vn.daugio.protocol.InventoryReport;

/** Files of the system that other programs write: packages, or none; connections, or none. */
class LinuxTracesFuzzTest {
  private static final String STATUS =
      """
      Package: clamav-daemon
      Status: install ok installed
      Section: utils
      Version: 1.4.6+dfsg-0+deb12u1
      Description: anti-virus
       Package: x

      Package: kesl
      Status: deinstall ok config-files
      """;

  private static final String CONNECTIONS =
      """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid
         0: 0100007F:1F90 0100007F:01BB 01 00000000:00000000 00:00000000 00000000 0 0 1
         1: 0000000000000000FFFF00000100007F:1F90 00000000000000000000000001000000:01BB 01 0:0 0
      """;

  static Stream<byte[]> packages() {
    return Stream.of(STATUS.getBytes(UTF_8), "\n\n".getBytes(UTF_8));
  }

  static Stream<byte[]> connections() {
    return Stream.of(CONNECTIONS.getBytes(UTF_8));
  }

  @MethodSource("packages")
  @FuzzTest
  void readPackages(byte[] input) throws IOException {
    Path root = Files.createTempDirectory("fuzz");
    Path status = root.resolve("var/lib/dpkg/status");
    try {
      Files.createDirectories(status.getParent());
      Files.write(status, input);
      InventoryReport report = new LinuxInventory(root).report(1);
      assertThat(report.isSound()).isTrue();
      assertThat(report.entries()).hasSizeLessThanOrEqualTo(input.length);
    } finally {
      Files.deleteIfExists(status);
      for (String folder : List.of("var/lib/dpkg", "var/lib", "var", "")) {
        Files.deleteIfExists(root.resolve(folder));
      }
    }
  }

  @MethodSource("connections")
  @FuzzTest
  void readConnections(byte[] input) {
    new String(input, ISO_8859_1)
        .lines()
        .flatMap(line -> LinuxConnections.parse(line).stream())
        .forEach(end -> assertThat(end.isUnresolved()).isFalse());
  }

  @Test
  void damaged() {
    Mutations.run(1_000, 34, packages().toList(), this::readPackages);
    Mutations.run(5_000, 35, connections().toList(), this::readConnections);
  }
}
