package vn.daugio.agent.check.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpValue;
import vn.daugio.protocol.CheckType;

class PrinterCharsetTest {
  private static final int TEXT = 6;

  private static SnmpRow row(String hex) {
    return new SnmpRow(
        "1.1", Map.of(TEXT, new SnmpValue.Octets(HexFormat.of().parseHex(hex)), 7, number(3)));
  }

  private static SnmpValue number(long value) {
    return new SnmpValue.Int(value);
  }

  @ParameterizedTest(name = "MIBenum {0}: {1} is {2}")
  @CsvSource({
    "3, 4D617961, Maya",
    "4, 4DFC6865, Mühe",
    "5, B1, ą",
    "12, FD, ı",
    "17, 83678369815B, トナー",
    "39, 1B24422548254A213C1B2842, トナー",
    "106, 4DE1BBB163, Mực",
    "111, A4, €",
    "113, CCBCB7DB, 碳粉",
    "1013, 00541ee9, Tứ",
    "2025, CCBCB7DB, 碳粉",
    "2026, BAD2AFBB, 碳粉",
    "2250, 9C, ś",
    "2252, 80, €",
    "2258, D0F5, Đơ",
    // no such set is known, or it does not fit: read as UTF-8
    "0, 4DE1BBB163, Mực",
    "9999, 4DE1BBB163, Mực",
    "-7, 4DE1BBB163, Mực",
    "3, 4DE1BBB163, Mực",
    // neither: marked as lost
    "3, 4DFC68, M\uFFFDh",
    "106, 4DFC68, M\uFFFDh",
    "0, 4DFC68, M\uFFFDh",
  })
  void textsAreReadAsTheLocalizationSays(long mibEnum, String hex, String text) {
    SnmpRow decoded = PrinterCharset.ofMibEnum(mibEnum).decode(List.of(row(hex)), TEXT).get(0);
    assertThat(decoded.text(TEXT)).isEqualTo(text);
    assertThat(decoded.number(7)).hasValue(3);
  }

  @Test
  void theLocalizationInUseCounts() {
    List<SnmpRow> general =
        List.of(new SnmpRow("1", Map.of()), new SnmpRow("2", Map.of(2, number(3))));
    List<SnmpRow> localizations =
        List.of(
            new SnmpRow("1.3", Map.of(4, number(106))),
            new SnmpRow("2.2", Map.of(4, number(106))),
            new SnmpRow("2.3", Map.of(4, number(4))));
    SnmpRow umlaut = row("FC");
    assertThat(
            PrinterCharset.of(general, localizations).decode(List.of(umlaut), TEXT).get(0).text(6))
        .isEqualTo("ü");
    assertThat(PrinterCharset.of(general, List.of()).decode(List.of(umlaut), TEXT).get(0).text(6))
        .isEqualTo("\uFFFD");
  }

  @Test
  void plainAsciiNeedsNoLocalization() {
    assertThat(PrinterCharset.matters(List.of(row("4D617961")), TEXT)).isFalse();
    assertThat(PrinterCharset.matters(List.of(row("4D617961")), 99)).isFalse();
    assertThat(PrinterCharset.matters(List.of(row("4DFC")), TEXT)).isTrue();
    assertThat(PrinterCharset.matters(List.of(row("00541EE9")), TEXT)).isTrue();
  }

  /** A collector refuses a report with one of them; those above 0x7f too. */
  @Test
  void noControlCharacterStays() {
    assertThat(DeviceText.clean("a\u0000b\u007fc\u0080\u009fd", 64)).isEqualTo("a b c d");
    assertThat(Finding.of(CheckType.PRINTER_STATUS).fact("model", "a\u0085b").build().facts())
        .containsEntry("model", "a b");
  }
}
