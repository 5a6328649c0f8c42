package vn.daugio.acceptance.printers;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import vn.daugio.acceptance.process.CollectorProcess;
import vn.daugio.protocol.HandbookLine;

/** One line of the sheet on the collector's page. */
final class PageLine {
  private static final Pattern BAR = Pattern.compile("<rect class=\"full\" width=\"(\\d+)\"");
  private static final Pattern SUPPLY = Pattern.compile("<p class=\"supply [^>]*>.*?</p>");

  private PageLine() {}

  /** Its words, as a reader sees them. */
  static String words(CollectorProcess collector, HandbookLine line, String language) {
    return plain(html(collector, line, language));
  }

  /** How far each bar is filled, in percent. */
  static List<String> bars(CollectorProcess collector, HandbookLine line) {
    return BAR.matcher(html(collector, line, "vi")).results().map(bar -> bar.group(1)).toList();
  }

  /** Each supply in words, the bar as {@code [percent]}. */
  static List<String> supplies(CollectorProcess collector, HandbookLine line) {
    return SUPPLY
        .matcher(html(collector, line, "vi"))
        .results()
        .map(one -> plain(BAR.matcher(one.group()).replaceAll("[$1]<")))
        .toList();
  }

  private static String plain(String html) {
    return html.replaceAll("<[^>]+>", " ")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String html(CollectorProcess collector, HandbookLine line, String language) {
    return Pattern.compile(
            "<tr class=\"[a-z]+\" id=\"line-" + line.number() + "\">.*?</tr>", Pattern.DOTALL)
        .matcher(collector.get("/?lang=" + language))
        .results()
        .map(MatchResult::group)
        .findFirst()
        .orElseThrow();
  }
}
