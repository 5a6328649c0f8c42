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
import vn.daugio.agent.testing.Mutations;
import vn.daugio.protocol.InventoryReport;
import vn.daugio.protocol.InventoryReport.Entry;

/** On outputs made after the documentation; see the README beside them. */
class WindowsInventoryFuzzTest {
  private static final Path SITUATIONS =
      Path.of("src/test/resources/vn/daugio/agent/os/windows/inventory");

  private static byte[] bytes(String situation) {
    try {
      return Files.readAllBytes(SITUATIONS.resolve(situation + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InventoryReport report(byte[] json) {
    return new WindowsInventory(
            () -> PowerShell.parse(new String(json, UTF_8), InventoryFacts.class))
        .report(7);
  }

  @Test
  void servicesEntriesAndFiltersWithWhoMadeThem() {
    assertThat(report(bytes("win11-vi-admin")))
        .isEqualTo(
            new InventoryReport(
                7,
                List.of(
                    new Entry("service", "BkavEndpointSvc", "Bkav Corporation", null, true),
                    new Entry("service", "Spooler", null, null, true),
                    new Entry(
                        "uninstall", "BKAV Endpoint 2026", "Công ty Cổ phần Bkav", "26.1.0", null),
                    new Entry("uninstall", "Bộ gõ tiếng Việt UniKey", null, "4.3", null),
                    new Entry("minifilter", "BkavSdFlt", null, null, true),
                    new Entry("minifilter", "FltMgr", null, null, true)),
                List.of()));
    assertThat(report(bytes("win10-ltsc")).entries()).hasSize(2);
    assertThat(report(bytes("server2022-en-admin")).entries())
        .contains(new Entry("service", "MSSQLSERVER", "Microsoft Corporation", null, true));
  }

  @Test
  void whatWasRefusedIsNamed() {
    InventoryReport user = report(bytes("win10-en-user"));
    assertThat(user.unreadable()).containsExactly("minifilter", "service");
    assertThat(user.entries()).hasSize(1);
    assertThat(report("nothing".getBytes(UTF_8)))
        .isEqualTo(
            new InventoryReport(7, List.of(), List.of("minifilter", "service", "uninstall")));
  }

  @Test
  void whatBelongsToAPersonStaysOnTheMachine() {
    assertThat(report(bytes("hostile")).entries())
        .containsExactly(
            new Entry("service", "x".repeat(200), null, null, true),
            new Entry("service", "a b", null, null, false),
            new Entry("minifilter", "f", null, null, null));
  }

  static Stream<byte[]> good() {
    return Stream.of("win11-vi-admin", "win10-en-user", "server2022-en-admin", "hostile")
        .map(WindowsInventoryFuzzTest::bytes);
  }

  @MethodSource("good")
  @FuzzTest
  void read(byte[] input) {
    assertThat(report(input).isSound()).isTrue();
  }

  @Test
  void damaged() {
    Mutations.run(2_000, 33, good().toList(), this::read);
  }
}
