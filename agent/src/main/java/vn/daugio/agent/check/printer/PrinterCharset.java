package vn.daugio.agent.check.printer;

import static java.util.Map.entry;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpTable;
import vn.daugio.agent.probe.SnmpValue;

/**
 * The character set of a printer's texts: that of the localization in use (RFC 3805
 * prtGeneralCurrentLocalization, prtLocalizationCharacterSet), numbered by IANA's MIBenum. A text
 * that does not fit it stays as it came and is read as UTF-8, where what is no UTF-8 becomes
 * U+FFFD: marked as lost, not guessed.
 */
final class PrinterCharset {
  static final String LOCALIZATIONS = "1.3.6.1.2.1.43.7.1.1";
  static final int CHARACTER_SET = 4;

  static final SnmpTable TABLE = SnmpTable.of(LOCALIZATIONS, CHARACTER_SET);

  /** In the row of prtGeneralTable. */
  static final int CURRENT_LOCALIZATION = 2;

  private static final int FIRST_LATIN = 4;
  private static final int LAST_LATIN = 12;
  private static final int FIRST_WINDOWS = 2250;
  private static final int LAST_WINDOWS = 2258;

  private static final Map<Long, String> NAMES =
      Map.ofEntries(
          entry(3L, "US-ASCII"),
          entry(17L, "Shift_JIS"),
          entry(18L, "EUC-JP"),
          entry(38L, "EUC-KR"),
          entry(39L, "ISO-2022-JP"),
          entry(106L, "UTF-8"),
          entry(109L, "ISO-8859-13"),
          entry(111L, "ISO-8859-15"),
          entry(112L, "ISO-8859-16"),
          entry(113L, "GBK"),
          entry(114L, "GB18030"),
          entry(1000L, "UTF-16BE"),
          entry(1013L, "UTF-16BE"),
          entry(1014L, "UTF-16LE"),
          entry(1015L, "UTF-16"),
          entry(2004L, "hp-roman8"),
          entry(2009L, "IBM850"),
          entry(2011L, "IBM437"),
          entry(2024L, "windows-31j"),
          entry(2025L, "GB2312"),
          entry(2026L, "Big5"),
          entry(2084L, "KOI8-R"),
          entry(2109L, "x-windows-874"),
          entry(2259L, "TIS-620"));

  private final @Nullable Charset charset;

  private PrinterCharset(@Nullable Charset charset) {
    this.charset = charset;
  }

  /**
   * @param general rows of prtGeneralTable; the first that names a localization counts
   * @param localizations rows of prtLocalizationTable
   */
  static PrinterCharset of(List<SnmpRow> general, List<SnmpRow> localizations) {
    for (SnmpRow row : general) {
      long current = row.number(CURRENT_LOCALIZATION).orElse(0);
      String index = row.firstIndex() + "." + current;
      for (SnmpRow localization : localizations) {
        if (localization.index().equals(index)) {
          return ofMibEnum(localization.number(CHARACTER_SET).orElse(0));
        }
      }
    }
    return ofMibEnum(0);
  }

  /** A number that is not known, or a set that this Java does not have, is none. */
  static PrinterCharset ofMibEnum(long number) {
    @Nullable String name = NAMES.get(number);
    if (number >= FIRST_LATIN && number <= LAST_LATIN) {
      name = "ISO-8859-" + (number - FIRST_LATIN + 1);
    } else if (number >= FIRST_WINDOWS && number <= LAST_WINDOWS) {
      name = "windows-" + (number - FIRST_WINDOWS + 1250);
    }
    return new PrinterCharset(
        name != null && Charset.isSupported(name) ? Charset.forName(name) : null);
  }

  /** Whether a text needs to be decoded at all: it is not plain ASCII on one line. */
  static boolean matters(List<SnmpRow> rows, int... columns) {
    for (SnmpRow row : rows) {
      for (int column : columns) {
        byte @Nullable [] octets = row.octets(column);
        if (octets != null) {
          for (byte octet : octets) {
            if (octet < ' ') { // also all above 0x7f, which are negative
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  /** The rows with these columns in UTF-8. */
  List<SnmpRow> decode(List<SnmpRow> rows, int... columns) {
    return charset == null ? rows : rows.stream().map(row -> decode(row, columns)).toList();
  }

  private SnmpRow decode(SnmpRow row, int... columns) {
    Map<Integer, SnmpValue> cells = new HashMap<>(row.cells());
    for (int column : columns) {
      byte @Nullable [] octets = row.octets(column);
      if (octets != null) {
        cells.put(column, new SnmpValue.Octets(decode(octets)));
      }
    }
    return new SnmpRow(row.index(), cells);
  }

  private byte[] decode(byte[] octets) {
    if (charset == null) {
      return octets;
    }
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(octets))
          .toString()
          .getBytes(StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      return octets;
    }
  }
}
