package vn.daugio.agent.os.linux;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.testing.Mutations;

/** What scanimage prints is scanners, or nothing. */
class ScanimageFuzzTest {
  static Stream<byte[]> good() {
    return Stream.of("Canon|DR-C225|.\nNoname|frontend-tester|.\n", "|x|.\n", "")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("good")
  @FuzzTest
  void read(byte[] input) {
    LinuxScanners.parse(new String(input, StandardCharsets.UTF_8))
        .ifPresent(
            found ->
                assertThat(found)
                    .hasSizeLessThanOrEqualTo(50)
                    .allMatch(one -> one.model().length() <= 401 && one.model().indexOf('|') < 0));
  }

  @Test
  void damaged() {
    Mutations.run(10_000, 4714, good().toList(), this::read);
  }
}
