package vn.daugio.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.encoding.DelimiterTag;
import com.hp.jipp.encoding.IntType;
import com.hp.jipp.encoding.IppInputStream;
import com.hp.jipp.encoding.IppOutputStream;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.KeywordType;
import com.hp.jipp.encoding.NameType;
import com.hp.jipp.model.MediaCol;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.PrinterState;
import com.hp.jipp.model.Status;
import com.hp.jipp.model.Types;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/** Our reader and writer of IPP against jipp's, and against bytes that nobody should send. */
class IppReaderTest {
  static final int ID = 0x01020304;

  private static byte[] bytes(IppPacket packet) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (IppOutputStream stream = new IppOutputStream(out)) {
      stream.write(packet);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  static byte[] printer() {
    Calendar now = Calendar.getInstance(TimeZone.getTimeZone("GMT+07:00"));
    now.setTimeInMillis(Instant.parse("2026-11-23T00:30:00Z").toEpochMilli());
    MediaCol sheet = new MediaCol();
    sheet.setMediaSize(new MediaCol.MediaSize(21000, 29700));
    return bytes(
        new IppPacket(
            Status.successfulOk,
            ID,
            AttributeGroup.groupOf(
                DelimiterTag.operationAttributes, Types.attributesCharset.of("utf-8")),
            AttributeGroup.groupOf(
                DelimiterTag.printerAttributes,
                Types.printerState.of(PrinterState.stopped),
                Types.printerStateReasons.of("media-empty-error", "paused"),
                Types.mediaColDefault.of(sheet),
                Types.printerIsAcceptingJobs.of(false),
                Types.printerMakeAndModel.of("Máy in 1"),
                Types.printerCurrentTime.of(now),
                new NameType.Set("marker-names").of("Mực đen", "Mực xanh"),
                new KeywordType.Set("marker-types").of("toner-cartridge", "waste-toner"),
                new IntType.Set("marker-levels").of(7, -3),
                new IntType.Set("marker-high-levels").noValue()),
            AttributeGroup.groupOf(DelimiterTag.jobAttributes, Types.timeAtCreation.of(5))));
  }

  private static IppAnswer read(byte[] bytes) {
    return IppReader.read(bytes, ID, Optional.empty());
  }

  @Test
  void readsWhatJippWrites() {
    IppAnswer answer = read(printer());
    assertThat(answer.isSuccess()).isTrue();
    IppGroup printer = answer.printer();
    assertThat(printer.number("printer-state")).hasValue(5);
    assertThat(printer.texts("printer-state-reasons"))
        .containsExactly("media-empty-error", "paused");
    assertThat(printer.flag("printer-is-accepting-jobs")).contains(false);
    assertThat(printer.texts("printer-make-and-model")).containsExactly("Máy in 1");
    assertThat(printer.moment("printer-current-time"))
        .contains(Instant.parse("2026-11-23T00:30:00Z"));
    assertThat(printer.texts("marker-names")).containsExactly("Mực đen", "Mực xanh");
    assertThat(printer.numbers("marker-levels"))
        .containsExactly(OptionalInt.of(7), OptionalInt.of(-3));
    assertThat(printer.numbers("marker-high-levels")).isEmpty();
    assertThat(printer.attributes().get("media-col-default"))
        .isEqualTo(List.of(new IppValue.None()));
    assertThat(answer.jobs()).hasSize(1);
    assertThat(answer.jobs().get(0).number("time-at-creation")).hasValue(5);
  }

  @Test
  void jippReadsWhatWeWrite() throws IOException {
    byte[] bytes =
        new IppRequest(2, IppRequest.GET_JOBS, ID, "ipp://may-in/ipp/print")
            .integer("limit", 200)
            .keywords("requested-attributes", "job-id", "time-at-creation")
            .done();
    IppPacket packet = new IppInputStream(new ByteArrayInputStream(bytes)).readPacket();
    assertThat(packet.getVersionNumber()).isEqualTo(0x200);
    assertThat(packet.getOperation()).isEqualTo(Operation.getJobs);
    assertThat(packet.getRequestId()).isEqualTo(ID);
    AttributeGroup group = packet.get(DelimiterTag.operationAttributes);
    assertThat(group).isNotNull();
    assertThat(group.getValue(Types.attributesCharset)).isEqualTo("utf-8");
    assertThat(group.getValue(Types.limit)).isEqualTo(200);
    assertThat(group.getValues(Types.requestedAttributes))
        .containsExactly("job-id", "time-at-creation");
    assertThat(String.valueOf(group.getValue(Types.printerUri)))
        .isEqualTo("ipp://may-in/ipp/print");
  }

  @Test
  void refusesWithAReason() {
    byte[] good = printer();
    malformed(Arrays.copyOf(good, 7), "shorter than its head");
    malformed(changed(good, 0, 3), "version 3");
    malformed(changed(good, 7, 5), "answer to another request");
    malformed(Arrays.copyOf(good, good.length - 1), "it ends early");
    malformed(changed(good, 10, 0x7f), "a length beyond its end");
    malformed(changed(good, 10, 0xff), "a length beyond its end");
    malformed(message(0x21, 0, 0, 0, 0), "a value outside of all groups");
    malformed(message(0x04, 0x21, 0, 0, 0, 4, 0, 0, 0, 1), "a value without a name");
    malformed(message(0x04, 0x21, 0, 1, 'a', 0, 3, 0, 0, 1), "a value of a wrong size");
    malformed(message(0x04, 0x35, 0, 1, 'a', 0, 4, 0, 1, 'e', 0), "it ends early");
    malformed(message(0x04, 0x35, 0, 1, 'a', 0, 2, 0, 9), "a length beyond its end");
    malformed(message(0x04, 0x37, 0, 1, 'a', 0, 0), "the end of no collection");
    malformed(message(0x04, 0x34, 0, 1, 'a', 0, 0, 0x03), "a collection has no end");
    malformed(
        message(0x04, 0x34, 0, 1, 'a', 0, 0, 0x21, 0, 1, 'b', 0, 0),
        "a name inside of a collection");
  }

  @Test
  void nestedWithoutEndAndTooMany() {
    ByteArrayOutputStream nested = new ByteArrayOutputStream();
    nested.writeBytes(message(0x04, 0x34, 0, 1, 'a', 0, 0));
    for (int i = 0; i < 40_000; i++) {
      nested.writeBytes(new byte[] {0x34, 0, 0, 0, 0});
    }
    malformed(nested.toByteArray(), "collections too deep");

    ByteArrayOutputStream values = new ByteArrayOutputStream();
    values.writeBytes(message(0x04, 0x13, 0, 1, 'a', 0, 0));
    for (int i = 0; i < 40_000; i++) {
      values.writeBytes(new byte[] {0x13, 0, 0, 0, 0});
    }
    malformed(values.toByteArray(), "too many values");

    ByteArrayOutputStream groups = new ByteArrayOutputStream();
    groups.writeBytes(message());
    for (int i = 0; i < 40_000; i++) {
      groups.write(0x02);
    }
    malformed(groups.toByteArray(), "too many groups");
  }

  @Test
  void aDateThatDoesNotExistIsNone() {
    byte[] bytes =
        message(0x04, 0x31, 0, 1, 'a', 0, 11, 7, 0xe4, 13, 1, 0, 0, 0, 0, '+', 0, 0, 0x03);
    assertThat(read(bytes).printer().moment("a")).isEmpty();
  }

  @Test
  void arbitraryBytesBecomeAnAnswerOrMalformed() {
    byte[] good = printer();
    Random random = new Random(8010);
    int refused = 0;
    List<Integer> lengths = new ArrayList<>();
    for (int round = 0; round < 50_000; round++) {
      byte[] bytes =
          round % 3 == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
      for (int flips = random.nextInt(6) + (round % 3 == 0 ? 0 : 1); flips > 0; flips--) {
        if (bytes.length > 8) {
          bytes[8 + random.nextInt(bytes.length - 8)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      try {
        lengths.add(read(bytes).groups().size());
      } catch (ProbeException e) {
        assertThat(e.failure()).isEqualTo(ProbeFailure.MALFORMED);
        refused++;
      }
    }
    assertThat(refused).isBetween(10_000, 49_000);
    assertThat(lengths).hasSize(50_000 - refused).allMatch(length -> length <= good.length);
  }

  private static byte[] message(int... rest) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {1, 1, 0, 0, 1, 2, 3, 4});
    for (int octet : rest) {
      out.write(octet);
    }
    return out.toByteArray();
  }

  private static byte[] changed(byte[] bytes, int at, int to) {
    byte[] copy = bytes.clone();
    copy[at] = (byte) to;
    return copy;
  }

  private static void malformed(byte[] bytes, String why) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOfSatisfying(
            ProbeException.class, e -> assertThat(e.failure()).isEqualTo(ProbeFailure.MALFORMED))
        .hasMessage("ipp: " + why);
  }
}
