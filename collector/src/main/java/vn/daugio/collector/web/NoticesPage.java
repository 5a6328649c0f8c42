package vn.daugio.collector.web;

import io.dropwizard.views.common.View;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.AsideTable.Aside;
import vn.daugio.collector.store.DeliveryLog;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.Language;

/** What {@code notices.mustache} shows; all words are chosen already. */
public final class NoticesPage extends View {
  private final Head head;
  private final List<Row> rows;
  private final List<String> asides;
  private final String otherLanguage;
  private final Map<String, String> labels;

  /**
   * One notice to one destination.
   *
   * @param light ok, fail, unknown while it waits, open when nobody had to be told
   * @param how channel, attempts, and why not
   */
  public record Row(
      String time,
      long incident,
      String kind,
      String whom,
      String light,
      String state,
      String how) {}

  /**
   * What is not the log itself.
   *
   * @param place commune and site, for people
   */
  record Head(Office.Site site, String place, NoticeTrial trial, PageLinks links) {}

  private NoticesPage(Head head, List<Row> rows, List<String> asides, Texts texts) {
    super("notices.mustache", StandardCharsets.UTF_8);
    this.head = head;
    this.rows = List.copyOf(rows);
    this.asides = List.copyOf(asides);
    Language other = texts.language() == Language.VI ? Language.EN : Language.VI;
    this.otherLanguage = PageLinks.to("/notices", head.site(), null, other);
    this.labels = labels(texts);
  }

  static NoticesPage of(Head head, List<DeliveryLog.Line> lines, List<Aside> asides, Texts texts) {
    return new NoticesPage(
        head,
        lines.stream().map(line -> row(line, texts)).toList(),
        asides.stream().map(one -> aside(one, texts)).toList(),
        texts);
  }

  private static Row row(DeliveryLog.Line line, Texts texts) {
    String light =
        switch (line.state()) {
          case "taken" -> "ok";
          case "failed" -> "fail";
          case "dropped" -> "open";
          default -> "unknown";
        };
    return new Row(
        texts.moment(line.at()),
        line.incident(),
        texts.get("notice.kind." + line.kind()),
        line.role().isEmpty() ? texts.get("notices.program") : texts.get("role." + line.role()),
        light,
        texts.get("notices.state." + line.state()),
        how(line, texts));
  }

  private static String how(DeliveryLog.Line line, Texts texts) {
    if (line.attempts() == 0) {
      String from = texts.get("notices.from", Map.of("time", texts.moment(line.dueAt())));
      return line.doneAt() == null ? line.channel() + " · " + from : line.channel();
    }
    String tried =
        texts.get(
            "notices.tried",
            Map.of("channel", line.channel(), "count", Integer.toString(line.attempts())));
    return line.why().isEmpty() ? tried : tried + " · " + line.why();
  }

  private static String aside(Aside aside, Texts texts) {
    return texts.get(
        "notices.aside." + aside.result(),
        Map.of(
            "channel", aside.channel(),
            "time", texts.moment(aside.until()),
            "why", aside.why()));
  }

  private static Map<String, String> labels(Texts texts) {
    Map<String, String> labels = new HashMap<>(PageResource.labels(texts));
    for (String key : texts.keys()) {
      if (key.startsWith("notices.")) {
        labels.put(key.replace('.', '_').replace('-', '_'), texts.get(key));
      }
    }
    return labels;
  }

  public String place() {
    return head.place();
  }

  /** Whose log this is, {@code commune/site}. */
  public String site() {
    return head.site().id();
  }

  public NoticeTrial trial() {
    return head.trial();
  }

  /** This page in the other language. */
  public String otherLanguage() {
    return otherLanguage;
  }

  public List<Row> rows() {
    return rows;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  public List<String> asides() {
    return asides;
  }

  public PageLinks links() {
    return head.links();
  }

  public Map<String, String> labels() {
    return labels;
  }
}
