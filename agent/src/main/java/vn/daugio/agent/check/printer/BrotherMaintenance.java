package vn.daugio.agent.check.printer;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import vn.daugio.agent.probe.SnmpValue;

/**
 * Brother's maintenance information, where its toners tell a number: in the standard table they say
 * −3 of −2.
 *
 * <p>brInfoMaintenance of BROTHER-MIB, 1.3.6.1.4.1.2435.2.3.9.4.2.1.5.5.8.0, is a row of records
 * ended by FF: a key, a type 01, a length and so many octets. The keys and their meaning are not
 * published by the maker; they are as collected in the documents of
 * saper-2/BRN-Printer-sCounters-Info and used by bieniu/brother: 6F to 72 are what remains of
 * black, cyan, magenta and yellow in hundredths of a percent (length 4, high octet first), A1 to A4
 * the same in older models as steps of a scale (length 2: step, scale). Every other key is left
 * alone.
 */
final class BrotherMaintenance {
  static final String OID = "1.3.6.1.4.1.2435.2.3.9.4.2.1.5.5.8.0";

  /** sysObjectID of Brother's devices. */
  static final String ENTERPRISE = "1.3.6.1.4.1.2435.";

  static final String SOURCE = "brother";

  private static final int END = 0xFF;
  private static final int TYPE = 1;
  private static final int FIRST_REMAINING = 0x6F;
  private static final int FIRST_STEPS = 0xA1;
  private static final long HUNDREDTHS = 10_000;
  private static final String[] COLORS = {"black", "cyan", "magenta", "yellow"};

  private BrotherMaintenance() {}

  /** Colour to share, 0..1; a text that is not as described gives what precedes its fault. */
  static Map<String, Double> decode(SnmpValue.Octets value) {
    byte[] octets = value.bytes();
    Map<String, Double> shares = new HashMap<>();
    int at = 0;
    while (at + 3 <= octets.length && (octets[at] & 0xFF) != END) {
      int key = octets[at] & 0xFF;
      int length = octets[at + 2] & 0xFF;
      if (octets[at + 1] != TYPE || at + 3 + length > octets.length) {
        break;
      }
      int color = colorOf(key, length);
      if (color >= 0) {
        share(octets, at + 3, length).ifPresent(share -> shares.putIfAbsent(COLORS[color], share));
      }
      at += 3 + length;
    }
    return shares;
  }

  private static int colorOf(int key, int length) {
    int first = length == 4 ? FIRST_REMAINING : FIRST_STEPS;
    boolean known = length == 4 || length == 2;
    return known && key >= first && key < first + COLORS.length ? key - first : -1;
  }

  private static OptionalDouble share(byte[] octets, int at, int length) {
    long value = octets[at] & 0xFF;
    long most = octets[at + 1] & 0xFF;
    if (length == 4) {
      value = 0;
      for (int i = 0; i < 4; i++) {
        value = (value << 8) | (octets[at + i] & 0xFF);
      }
      most = HUNDREDTHS;
    }
    return most == 0 || value > most
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) value / most);
  }

  /** The colour of a supply: its colorant, else the one that its name has, else none. */
  static String colorOf(Supply supply) {
    String said =
        supply.color().isEmpty() ? supply.name().toLowerCase(Locale.ROOT) : supply.color();
    for (String color : COLORS) {
      if (said.contains(color)) {
        return color;
      }
    }
    return "";
  }
}
