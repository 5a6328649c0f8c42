package vn.daugio.agent.os.windows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.os.Antivirus.Evidence;
import vn.daugio.agent.testing.Mutations;
import vn.daugio.protocol.ProductCatalogue;

/** Whatever PowerShell printed is evidence that the catalogue asked for, or nothing at all. */
class WindowsAntivirusFuzzTest {
  private static final Path SITUATIONS =
      Path.of("src/test/resources/vn/daugio/agent/os/windows/protection");
  private static final ProductCatalogue CATALOGUE = ProductCatalogue.builtIn();

  static Stream<byte[]> good() throws IOException {
    try (Stream<Path> files = Files.list(SITUATIONS)) {
      List<Path> all = files.filter(one -> one.toString().endsWith(".json")).sorted().toList();
      return Stream.concat(
          all.stream().map(WindowsAntivirusFuzzTest::bytes),
          Stream.of(
              "{}".getBytes(UTF_8),
              "{\"services\":[null,{}],\"uninstall\":[null],\"denied\":[null]}".getBytes(UTF_8)));
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @MethodSource("good")
  @FuzzTest
  void read(byte[] input) {
    Evidence evidence =
        new WindowsAntivirus(
                () -> PowerShell.parse(new String(input, UTF_8), ProtectionFacts.class),
                name -> null)
            .evidence(CATALOGUE);
    assertThat(evidence.items())
        .hasSizeLessThanOrEqualTo(input.length)
        .allMatch(item -> item.name().length() <= 200);
  }

  @Test
  void damaged() throws IOException {
    Mutations.run(2_000, 31, good().toList(), this::read);
  }
}
