package vn.daugio.agent.os.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.PrintQueues.Spooler;
import vn.daugio.agent.testing.Mutations;

/** Whatever a part prints is read within bounds, or it is said that it could not be. */
class WindowsPartsFuzzTest {
  private static final Deadline SOON = Deadline.in(Duration.ofHours(1));

  static Stream<byte[]> good() throws IOException {
    List<byte[]> found = new ArrayList<>();
    for (String name :
        List.of(
            "hardening/windows-10-vi-user.json",
            "updates/windows-11-en-admin.json",
            "printing/windows-10-vi-user.json",
            "printing/windows-11-vi-admin-paper.json")) {
      try (InputStream in = WindowsPartsFuzzTest.class.getResourceAsStream(name)) {
        found.add(Objects.requireNonNull(in, name).readAllBytes());
      }
    }
    return found.stream();
  }

  /** One reader, which may refuse. */
  private interface Reader {
    void read() throws NotPermittedException;
  }

  private static void tried(Reader reader) {
    try {
      reader.read();
    } catch (UncheckedIOException e) {
      assertThat(e).hasMessageContaining("PowerShell did not print it");
    } catch (NotPermittedException e) {
      assertThat(e.getMessage()).isIn("firewall profiles", "print queues", "devices");
    }
  }

  @MethodSource("good")
  @FuzzTest
  void read(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    tried(
        () -> {
          WindowsHardening facts = PowerShell.parse(text, WindowsHardening.class);
          assertThat(new WindowsExposure(() -> facts).openings(SOON)).isNotEmpty();
          assertThat(new WindowsFirewall(() -> facts).state(SOON).profiles()).hasSize(3);
        });
    tried(
        () -> {
          WindowsUpdateFacts facts = PowerShell.parse(text, WindowsUpdateFacts.class);
          assertThat(new WindowsUpdates(() -> facts).read(SOON).pending().orElse(0))
              .isNotNegative();
        });
    tried(
        () -> {
          WindowsPrinting facts = PowerShell.parse(text, WindowsPrinting.class);
          if (new WindowsPrintQueues(() -> facts).spooler(SOON) instanceof Spooler.Told told) {
            assertThat(told.queues())
                .allMatch(queue -> !queue.oldestJob().orElse(Duration.ZERO).isNegative());
          }
        });
    tried(
        () -> {
          WindowsPrinting facts = PowerShell.parse(text, WindowsPrinting.class);
          assertThat(new WindowsScanners(() -> facts).read(SOON).scanners())
              .allMatch(one -> one.model().matches("network|[0-9a-f]{4}:[0-9a-f]{4}"));
        });
  }

  @Test
  void damaged() throws IOException {
    Mutations.run(1_500, 4715, good().toList(), this::read);
  }
}
