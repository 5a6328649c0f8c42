package vn.daugio.agent.check.printer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.daugio.agent.check.DataFile;

/** Which queues have no printer behind them: {@code virtual-printers.txt}. */
final class VirtualPrinters {
  private final List<String> drivers = new ArrayList<>();
  private final List<String> ports = new ArrayList<>();
  private final List<String> schemes = new ArrayList<>();

  VirtualPrinters() {
    for (String line : DataFile.lines(VirtualPrinters.class, "virtual-printers.txt")) {
      int blank = line.indexOf(' ');
      String word = line.substring(blank + 1);
      switch (line.substring(0, blank)) {
        case "driver" -> drivers.add(word);
        case "port" -> ports.add(word);
        case "scheme" -> schemes.add(word);
        default -> throw new IllegalStateException("virtual-printers.txt: " + line);
      }
    }
  }

  boolean hasDriver(String driver) {
    String lower = driver.toLowerCase(Locale.ROOT);
    return drivers.stream().anyMatch(lower::contains);
  }

  boolean hasPort(String port) {
    return ports.contains(port.toLowerCase(Locale.ROOT));
  }

  /**
   * @param uri device-uri of CUPS; only its scheme is looked at
   */
  boolean hasScheme(String uri) {
    int colon = uri.indexOf(':');
    return colon > 0 && schemes.contains(uri.substring(0, colon).toLowerCase(Locale.ROOT));
  }
}
