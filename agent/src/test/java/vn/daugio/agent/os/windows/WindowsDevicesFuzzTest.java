package vn.daugio.agent.os.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Tokens;
import vn.daugio.agent.testing.Mutations;

/** Whatever stands in a part's line, devices and certificates have their forms. */
class WindowsDevicesFuzzTest {
  static Stream<byte[]> devices() {
    return Stream.of("windows10-vi", "windows11-en").map(one -> Recorded.bytes(Part.PNP, one));
  }

  static Stream<byte[]> signing() {
    return Stream.of("windows10-vi", "damaged").map(one -> Recorded.bytes(Part.SIGNING, one));
  }

  @MethodSource("devices")
  @FuzzTest
  void present(byte[] input) {
    String json = new String(input, StandardCharsets.UTF_8);
    try {
      WindowsPeripherals read =
          new WindowsPeripherals(() -> PowerShell.parse(json, WindowsPnp.class));
      assertThat(read.present())
          .allMatch(one -> one.vendor().matches("([0-9a-f]{4})?"))
          .allMatch(one -> one.problem().map(code -> code > 0 && code < 100).orElse(true));
    } catch (UncheckedIOException | NotPermittedException e) {
      assertThat(e.getMessage()).isNotNull();
    }
  }

  @MethodSource("signing")
  @FuzzTest
  void certificates(byte[] input) throws Exception {
    String json = new String(input, StandardCharsets.UTF_8);
    try {
      WindowsSigning signing = PowerShell.parse(json, WindowsSigning.class);
      WindowsPeripherals none =
          new WindowsPeripherals(() -> new WindowsPnp(List.of(), List.of(), List.of()));
      Tokens.Reading reading =
          new WindowsTokens(none, () -> signing, List.of())
              .read(Deadline.in(Duration.ofSeconds(5)));
      assertThat(reading.certificates().orElse(List.of()))
          .hasSizeLessThanOrEqualTo(64)
          .allMatch(one -> one.serialTail().matches("[0-9a-f]{4}"))
          .allMatch(one -> one.role().matches("person|organisation|unspecified"));
    } catch (UncheckedIOException e) {
      assertThat(e.getMessage()).isNotNull();
    }
  }

  @Test
  void damaged() {
    Mutations.run(3_000, 13, devices().toList(), this::present);
    Mutations.run(3_000, 14, signing().toList(), this::certificates);
  }
}
