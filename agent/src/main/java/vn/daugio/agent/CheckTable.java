package vn.daugio.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.Language;
import vn.daugio.protocol.Wording;

/** Results as lines for a terminal: light, what, which, why, what to do. */
final class CheckTable {
  private final Wording wording;

  CheckTable(Language language) {
    this.wording = Wording.in(language);
  }

  String render(List<CheckResult> results) {
    List<List<String>> rows = results.stream().map(this::row).toList();
    int[] widths = new int[3];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - width(row.get(i)) + 2));
      }
      text.append((line + row.get(3)).stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private List<String> row(CheckResult result) {
    @Nullable String code = result.reason();
    String why = "";
    if (code != null) {
      String advice = wording.advice(code, result.facts());
      why = wording.reason(code, result.facts()) + (advice.isEmpty() ? "" : " → " + advice);
    }
    return List.of(
        wording.outcome(result.outcome()), wording.checkType(result.check()), result.target(), why);
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
