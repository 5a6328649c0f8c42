package vn.daugio.collector.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.sheet.Ipv6Count;
import vn.daugio.collector.sheet.Light;
import vn.daugio.collector.sheet.ProtectionCount;
import vn.daugio.collector.sheet.Sheet;
import vn.daugio.collector.sheet.SheetItem;
import vn.daugio.collector.sheet.SheetRow;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.HandbookLine;
import vn.daugio.protocol.Outcome;

/**
 * Says a sheet in words. What could not be checked because something before it is down is told
 * once, at its root; the lines themselves only point there.
 */
final class SheetWords {
  /** As many fine items are shown one by one. */
  private static final int FEW = 3;

  private final Sheet sheet;
  private final Texts texts;
  private final ItemWords words;

  SheetWords(Sheet sheet, Texts texts) {
    this.sheet = sheet;
    this.texts = texts;
    this.words = new ItemWords(texts, sheet.date());
  }

  List<RowView> rows() {
    List<RowView> rows = new ArrayList<>();
    for (SheetRow row : sheet.rows()) {
      rows.add(row(row));
    }
    return rows;
  }

  private RowView row(SheetRow row) {
    List<ItemView> shown = new ArrayList<>();
    List<ItemView> fine = new ArrayList<>();
    Map<String, List<SheetItem>> blocked = new LinkedHashMap<>();
    for (SheetItem item : row.items()) {
      if (item.isBlocked()) {
        blocked.computeIfAbsent(root(item), root -> new ArrayList<>()).add(item);
      } else if (item.outcome() == Outcome.OK) {
        fine.add(words.of(item));
      } else {
        add(shown, withBlocks(item));
      }
    }
    // the root stands in this very line and tells it already
    blocked
        .values()
        .removeIf(items -> row.items().stream().anyMatch(item -> blocks(item, items.get(0))));
    boolean fold = fine.size() > FEW;
    if (!fold) {
      shown.addAll(fine);
    }
    return new RowView(
        row,
        texts.get("light." + row.light().code()),
        texts.wording().line(row.line()),
        row.light() == Light.OK ? "" : words.since(row.since()),
        shown,
        fold ? fine : List.of(),
        texts.get("item.ok", Map.of("count", Integer.toString(fine.size()))),
        summary(row.line()),
        blocked.values().stream().map(this::blocked).toList(),
        texts.get(row.light() == Light.OPEN ? "item.open" : "item.no-incident"),
        texts.wording().human(row.line()));
  }

  /** What is counted over all machines; empty for lines of which nothing is. */
  private String summary(HandbookLine line) {
    return switch (line) {
      case INTERNET -> ipv6(texts, sheet);
      case PROTECTION -> protection(texts, sheet.protection());
      default -> "";
    };
  }

  /** Never a share: it would say 100 % while something is unknown. */
  static String protection(Texts texts, @Nullable ProtectionCount count) {
    return count == null || count.all() == 0 ? "" : counted(texts, count);
  }

  static String counted(Texts texts, ProtectionCount count) {
    return texts.get(
        "protection.count",
        Map.of(
            "covered", Integer.toString(count.covered()),
            "all", Integer.toString(count.all()),
            "uncovered", Integer.toString(count.uncovered()),
            "unknown", Integer.toString(count.unknown())));
  }

  /** Empty where no machine has told it. */
  static String ipv6(Texts texts, Sheet sheet) {
    Ipv6Count count = Ipv6Count.of(sheet);
    return count.known() == 0
        ? ""
        : texts.get(
            "ipv6.count",
            Map.of(
                "ready", Integer.toString(count.ready()),
                "all", Integer.toString(count.all()),
                "begun", Integer.toString(count.begun()),
                "unknown", Integer.toString(count.unknown())));
  }

  /** What several machines have alike is said once. */
  private static void add(List<ItemView> shown, ItemView next) {
    for (int i = 0; i < shown.size(); i++) {
      if (shown.get(i).saysTheSame(next)) {
        shown.set(i, shown.get(i).with(next));
        return;
      }
    }
    shown.add(next);
  }

  private ItemView.Blocked blocked(List<SheetItem> items) {
    String text =
        texts.get(
            "item.blocked",
            Map.of(
                "count", Integer.toString(items.size()), "upstream", words.upstream(items.get(0))));
    return new ItemView.Blocked(text, items.stream().map(this::name).toList());
  }

  private ItemView withBlocks(SheetItem item) {
    ItemView view = words.of(item);
    List<String> names =
        sheet.items().stream()
            .filter(SheetItem::isBlocked)
            .filter(other -> blocks(item, other))
            .map(this::name)
            .toList();
    String text = texts.get("item.blocks", Map.of("count", Integer.toString(names.size())));
    return names.isEmpty() ? view : view.blocking(new ItemView.Blocked(text, names));
  }

  private static boolean blocks(SheetItem root, SheetItem other) {
    String target = other.facts().get("upstreamTarget");
    return root.about() == SheetItem.About.SUBJECT
        && root.outcome() == Outcome.FAIL
        && Objects.equals(root.check(), other.facts().get("upstream"))
        && (target == null || target.equals(root.target()));
  }

  private static String root(SheetItem item) {
    return item.facts().get("upstream") + " " + item.facts().get("upstreamTarget");
  }

  private String name(SheetItem item) {
    String check = item.check();
    return item.target() + (check == null ? "" : ": " + texts.wording().checkType(check));
  }
}
