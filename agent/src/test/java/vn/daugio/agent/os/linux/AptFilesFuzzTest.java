package vn.daugio.agent.os.linux;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.testing.Mutations;

/** Whatever stands in the logs and lists of apt and dpkg is read to its end. */
class AptFilesFuzzTest {
  static Stream<byte[]> good() {
    return Stream.of(
            "Start-Date: 2026-11-10  06:12:33\nUpgrade: a:amd64 (1, 2)\nEnd-Date: x\n",
            "2026-11-19 07:00:01 upgrade openssl:amd64 3.0.15-1 3.0.17-1\n",
            "Package: a\nStatus: install ok installed\nVersion: 1:2.3~rc1-4+b5\n\nPackage: b\n")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("good")
  @FuzzTest
  void read(byte[] input) throws IOException {
    String text = new String(input, StandardCharsets.UTF_8);
    AptHistory.ofApt(lines(text)).ifPresent(at -> assertThat(at.getYear()).isBetween(0, 9999));
    AptHistory.ofDpkg(lines(text)).ifPresent(at -> assertThat(at.getYear()).isBetween(0, 9999));
    String[] words = text.split("\\s+", -1);
    String one = words[0];
    String other = words[words.length - 1];
    assertThat(Integer.signum(DebVersion.compare(one, other)))
        .isEqualTo(-Integer.signum(DebVersion.compare(other, one)));
    assertThat(DebVersion.compare(one, one)).isZero();
    AptPending.packages(lines(text), true)
        .forEach((name, version) -> assertThat(text).contains(name, version));
  }

  private static BufferedReader lines(String text) {
    return new BufferedReader(new StringReader(text));
  }

  @Test
  void damaged() {
    Mutations.run(20_000, 4712, good().toList(), this::read);
  }
}
