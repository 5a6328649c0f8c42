package vn.daugio.agent.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.check.DataFile;
import vn.daugio.agent.check.router.RouterHealthCheck;
import vn.daugio.agent.testing.Mutations;

/** Whatever a device says is read within bounds, or is unread. */
class CliFuzzTest {
  private static final List<String> FLAVORS = List.of("openwrt", "mikrotik", "draytek", "linux");

  private static final List<CliProfile.Ask> ASKS =
      FLAVORS.stream()
          .map(flavor -> CliProfile.load(RouterHealthCheck.class, flavor + ".profile"))
          .flatMap(profile -> profile.asks().stream())
          .toList();

  static Stream<byte[]> good() {
    List<byte[]> good = new ArrayList<>();
    for (String flavor : FLAVORS) {
      String text = DataFile.text(RouterHealthCheck.class, flavor + ".answers");
      for (String part : text.split("(?m)^\\$ .*\\n", -1)) {
        good.add(part.getBytes(StandardCharsets.UTF_8));
      }
    }
    return good.stream();
  }

  @MethodSource("good")
  @FuzzTest
  void read(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    for (CliProfile.Ask ask : ASKS) {
      CliReading reading = new CliReading();
      reading.read(ask, 0, text);
      assertThat(reading.unread().size()).isLessThanOrEqualTo(1);
      for (CliRule rule : ask.rules()) {
        List<CliRow> rows =
            rule.set().isEmpty() ? List.of(reading.values()) : reading.rows(rule.set());
        assertThat(rows.size()).isLessThanOrEqualTo(128);
        for (CliRow row : rows) {
          assertThat(Double.isFinite(row.number(rule.field()).orElse(0))).isTrue();
          assertThat(row.text(rule.field()).orElse("").length()).isLessThanOrEqualTo(48);
        }
      }
    }
  }

  @Test
  void damaged() {
    Mutations.run(2_000, 1_978, good().toList(), this::read);
  }
}
