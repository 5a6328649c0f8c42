package vn.daugio.collector.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.Measure;

/**
 * One supply of a printer. Without a ratio there is no bar: a number is never invented. A maker's
 * own number is told as such beside it, and never fills the bar.
 *
 * @param name as the device calls it
 * @param state the state's code
 * @param receptacle whether it is filled in use, so that its number is the space left
 * @param bar whether a ratio is known
 * @param percent 0..100, 0 without a bar
 * @param vendor the maker's own number in words; empty where there is none
 */
public record SupplyView(
    String name,
    String state,
    String text,
    boolean receptacle,
    boolean bar,
    int percent,
    String vendor) {
  private static final String STATE = "supply_state";
  private static final String RATIO = "supply_level_ratio";
  private static final String VENDOR = "supply_vendor_ratio";

  static List<SupplyView> of(Texts texts, List<Measure> measures) {
    List<SupplyView> supplies = new ArrayList<>();
    for (Measure measure : measures) {
      if (measure.name().equals(STATE)) {
        OptionalDouble ratio =
            same(RATIO, measure, measures)
                .map(one -> OptionalDouble.of(one.value()))
                .orElse(OptionalDouble.empty());
        String vendor = same(VENDOR, measure, measures).map(one -> vendor(texts, one)).orElse("");
        supplies.add(of(texts, measure, ratio, vendor));
      }
    }
    return supplies;
  }

  /** The first measure of this name about the same supply. */
  private static Optional<Measure> same(String name, Measure state, List<Measure> measures) {
    return measures.stream()
        .filter(measure -> measure.name().equals(name))
        .filter(
            measure -> Objects.equals(measure.labels().get("index"), state.labels().get("index")))
        .findFirst();
  }

  private static SupplyView of(Texts texts, Measure measure, OptionalDouble ratio, String vendor) {
    String state = measure.labels().getOrDefault("state", "unknown");
    boolean receptacle = "receptacle".equals(measure.labels().get("class"));
    String known = "supply." + (receptacle ? "receptacle-" : "") + state;
    String key = texts.has(known) ? known : "supply." + state;
    int percent = percent(ratio.orElse(0));
    String text =
        texts.get(
            texts.has(key) ? key : "supply.unknown",
            ratio.isPresent() ? Map.of("percent", Integer.toString(percent)) : Map.of());
    return new SupplyView(
        measure.labels().getOrDefault("supply", measure.labels().getOrDefault("index", "")),
        state,
        text,
        receptacle,
        ratio.isPresent(),
        percent,
        vendor);
  }

  private static String vendor(Texts texts, Measure measure) {
    String source = measure.labels().getOrDefault("source", "");
    String maker =
        source.isEmpty()
            ? source
            : source.substring(0, 1).toUpperCase(Locale.ROOT) + source.substring(1);
    return texts.get(
        "supply.vendor",
        Map.of("maker", maker, "percent", Integer.toString(percent(measure.value()))));
  }

  /** Rounded down, as the agent does: what is low does not stand at the limit that it is below. */
  private static int percent(double ratio) {
    return (int) Math.floor(Math.max(0, Math.min(1, ratio)) * 100 + 1e-9);
  }

  /** All that is said of it, without its name. */
  String words() {
    return vendor.isEmpty() ? text : text + " (" + vendor + ")";
  }
}
