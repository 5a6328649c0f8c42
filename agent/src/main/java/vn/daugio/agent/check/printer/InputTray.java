package vn.daugio.agent.check.printer;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpTable;

/**
 * One input tray: a row of prtInputTable (RFC 3805 section 2.2.7), or what IPP tells of one, see
 * {@link IppTrays}.
 *
 * @param name prtInputName, else prtInputDescription, else its index; cleaned
 * @param byPass true for a manual or multi-purpose feed, which is empty whenever nobody uses it
 * @param paper what is known of it
 */
record InputTray(String name, boolean byPass, Paper paper) {
  static final String INPUTS = "1.3.6.1.2.1.43.8.2.1";
  static final int TYPE = 2;
  static final int LEVEL = 10;
  static final int STATUS = 11;
  static final int NAME = 13;
  static final int DESCRIPTION = 18;
  static final SnmpTable TABLE = SnmpTable.of(INPUTS, TYPE, LEVEL, STATUS, NAME, DESCRIPTION);

  private static final long SHEET_FEED_MANUAL = 5;
  private static final long OTHER_LEVEL = -1;
  private static final long AT_LEAST_ONE = -3;

  /** PrtSubUnitStatusTC: a critical alert is active, and its two ways of being unavailable. */
  private static final long CRITICAL = 16;

  private static final long UNAVAILABLE = 1;

  /**
   * What the makers call it; RFC 3805 has no type for a multi-purpose tray that feeds by itself.
   */
  private static final Pattern BY_PASS_NAME =
      Pattern.compile(
          "by[ -]?pass|manual|multi[ -]?purpose|multi[ -]?fe?ed|\\bmp[ _-]?(tray|feeder|f)?\\b"
              + "|mptray|single[ -]?sheet|đa năng|thủ công|手差|手动|手送",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  enum Paper {
    PRESENT,
    /** The level is 0 or the tray has a critical alert; the device does not call it an error. */
    EMPTY,
    /** The level is 0, and the device says that this makes the tray unusable. */
    EMPTY_AND_MISSED,
    UNKNOWN
  }

  static List<InputTray> decode(List<SnmpRow> rows) {
    return rows.stream().map(InputTray::of).toList();
  }

  private static InputTray of(SnmpRow row) {
    String name = text(row, NAME);
    String description = text(row, DESCRIPTION);
    String shown = name.isEmpty() ? description : name;
    boolean byPass =
        row.number(TYPE).orElse(0) == SHEET_FEED_MANUAL || isByPass(name) || isByPass(description);
    return new InputTray(
        shown.isEmpty() ? row.index() : shown,
        byPass,
        paper(row.number(LEVEL), row.number(STATUS)));
  }

  /** By what it is called. */
  static boolean isByPass(String name) {
    return BY_PASS_NAME.matcher(name).find();
  }

  /**
   * @param level prtInputCurrentLevel
   * @param told prtInputStatus
   */
  static Paper paper(OptionalLong level, OptionalLong told) {
    long status = told.orElse(0);
    boolean unusable = status > 0 && (status & CRITICAL) != 0 && (status & UNAVAILABLE) != 0;
    if (level.isPresent()) {
      long value = level.getAsLong();
      if (value == 0) {
        return unusable ? Paper.EMPTY_AND_MISSED : Paper.EMPTY;
      }
      if (value > 0 || value == AT_LEAST_ONE || value == OTHER_LEVEL) {
        return Paper.PRESENT;
      }
    }
    if (unusable) {
      return Paper.EMPTY;
    }
    return told.isPresent() && status == 0 ? Paper.PRESENT : Paper.UNKNOWN;
  }

  boolean isEmpty() {
    return paper == Paper.EMPTY || paper == Paper.EMPTY_AND_MISSED;
  }

  /** At least one by-pass tray is empty, no other is, and at least one other has paper. */
  static boolean onlyByPassEmpty(List<InputTray> trays) {
    boolean byPassEmpty = false;
    boolean otherHasPaper = false;
    for (InputTray tray : trays) {
      if (tray.isEmpty() && !tray.byPass()) {
        return false;
      }
      byPassEmpty |= tray.byPass() && tray.isEmpty();
      otherHasPaper |= !tray.byPass() && tray.paper() == Paper.PRESENT;
    }
    return byPassEmpty && otherHasPaper;
  }

  /** Which trays are empty, in words: the by-pass ones and the others. */
  static void facts(Finding.Builder finding, List<InputTray> trays) {
    finding.fact("tray", emptyNames(trays, false)).fact("byPassEmpty", emptyNames(trays, true));
  }

  private static String emptyNames(List<InputTray> trays, boolean byPass) {
    return trays.stream()
        .filter(tray -> tray.byPass() == byPass && tray.isEmpty())
        .map(InputTray::name)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String text(SnmpRow row, int column) {
    @Nullable String text = row.text(column);
    return text == null ? "" : DeviceText.clean(text, DeviceText.NAME_LENGTH);
  }
}
