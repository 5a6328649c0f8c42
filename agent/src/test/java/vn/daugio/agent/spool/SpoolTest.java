package vn.daugio.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.spool.Spool.Rank;

class SpoolTest {
  private static final long ROOMY = 10 << 20;

  @TempDir Path directory;

  private Spool open(long maxBytes) throws IOException {
    return new Spool(directory, maxBytes);
  }

  private static List<String> drain(Spool spool) throws IOException {
    List<String> all = new ArrayList<>();
    for (Optional<Spool.Pending> next = spool.oldest(); next.isPresent(); next = spool.oldest()) {
      all.add(next.get().entry().json());
      spool.delivered(next.get());
    }
    return all;
  }

  private List<Path> reports() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void deliversInOrderAlsoAfterARestart() throws IOException {
    Spool spool = open(ROOMY);
    spool.append(Rank.WATCH, 0, "one");
    spool.append(Rank.ROUND, 0, "two");
    Spool again = open(ROOMY);
    again.append(Rank.WATCH, 0, "three");
    assertThat(again.size()).isEqualTo(3);
    assertThat(drain(again)).containsExactly("one", "two", "three");
    assertThat(open(ROOMY).oldest()).isEmpty();
    assertThat(reports()).isEmpty();
  }

  @Test
  void aReportStaysUntilItIsDelivered() throws IOException {
    Spool spool = open(ROOMY);
    spool.append(Rank.WATCH, 0, "one");
    assertThat(spool.oldest().orElseThrow().entry().json()).isEqualTo("one");
    assertThat(open(ROOMY).oldest().orElseThrow().entry().json()).isEqualTo("one");
  }

  @Test
  void whenFullTheOldestWatchReportsGoFirstAndRoundsLast() throws IOException {
    Spool spool = open(4 * 4096);
    spool.append(Rank.ROUND, 0, "morning");
    spool.append(Rank.WATCH, 0, "watch 1");
    spool.append(Rank.WATCH, 0, "watch 2");
    spool.append(Rank.ROUND, 0, "noon");
    spool.append(Rank.WATCH, 0, "watch 3");
    spool.append(Rank.ROUND, 0, "next morning");
    assertThat(spool.usedBytes()).isEqualTo(4 * 4096);
    assertThat(spool.takeDropped()).isEqualTo(2);
    assertThat(spool.takeDropped()).isZero();
    spool.append(Rank.ROUND, 0, "next noon");
    spool.append(Rank.ROUND, 0, "third morning");
    assertThat(spool.takeDropped()).isEqualTo(2);
    assertThat(drain(spool)).containsExactly("noon", "next morning", "next noon", "third morning");
  }

  @Test
  void whatADroppedReportWouldHaveToldIsNotForgotten() throws IOException {
    Spool spool = open(2 * 4096);
    spool.append(Rank.WATCH, 5, "tells of five");
    spool.append(Rank.WATCH, 0, "b");
    spool.append(Rank.WATCH, 0, "c");
    assertThat(spool.takeDropped()).isEqualTo(6);
  }

  @Test
  void aReportLargerThanTheSpoolIsCountedNotKept() throws IOException {
    Spool spool = open(4096);
    byte[] noise = new byte[20_000];
    new Random(1).nextBytes(noise);
    spool.append(Rank.ROUND, 0, new String(noise, java.nio.charset.StandardCharsets.ISO_8859_1));
    assertThat(spool.size()).isZero();
    assertThat(spool.takeDropped()).isEqualTo(1);
  }

  @Test
  void aRefusedReportIsKeptAsideAndCounted() throws IOException {
    Spool spool = open(ROOMY);
    spool.append(Rank.WATCH, 2, "bad");
    spool.append(Rank.WATCH, 0, "good");
    spool.refuse(spool.oldest().orElseThrow());
    assertThat(drain(spool)).containsExactly("good");
    assertThat(spool.takeDropped()).isEqualTo(3);
    try (Stream<Path> aside = Files.list(directory.resolve("refused"))) {
      assertThat(aside).hasSize(1);
    }
  }

  /** Property: whatever byte is cut or changed, the other reports are delivered unharmed. */
  @Test
  void damageAtAnyByteCostsOneReportAndNeverBlocks() throws IOException {
    Spool first = open(ROOMY);
    first.append(Rank.WATCH, 1, "{\"a\":1}");
    byte[] whole = Files.readAllBytes(reports().get(0));
    drain(first);
    for (int cut = 0; cut < whole.length; cut++) {
      assertThat(afterDamage(java.util.Arrays.copyOf(whole, cut))).containsExactly("after");
      byte[] changed = whole.clone();
      changed[cut] ^= 0x21;
      assertThat(afterDamage(changed)).containsExactly("after");
    }
    assertThat(afterDamage(java.util.Arrays.copyOf(whole, whole.length + 1)))
        .containsExactly("after");
    assertThat(afterDamage(whole)).containsExactly("{\"a\":1}", "after");
  }

  private List<String> afterDamage(byte[] content) throws IOException {
    Files.write(directory.resolve("000000000001-w.report"), content);
    Spool spool = open(ROOMY);
    spool.append(Rank.WATCH, 0, "after");
    List<String> delivered = drain(spool);
    assertThat(spool.takeDropped()).isEqualTo(2 - delivered.size());
    return delivered;
  }

  @Test
  void whatACrashLeftUnfinishedIsRemovedAndStrangersAreLeftAlone() throws IOException {
    Files.writeString(directory.resolve("000000000007-w.report.tmp"), "half");
    Files.writeString(directory.resolve("README"), "mine");
    Spool spool = open(ROOMY);
    assertThat(spool.size()).isZero();
    assertThat(reports())
        .extracting(file -> file.getFileName().toString())
        .containsExactly("README");
  }

  @Test
  void somebodyWhoDeletesAReportDoesNotBlockTheRest() throws IOException {
    Spool spool = open(ROOMY);
    spool.append(Rank.WATCH, 0, "one");
    spool.append(Rank.WATCH, 0, "two");
    Files.delete(reports().get(0));
    assertThat(drain(spool)).containsExactly("two");
    assertThat(spool.takeDropped()).isEqualTo(1);
  }

  @Test
  void aSpoolThatIsAFileIsAnError() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    assertThatThrownBy(() -> new Spool(file, ROOMY)).isInstanceOf(IOException.class);
  }
}
