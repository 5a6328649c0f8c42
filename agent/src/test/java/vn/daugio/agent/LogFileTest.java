package vn.daugio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  private final PrintStream usual = System.err;
  @TempDir Path folder;

  @AfterEach
  void asBefore() {
    System.setErr(usual);
    System.clearProperty(LogFile.PROPERTY);
  }

  @Test
  void aLogIsAppendedToAndTurnedOverBetweenLines() throws IOException {
    print("1234567\n", "89\n");
    print("abc\n");
    assertThat(names()).containsExactly("agent.log", "agent.log.1");
    assertThat(text("agent.log.1")).isEqualTo("1234567\n89\n");
    assertThat(text("agent.log")).isEqualTo("abc\n");
  }

  @Test
  void threeFilesAreTheMost() throws IOException {
    print("first line\n", "second line\n", "third line\n", "fourth line\n");
    assertThat(names()).containsExactly("agent.log", "agent.log.1", "agent.log.2");
    assertThat(text("agent.log.2")).isEqualTo("second line\n");
    assertThat(text("agent.log")).isEqualTo("fourth line\n");
  }

  @Test
  void aLineWithoutEndIsCutAtTwiceTheSize() throws IOException {
    print("0123456789", "0123456789", "x");
    assertThat(text("agent.log.1")).isEqualTo("01234567890123456789");
    assertThat(text("agent.log")).isEqualTo("x");
  }

  @Test
  void whatCannotBeMovedIsBegunAnew() throws IOException {
    Files.createDirectories(folder.resolve("agent.log.2/held"));
    print("first line\n", "second line\n", "third line\n");
    assertThat(text("agent.log")).isEqualTo("third line\n");
    assertThat(text("agent.log.1")).isEqualTo("first line\n");
  }

  @Test
  void standardErrorGoesThereOnlyWhereItIsWanted() throws IOException {
    LogFile.useIfWanted();
    assertThat(System.err).isSameAs(usual);
    System.setProperty(LogFile.PROPERTY, folder.resolve("logs").toString());
    LogFile.useIfWanted();
    System.err.println("máy in");
    assertThat(Files.readString(folder.resolve("logs/agent.log")))
        .isEqualTo("máy in" + System.lineSeparator());
  }

  @Test
  void withoutAFolderToWriteTheAgentStillSpeaks() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    System.setProperty(LogFile.PROPERTY, folder.resolve("file/logs").toString());
    LogFile.useIfWanted();
    assertThat(System.err).isSameAs(usual);
  }

  private void print(String... texts) throws IOException {
    try (LogFile file = new LogFile(folder, 10)) {
      for (String text : texts) {
        file.write(text.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private String text(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }
}
