package vn.daugio.agent.check.printer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.check.printer.InputTray.Paper;
import vn.daugio.agent.probe.IppGroup;

/**
 * The input trays that a printer tells over IPP: printer-input-tray (PWG 5100.13), whose values are
 * rows of prtInputTable in text, {@code type=sheetFeedManual;level=0;status=0;name=manual;}.
 *
 * @param trays empty where the printer does not tell them
 * @param otherLow a tray that is no by-pass tray has an alert of its own, or less than a tenth of
 *     its paper
 */
record IppTrays(List<InputTray> trays, boolean otherLow) {
  private static final int MOST = 64;
  private static final int TENTH = 10;

  /** PrtSubUnitStatusTC: a non-critical alert is active. */
  private static final long WARNED = 8;

  static IppTrays of(IppGroup printer) {
    List<InputTray> trays = new ArrayList<>();
    boolean otherLow = false;
    for (String text : printer.texts("printer-input-tray").stream().limit(MOST).toList()) {
      Map<String, String> row = IppSupplies.row(text);
      String name = DeviceText.clean(row.getOrDefault("name", ""), DeviceText.NAME_LENGTH);
      // the choice among all trays, which printers list as if it were one of them
      if (!row.isEmpty() && !name.toLowerCase(Locale.ROOT).equals("auto")) {
        InputTray tray = tray(row, name.isEmpty() ? Integer.toString(trays.size() + 1) : name);
        trays.add(tray);
        otherLow |= !tray.byPass() && isLow(row, tray);
      }
    }
    return new IppTrays(List.copyOf(trays), otherLow);
  }

  /**
   * Whether a reason that names no tray can only be about by-pass trays.
   *
   * @param keyword media-empty says that one tray or more is empty, media-low that one has little
   *     (RFC 8011 section 5.4.12)
   */
  boolean excuse(String keyword) {
    boolean excusable = keyword.equals("media-empty") || (keyword.equals("media-low") && !otherLow);
    return excusable && InputTray.onlyByPassEmpty(trays);
  }

  private static InputTray tray(Map<String, String> row, String name) {
    boolean byPass =
        row.getOrDefault("type", "").equalsIgnoreCase("sheetFeedManual")
            || InputTray.isByPass(name)
            || InputTray.isByPass(row.getOrDefault("description", ""));
    return new InputTray(name, byPass, InputTray.paper(whole(row, "level"), whole(row, "status")));
  }

  private static boolean isLow(Map<String, String> row, InputTray tray) {
    long level = whole(row, "level").orElse(-1);
    long capacity = whole(row, "maxcapacity").orElse(-1);
    boolean tenth = level > 0 && capacity > 0 && level * TENTH < capacity;
    return tray.paper() == Paper.PRESENT
        && (tenth || (whole(row, "status").orElse(0) & WARNED) != 0);
  }

  private static OptionalLong whole(Map<String, String> row, String key) {
    var number = IppSupplies.whole(row.get(key));
    return number.isPresent() ? OptionalLong.of(number.getAsInt()) : OptionalLong.empty();
  }
}
