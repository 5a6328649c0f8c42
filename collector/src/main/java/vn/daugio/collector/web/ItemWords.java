package vn.daugio.collector.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.sheet.SheetItem;
import vn.daugio.collector.text.Texts;

/** Says an item of the sheet in words. */
final class ItemWords {
  private final Texts texts;
  private final LocalDate date;

  ItemWords(Texts texts, LocalDate date) {
    this.texts = texts;
    this.date = date;
  }

  ItemView of(SheetItem item) {
    String light = item.outcome().name().toLowerCase(Locale.ROOT);
    return new ItemView(
        item,
        List.of(item.target()),
        light,
        texts.get("light." + light),
        check(item),
        since(item.since()),
        text(item),
        advice(item),
        MeasureWords.summary(texts, item.measures()),
        SupplyView.of(texts, item.measures()),
        null);
  }

  private String check(SheetItem item) {
    String code = item.check();
    return code == null ? "" : texts.wording().checkType(code);
  }

  String since(@Nullable Instant since) {
    return since == null ? "" : texts.get("item.since", Map.of("time", texts.time(since, date)));
  }

  private String text(SheetItem item) {
    return switch (item.about()) {
      case NOT_CHECKED -> texts.get("item.not-checked");
      case REPORTED -> texts.get("item.reported");
      case NOT_REPORTED -> texts.get("item.not-reported");
      case INCIDENT ->
          texts.get(
                  "item.incident",
                  Map.of("id", String.valueOf(item.incident()), "check", check(item)))
              + ". "
              + reason(item.reason(), item);
      case SUBJECT -> reasons(item);
    };
  }

  private String reasons(SheetItem item) {
    List<String> all = new ArrayList<>();
    if (item.reason() != null) {
      all.add(reason(item.reason(), item));
      item.also().forEach(code -> all.add(reason(code, item)));
    }
    return String.join("; ", all);
  }

  private String reason(@Nullable String code, SheetItem item) {
    return code == null ? "" : texts.wording().reason(code, facts(item));
  }

  private String advice(SheetItem item) {
    return switch (item.about()) {
      case NOT_CHECKED -> texts.get("item.not-checked.advice");
      case NOT_REPORTED -> texts.get("item.not-reported.advice");
      case REPORTED -> "";
      case SUBJECT, INCIDENT -> {
        String code = item.reason();
        yield code == null ? "" : texts.wording().advice(code, facts(item));
      }
    };
  }

  private Map<String, String> facts(SheetItem item) {
    Map<String, String> facts = new HashMap<>(item.facts());
    facts.putIfAbsent("upstream", texts.get("item.upstream-unknown"));
    return facts;
  }

  String upstream(SheetItem item) {
    String code = item.facts().get("upstream");
    return code == null ? texts.get("item.upstream-unknown") : texts.wording().checkType(code);
  }
}
