package vn.daugio.collector.web;

import java.util.List;
import vn.daugio.collector.sheet.SheetRow;

/**
 * One line of the sheet in words.
 *
 * @param row what it says in codes
 * @param lightWord the light's word
 * @param line the line's text
 * @param since since when the worst of it is so; empty when not known
 * @param shown items that stand on the page one by one
 * @param folded items that are fine and so many that they are folded
 * @param foldedText how many they are
 * @param summary what is counted over all machines; empty when nothing is
 * @param blocked items that wait for something else, one sentence per root
 * @param openText what is said where there is no item
 * @param human what a person has to confirm; empty when the line has no such part
 */
public record RowView(
    SheetRow row,
    String lightWord,
    String line,
    String since,
    List<ItemView> shown,
    List<ItemView> folded,
    String foldedText,
    String summary,
    List<ItemView.Blocked> blocked,
    String openText,
    String human) {
  public RowView {
    shown = List.copyOf(shown);
    folded = List.copyOf(folded);
    blocked = List.copyOf(blocked);
  }

  public int number() {
    return row.line().number();
  }

  public String light() {
    return row.light().code();
  }

  public boolean hasHuman() {
    return !human.isEmpty();
  }

  public boolean hasFolded() {
    return !folded.isEmpty();
  }

  public boolean hasSummary() {
    return !summary.isEmpty();
  }

  /** Whether to say that there is no item; the human part of an open line says it already. */
  public boolean hasOpenText() {
    return row.items().isEmpty() && human.isEmpty();
  }
}
