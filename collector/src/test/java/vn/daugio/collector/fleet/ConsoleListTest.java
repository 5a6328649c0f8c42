package vn.daugio.collector.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.store.ProductTable.ConsoleMachine;
import vn.daugio.protocol.ConfigException;

class ConsoleListTest {
  @TempDir private Path folder;

  private List<ConsoleMachine> read(
      String text, Charset charset, @Nullable String name, @Nullable String contact)
      throws IOException {
    Path file = Files.write(folder.resolve("list.csv"), text.getBytes(charset));
    return ConsoleList.read(file, name, contact);
  }

  private List<String> problems(String text, @Nullable String contact) {
    return catchThrowableOfType(
            ConfigException.class, () -> read(text, StandardCharsets.UTF_8, null, contact))
        .problems();
  }

  @Test
  void commasQuotesAndAnEmptyCell() throws Exception {
    String text =
        """
        Tên máy,"Lần cuối, liên hệ"
        OC-Q1-01,23/11/2026 07:05
        "OC-Q1-02",2026-11-20 16:30:10

        OC-Q1-03,
        ,23/11/2026
        """;
    assertThat(read(text, StandardCharsets.UTF_8, null, "Lần cuối, liên hệ"))
        .containsExactly(
            new ConsoleMachine("OC-Q1-01", Instant.parse("2026-11-23T00:05:00Z")),
            new ConsoleMachine("OC-Q1-02", Instant.parse("2026-11-20T09:30:10Z")),
            new ConsoleMachine("OC-Q1-03", null));
  }

  @Test
  void semicolonsInUtf16AsWindowsWritesThem() throws Exception {
    String text = "\ufeffSTT;Máy tính;Ngày\r\n1;PC-1;3/2/2026\r\n";
    assertThat(read(text, StandardCharsets.UTF_16LE, "Máy tính", "Ngày"))
        .containsExactly(new ConsoleMachine("PC-1", Instant.parse("2026-02-02T17:00:00Z")));
  }

  @Test
  void anOffsetIsTaken() throws Exception {
    assertThat(read("a\tb\nX\t2026-11-23T07:00:00+07:00\n", StandardCharsets.UTF_8, "a", "b"))
        .containsExactly(new ConsoleMachine("X", Instant.parse("2026-11-23T00:00:00Z")));
  }

  @Test
  void mistakesAreTold() {
    assertThat(problems("", null)).containsExactly("is empty; a line of headings is expected");
    assertThat(problems("may,ngay\nA,hom qua\nB,2026-13-45\n", "ngay"))
        .containsExactly(
            "line 2: a time like 23/11/2026 07:05 or 2026-11-23 07:05 is expected",
            "line 3: a time like 23/11/2026 07:05 or 2026-11-23 07:05 is expected");
    assertThat(problems("may,ngay\nA,1\n", "ngai"))
        .containsExactly("unknown column 'ngai'; did you mean 'ngay'?");
    assertThat(problems("may\n" + "x".repeat(101) + "\n", null))
        .containsExactly("line 2: this is no name of a machine");
    assertThat(problems("may\n\"A\n", null)).hasSize(1).first().asString().contains("no CSV");
  }
}
