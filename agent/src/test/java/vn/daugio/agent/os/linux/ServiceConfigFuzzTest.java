package vn.daugio.agent.os.linux;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.testing.Mutations;

/** Whatever testparm prints is a configuration, or none. */
class ServiceConfigFuzzTest {
  static Stream<byte[]> good() {
    return Stream.of(
            "# Global parameters\n[global]\n\tserver min protocol = NT1\n\tworkgroup = XA\n",
            "[global]\n[quet]\n\tguest ok = Yes\n\tread only = No\n\tpath = /srv\n")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("good")
  @FuzzTest
  void read(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    SambaConfig.parse(text)
        .ifPresent(
            config -> {
              assertThat(config.servesSmb1()).isIn(true, false);
              assertThat(config.asksSmb1()).isIn(true, false);
              assertThat(config.hasShareForEverybody()).isIn(true, false);
              assertThat(text.toLowerCase(java.util.Locale.ROOT)).contains("global");
            });
  }

  @Test
  void damaged() {
    Mutations.run(5_000, 4713, good().toList(), this::read);
  }
}
