package vn.daugio.agent.check.printer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.encoding.DelimiterTag;
import com.hp.jipp.encoding.IntType;
import com.hp.jipp.encoding.IppOutputStream;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.KeywordType;
import com.hp.jipp.encoding.NameType;
import com.hp.jipp.encoding.TextType;
import com.hp.jipp.model.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.probe.IppAnswer;
import vn.daugio.agent.probe.IppBytes;
import vn.daugio.agent.probe.IppGroup;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.Mutations;
import vn.daugio.protocol.CheckType;

/** Any IPP response is MALFORMED, or its state and supplies are within bounds and not invented. */
class IppFuzzTest {
  static Stream<byte[]> good() throws IOException {
    int id = ByteBuffer.wrap(IppBytes.printer()).getInt(4);
    IppPacket supplies =
        new IppPacket(
            Status.successfulOk,
            id,
            AttributeGroup.groupOf(
                DelimiterTag.printerAttributes,
                new NameType.Set("marker-names").of("Mực đen", "Waste"),
                new KeywordType.Set("marker-types").of("toner-cartridge", "waste-toner"),
                new NameType.Set("marker-colors").of("#000000", "none"),
                new IntType.Set("marker-levels").of(List.of(42, 7)),
                new IntType.Set("marker-high-levels").of(List.of(100, 90))));
    IppPacket rows =
        new IppPacket(
            Status.successfulOk,
            id,
            AttributeGroup.groupOf(
                DelimiterTag.printerAttributes,
                new TextType.Set("printer-supply")
                    .of("type=toner;maxcapacity=100;level=3;unit=percent;colorantname=cyan;"),
                new TextType.Set("printer-supply-description").of("Cyan")));
    return Stream.of(IppBytes.printer(), bytes(supplies), bytes(rows));
  }

  private static byte[] bytes(IppPacket packet) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (IppOutputStream stream = new IppOutputStream(out)) {
      stream.write(packet);
    }
    return out.toByteArray();
  }

  @MethodSource("good")
  @FuzzTest
  void read(byte[] input) {
    try {
      IppAnswer answer = IppBytes.read(input);
      assertThat(answer.status()).isBetween(0, 0xffff);
      assertThat(answer.groups()).hasSizeLessThanOrEqualTo(input.length);
      judged(answer);
      supplied(answer.printer());
    } catch (ProbeException e) {
      assertThat(e.failure()).isEqualTo(ProbeFailure.MALFORMED);
    }
  }

  private static void judged(IppAnswer answer) {
    IppReading reading = IppReading.of(answer, answer.jobs());
    assertThat(reading.conditions()).hasSizeLessThanOrEqualTo(50);
    assertThat(reading.oldestJob().orElse(0)).isNotNegative();
    Finding.Builder finding = Finding.of(CheckType.PRINTER_STATUS);
    IppStatusJudgement.device(finding, reading);
    IppStatusJudgement.queue(finding, reading, Assignments.of(CheckType.PRINTER_STATUS));
    finding.build().facts().values().forEach(fact -> assertThat(fact).hasSizeLessThan(201));
  }

  private static void supplied(IppGroup printer) {
    List<Supply> supplies = IppSupplies.decode(printer, 0.10, 0.02);
    boolean anyLevel =
        Stream.concat(
                printer.numbers("marker-levels").stream()
                    .filter(level -> level.orElse(-1) >= 0)
                    .map(String::valueOf),
                printer.texts("printer-supply").stream().filter(row -> row.matches("(?s).*\\d.*")))
            .findAny()
            .isPresent();
    Finding finding = SuppliesJudgement.judge(Finding.of(CheckType.PRINTER_SUPPLIES), supplies);
    Assignments.values(finding, "supply_level_ratio")
        .forEach(ratio -> assertThat(ratio).isBetween(0.0, 1.0));
    if (!anyLevel) {
      assertThat(Assignments.values(finding, "supply_level_ratio")).isEmpty();
    }
  }

  @Test
  void damaged() throws IOException {
    Mutations.run(20_000, 8010, good().toList(), this::read);
  }
}
