package vn.daugio.agent.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.testing.Mutations;

/** Any lines of a mail server, and any MX of a name server, are read within bounds or MALFORMED. */
class MailFuzzTest {
  private static final byte[] QUERY = DnsMessage.query(7, "xa.gov.vn", MxRecords.MX);

  static Stream<byte[]> replies() {
    return Stream.of(
            "220 mail.xa.gov.vn ESMTP Postfix",
            "250-mail\n250-SIZE 10240000\n250-STARTTLS\n250 CHUNKING",
            "421",
            "554-a\n554 b")
        .map(text -> text.getBytes(ISO_8859_1));
  }

  static Stream<byte[]> answers() {
    return Stream.of(
            "* OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN] ready",
            "* CAPABILITY IMAP4rev1 LOGINDISABLED\n* FLAGS ()\na1 OK done",
            "* BYE go away",
            "a1 BAD what")
        .map(text -> text.getBytes(ISO_8859_1));
  }

  static Stream<byte[]> messages() {
    byte[] head = QUERY.clone();
    head[2] |= (byte) 0x80;
    byte[] records = {
      (byte) 0xc0,
      12,
      0,
      15,
      0,
      1,
      0,
      0,
      0,
      60,
      0,
      4,
      0,
      20,
      (byte) 0xc0,
      12, //
      (byte) 0xc0,
      12,
      0,
      15,
      0,
      1,
      0,
      0,
      0,
      60,
      0,
      9,
      0,
      10,
      4,
      'm',
      'a',
      'i',
      'l',
      (byte) 0xc0,
      12
    };
    byte[] none = {(byte) 0xc0, 12, 0, 15, 0, 1, 0, 0, 0, 60, 0, 3, 0, 0, 0};
    return Stream.of(message(head, records, 2), message(head, none, 1));
  }

  private static byte[] message(byte[] head, byte[] records, int count) {
    return ByteBuffer.allocate(head.length + records.length)
        .put(head)
        .put(records)
        .putShort(6, (short) count)
        .array();
  }

  @MethodSource("replies")
  @FuzzTest
  void smtp(byte[] input) {
    SmtpReader reader = new SmtpReader();
    try {
      for (String line : new String(input, ISO_8859_1).split("\n", -1)) {
        if (!reader.take(line)) {
          break;
        }
      }
      assertThat(reader.code()).isBetween(200, 599);
    } catch (ProbeException e) {
      assertThat(e.failure()).isEqualTo(ProbeFailure.MALFORMED);
    }
    assertThat(reader.lines()).hasSizeLessThanOrEqualTo(200);
  }

  @MethodSource("answers")
  @FuzzTest
  void imap(byte[] input) {
    ImapReader reader = new ImapReader(input.length % 2 == 0 ? "*" : "a1");
    try {
      for (String line : new String(input, ISO_8859_1).split("\n", -1)) {
        if (!reader.take(line)) {
          assertThat(reader.status()).isIn("OK", "NO", "BAD", "BYE", "PREAUTH");
          break;
        }
      }
    } catch (ProbeException e) {
      assertThat(e.failure()).isEqualTo(ProbeFailure.MALFORMED);
    }
    assertThat(reader.capabilities())
        .hasSizeLessThanOrEqualTo(200)
        .allMatch(word -> word.length() <= 128);
  }

  @MethodSource("messages")
  @FuzzTest
  void mx(byte[] input) {
    ByteBuffer message = ByteBuffer.wrap(input);
    if (!DnsMessage.answers(message, QUERY)) {
      return;
    }
    try {
      assertThat(MxRecords.read(message, QUERY))
          .hasSizeLessThanOrEqualTo(32)
          .allMatch(host -> host.matches("[A-Za-z0-9_.-]{0,254}"));
    } catch (ProbeException e) {
      assertThat(e.failure()).isEqualTo(ProbeFailure.MALFORMED);
    }
  }

  @Test
  void damaged() {
    Mutations.run(10_000, 5321, replies().toList(), this::smtp);
    Mutations.run(10_000, 9051, answers().toList(), this::imap);
    Mutations.run(20_000, 7505, messages().toList(), this::mx);
  }

  @Test
  void theGoodOnesAreRead() {
    List<byte[]> good = messages().toList();
    assertThat(MxRecords.read(ByteBuffer.wrap(good.get(0)), QUERY))
        .containsExactly("mail.xa.gov.vn", "xa.gov.vn");
    assertThat(MxRecords.read(ByteBuffer.wrap(good.get(1)), QUERY)).containsExactly("");
    ImapReader reader = new ImapReader("*");
    assertThat(reader.take("* OK [CAPABILITY IMAP4rev1 starttls] ready")).isFalse();
    assertThat(reader.capabilities()).containsExactlyInAnyOrder("IMAP4REV1", "STARTTLS");
  }
}
