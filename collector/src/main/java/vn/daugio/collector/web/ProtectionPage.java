package vn.daugio.collector.web;

import io.dropwizard.views.common.View;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.ProductCatalogue;
import vn.daugio.protocol.ProductSignature;

/** What {@code protection.mustache} shows; all words are chosen already. */
public final class ProtectionPage extends View {
  private final String place;
  private final String count;
  private final String rule;
  private final List<Row> rows;
  private final List<ConsoleWords> consoles;
  private final PageLinks links;
  private final Map<String, String> labels;

  /**
   * One machine.
   *
   * @param light ok, fail or unknown
   * @param detail product, by what it was seen, and since when
   */
  public record Row(String machine, String light, String state, String reason, String detail) {}

  /** One console's list, sentence by sentence; each with the machines it is about. */
  public record ConsoleWords(String title, List<Sentence> sentences) {
    public ConsoleWords {
      sentences = List.copyOf(sentences);
    }
  }

  /** A sentence and the names that it counts. */
  public record Sentence(String text, List<String> names) {
    public Sentence {
      names = List.copyOf(names);
    }
  }

  private ProtectionPage(
      Frame frame, String count, String rule, List<Row> rows, List<ConsoleWords> consoles) {
    super("protection.mustache", StandardCharsets.UTF_8);
    this.place = frame.place();
    this.links = frame.links();
    this.labels = frame.labels();
    this.count = count;
    this.rule = rule;
    this.rows = List.copyOf(rows);
    this.consoles = List.copyOf(consoles);
  }

  private record Frame(String place, PageLinks links, Map<String, String> labels) {}

  static ProtectionPage of(
      ProtectionView view, String place, PageLinks links, Texts texts, LocalDate today) {
    List<Row> rows = new ArrayList<>();
    view.machines().forEach(machine -> rows.add(row(machine, texts, today)));
    view.exempt()
        .forEach(code -> rows.add(new Row(code, "open", texts.get("protection.exempt"), "", "")));
    return new ProtectionPage(
        new Frame(place, links, PageResource.labels(texts)),
        SheetWords.counted(texts, view.count()),
        view.required().isEmpty()
            ? texts.get("protection.any")
            : texts.get(
                "protection.required",
                Map.of(
                    "products",
                    String.join(
                        ", ", view.required().stream().map(ProtectionPage::product).toList()))),
        rows,
        view.consoles().stream().map(one -> console(one, texts, today)).toList());
  }

  private static Row row(ProtectionView.Machine machine, Texts texts, LocalDate today) {
    String light =
        switch (machine.state()) {
          case "covered" -> "ok";
          case "uncovered" -> "fail";
          default -> "unknown";
        };
    @Nullable String reason = machine.reason();
    Map<String, String> facts = machine.facts();
    List<String> detail = new ArrayList<>();
    if (facts.containsKey("product")) {
      detail.add(facts.getOrDefault("product", ""));
    }
    if (facts.containsKey("confidence")) {
      detail.add(texts.get("protection.confidence." + facts.get("confidence")));
    }
    @Nullable String seen = machine.seenAt();
    detail.add(
        seen == null
            ? texts.get("protection.never")
            : texts.get(
                "protection.seen",
                Map.of("time", texts.timeInSentence(Instant.parse(seen), today))));
    return new Row(
        machine.machine(),
        light,
        texts.get("protection.state." + machine.state()),
        reason == null ? "" : texts.wording().reason(reason, facts),
        String.join(" · ", detail));
  }

  private static ConsoleWords console(ProtectionView.Comparison one, Texts texts, LocalDate today) {
    List<Sentence> sentences = new ArrayList<>();
    sentences.add(sentence(texts, "protection.console.both", one.both(), List.of()));
    sentences.add(
        sentence(
            texts, "protection.console.only-here", one.unknownThere(), one.unknownThereMachines()));
    List<String> names = one.unknownNames();
    sentences.add(
        sentence(
            texts,
            "protection.console.only-there",
            one.unknownHere(),
            names == null ? List.of() : names));
    sentences.add(
        sentence(
            texts, "protection.console.not-running", one.notRunning().size(), one.notRunning()));
    return new ConsoleWords(
        texts.get(
            "protection.console.title",
            Map.of(
                "product",
                product(one.product()),
                "time",
                texts.timeInSentence(Instant.parse(one.importedAt()), today))),
        sentences);
  }

  private static Sentence sentence(Texts texts, String key, int count, List<String> names) {
    return new Sentence(texts.get(key, Map.of("count", Integer.toString(count))), names);
  }

  private static String product(String id) {
    return ProductCatalogue.builtIn().product(id).map(ProductSignature::name).orElse(id);
  }

  public String place() {
    return place;
  }

  public String count() {
    return count;
  }

  public String rule() {
    return rule;
  }

  public List<Row> rows() {
    return rows;
  }

  public List<ConsoleWords> consoles() {
    return consoles;
  }

  public PageLinks links() {
    return links;
  }

  public Map<String, String> labels() {
    return labels;
  }
}
