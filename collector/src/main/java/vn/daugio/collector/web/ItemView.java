package vn.daugio.collector.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.sheet.SheetItem;

/**
 * One item of a line in words.
 *
 * @param item what it says in codes; the first one where several say the same
 * @param targets the codes of all targets of which this is said
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
    List<String> targets,
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
    targets = List.copyOf(targets);
    supplies = List.copyOf(supplies);
  }

  /** All its targets in one text. */
  public String target() {
    return String.join(", ", targets);
  }

  ItemView blocking(Blocked blocked) {
    return new ItemView(
        item, targets, light, lightWord, check, since, text, advice, measures, supplies, blocked);
  }

  /** Whether the same words can stand once for both. */
  boolean saysTheSame(ItemView other) {
    return !text.isEmpty()
        && blocks == null
        && supplies.isEmpty()
        && List.of(light, check, text, advice)
            .equals(List.of(other.light, other.check, other.text, other.advice))
        && other.supplies.isEmpty()
        && other.blocks == null;
  }

  /** One item for both; numbers and times of a single one would be wrong for the other. */
  ItemView with(ItemView other) {
    List<String> both = new ArrayList<>(targets);
    both.addAll(other.targets);
    String common = since.equals(other.since) ? since : "";
    return new ItemView(
        item, both, light, lightWord, check, common, text, advice, "", List.of(), null);
  }

  /** Items that wait for one root to be repaired, in one sentence and as a list. */
  public record Blocked(String text, List<String> names) {
    public Blocked {
      names = List.copyOf(names);
    }
  }
}
