package vn.daugio.collector.web;

import io.dropwizard.views.common.View;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.daugio.collector.store.AsideTable.Aside;
import vn.daugio.collector.store.DeliveryLog;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.Language;

/** What {@code notices.mustache} shows; all words are chosen already. */
public final class NoticesPage extends View {
  private final String place;
  private final List<Row> rows;
  private final List<String> asides;
  private final PageLinks links;
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

  private NoticesPage(String place, List<Row> rows, List<String> asides, Frame frame) {
    super("notices.mustache", StandardCharsets.UTF_8);
    this.place = place;
    this.rows = List.copyOf(rows);
    this.asides = List.copyOf(asides);
    this.links = frame.links();
    this.labels = frame.labels();
  }

  private record Frame(PageLinks links, Map<String, String> labels) {}

  static NoticesPage of(
      String place,
      List<DeliveryLog.Line> lines,
      List<Aside> asides,
      PageLinks links,
      Language language) {
    Texts texts = Texts.in(language);
    return new NoticesPage(
        place,
        lines.stream().map(line -> row(line, texts)).toList(),
        asides.stream().map(one -> aside(one, texts)).toList(),
        new Frame(links, labels(texts)));
  }

  private static Row row(DeliveryLog.Line line, Texts texts) {
    String light =
        switch (line.state()) {
          case "taken" -> "ok";
          case "failed" -> "fail";
          case "dropped" -> "open";
          default -> "unknown";
        };
    Instant done = line.doneAt();
    String state = texts.get("notices.state." + line.state());
    return new Row(
        texts.moment(line.at()),
        line.incident(),
        texts.get("notice.kind." + line.kind()),
        line.role().isEmpty() ? texts.get("notices.program") : texts.get("role." + line.role()),
        light,
        done == null && line.attempts() == 0
            ? texts.get("notices.from", Map.of("time", texts.moment(line.dueAt())))
            : state,
        how(line, texts));
  }

  private static String how(DeliveryLog.Line line, Texts texts) {
    if (line.attempts() == 0) {
      return line.channel();
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
    return place;
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
    return links;
  }

  public Map<String, String> labels() {
    return labels;
  }
}
