package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.daugio.collector.notify.AtDialogue.Answer;

class AtDialogueTest {
  private static final Duration SHORT = Duration.ofMillis(50);

  /** Hands out what the modem says in blocks of a size, then nothing any more. */
  private static final class Script implements SerialLink {
    private final byte[] said;
    private final int block;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private int at;

    Script(byte[] said, int block) {
      this.said = said;
      this.block = block;
    }

    @Override
    public byte[] read(Duration within) throws IOException {
      if (within.isNegative() || within.isZero()) {
        throw new IOException("asked without time");
      }
      int end = Math.min(said.length, at + block);
      byte[] next = Arrays.copyOfRange(said, at, end);
      at = end;
      return next;
    }

    @Override
    public void write(byte[] bytes) {
      written.writeBytes(bytes);
    }

    @Override
    public void close() {}
  }

  private static AtDialogue dialogue(String said, int block) {
    byte[] bytes = said.getBytes(StandardCharsets.ISO_8859_1);
    return new AtDialogue(new Script(bytes, block), Duration.ofSeconds(20));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void anAnswerIsTheSameHoweverItIsCutIntoBlocks(int block) throws IOException {
    String said = "AT+CREG?\r\r\n+CMTI: \"SM\",3\r\n\r\n+CREG: 0,1\r\n\r\nOK\r\nRING\r\n";
    Answer answer = dialogue(said, block).command("AT+CREG?", Duration.ofSeconds(5));
    assertThat(answer).isEqualTo(new Answer(List.of("+CMTI: \"SM\",3", "+CREG: 0,1"), "OK"));
    Optional<Matcher> found = answer.find(Pattern.compile("^\\+CREG: [0-9],([0-9])"));
    assertThat(found.orElseThrow().group(1)).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1000})
  void aPromptIsSeenWithoutALineEnd(int block) throws IOException {
    assertThat(dialogue("\r\n^RSSI:20\r\n\r\n> ", block).prompt("AT+CMGS=20", SHORT)).isEmpty();
    assertThat(dialogue("\r\n+CMS ERROR: 330\r\n", block).prompt("AT+CMGS=20", SHORT))
        .contains(new Answer(List.of(), "+CMS ERROR: 330"));
  }

  @Test
  void silenceIsSilence() throws IOException {
    assertThat(dialogue("", 1).command("AT", SHORT)).isEqualTo(new Answer(List.of(), ""));
    assertThat(dialogue("O", 1).command("AT", SHORT).isSilence()).isTrue();
    assertThat(dialogue("x\r\n", 9).prompt("AT", SHORT)).contains(new Answer(List.of("x"), ""));
  }

  @Test
  void aModemThatTalksWithoutAnEndIsGivenUp() throws IOException {
    assertThat(dialogue("RING\r\n".repeat(100_000), 4096).command("AT", Duration.ofMinutes(9)))
        .matches(Answer::isSilence);
    assertThat(dialogue("x".repeat(1_000_000) + "\r\nOK\r\n", 4096).command("AT", SHORT).lines())
        .allMatch(line -> line.length() <= 4096);
  }

  @Test
  void theWholeConversationHasAnEnd() throws IOException {
    AtDialogue over = new AtDialogue(new Script(new byte[0], 1), Duration.ZERO);
    assertThat(over.command("AT", Duration.ofMinutes(9)).isSilence()).isTrue();
    assertThat(over.prompt("AT", Duration.ofMinutes(9))).contains(new Answer(List.of(), ""));
  }

  @Test
  void aLineThatIsGoneIsTold() {
    SerialLink gone =
        new SerialLink() {
          @Override
          public byte[] read(Duration within) throws IOException {
            throw new IOException("gone");
          }

          @Override
          public void write(byte[] bytes) {}

          @Override
          public void close() {}
        };
    AtDialogue dialogue = new AtDialogue(gone, Duration.ofSeconds(20));
    assertThatThrownBy(() -> dialogue.command("AT", SHORT)).isInstanceOf(IOException.class);
  }

  /** Whatever comes out of a port: one of the answers there are, within the time there is. */
  @Test
  void noiseIsSurvived() throws IOException {
    Random random = new Random(27_005);
    String signs = "\r\n>OKERR+CMSGE: 0123,\"\u0000\u001a\u001bÿ ";
    for (int i = 0; i < 500; i++) {
      StringBuilder noise = new StringBuilder();
      random
          .ints(random.nextInt(200), 0, signs.length())
          .forEach(c -> noise.append(signs.charAt(c)));
      int block = 1 + random.nextInt(20);
      Duration within = Duration.ofMillis(1);
      Answer answer = dialogue(noise.toString(), block).command("AT", within);
      assertThat(answer.end()).matches("|OK|ERROR|NO CARRIER|NO DIALTONE|BUSY|\\+CM[ES] ERROR:.*");
      assertThat(ModemErrors.judge("a", answer)).isNotInstanceOf(Notifier.Delivery.Taken.class);
      dialogue(noise.toString(), block).prompt("AT+CMGS=1", within);
    }
  }
}
