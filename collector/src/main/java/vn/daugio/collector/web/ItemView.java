package vn.daugio.collector.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.sheet.SheetItem;

/**
 * One item of a line in words.
 *
 * @param item what it says in codes
 * @param light the light's code
 * @param lightWord the light's word
 * @param check the check type's words; empty for a machine's reporting
 * @param since such as "từ 07:12"; empty when not known
 * @param text the reason in plain words; empty when OK
 * @param advice what to do; empty when nothing is to be done
 * @param measures the numbers in short
 * @param blocks what could not be checked because of it; null when nothing
 */
public record ItemView(
    SheetItem item,
    String light,
    String lightWord,
    String check,
    String since,
    String text,
    String advice,
    String measures,
    List<SupplyView> supplies,
    @Nullable Blocked blocks) {
  public ItemView {
    supplies = List.copyOf(supplies);
  }

  public String target() {
    return item.target();
  }

  ItemView blocking(Blocked blocked) {
    return new ItemView(
        item, light, lightWord, check, since, text, advice, measures, supplies, blocked);
  }

  /** Items that wait for one root to be repaired, in one sentence and as a list. */
  public record Blocked(String text, List<String> names) {
    public Blocked {
      names = List.copyOf(names);
    }
  }
}
