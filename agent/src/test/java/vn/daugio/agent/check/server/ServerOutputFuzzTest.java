package vn.daugio.agent.check.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.testing.Mutations;

/** Whatever a command says is read within bounds, or unreadable. */
class ServerOutputFuzzTest {
  static Stream<byte[]> good() {
    return Stream.of(
            "mariadb.service loaded failed failed MariaDB\nsrv-a\\x2db.mount loaded failed failed x",
            "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/a b 10 5 5 50% /\n",
            "md0 : active raid1 sdb1[1] sda1[0](F)\n  9 blocks [2/1] [U_]\n   [=>.] recovery = 1%\n",
            "1795416000 12\n",
            "1795416000\n")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("good")
  @FuzzTest
  void read(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    tried(text, one -> assertThat(ServerOutput.failedUnits(one)).hasSizeLessThan(50));
    tried(
        text,
        one ->
            assertThat(ServerOutput.disks(one).values())
                .allMatch(share -> share >= 0 && share <= 1));
    tried(text, one -> assertThat(ServerOutput.brokenArrays(one)).hasSizeLessThan(50));
    tried(
        text,
        one -> ServerOutput.backup(one).ifPresent(it -> assertThat(it.bytes()).isNotNegative()));
    assertThat(ServerOutput.clock(text).orElse(0)).isNotNegative();
  }

  private static void tried(String text, Consumer<String> reader) {
    try {
      reader.accept(text);
    } catch (ProbeException e) {
      assertThat(e).hasMessageStartingWith("unreadable output: ");
    }
  }

  @Test
  void damaged() {
    Mutations.run(20_000, 4254, good().toList(), this::read);
  }
}
