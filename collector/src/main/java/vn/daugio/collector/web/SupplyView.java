package vn.daugio.collector.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.Measure;

/**
 * One supply of a printer. Without a ratio there is no bar: a number is never invented.
 *
 * @param name as the device calls it
 * @param state the state's code
 * @param bar whether a ratio is known
 * @param percent 0..100, 0 without a bar
 */
public record SupplyView(String name, String state, String text, boolean bar, int percent) {
  private static final String STATE = "supply_state";
  private static final String RATIO = "supply_level_ratio";

  static List<SupplyView> of(Texts texts, List<Measure> measures) {
    List<SupplyView> supplies = new ArrayList<>();
    for (Measure measure : measures) {
      if (measure.name().equals(STATE)) {
        supplies.add(of(texts, measure, ratio(measures, measure)));
      }
    }
    return supplies;
  }

  private static OptionalDouble ratio(List<Measure> measures, Measure state) {
    return measures.stream()
        .filter(measure -> measure.name().equals(RATIO))
        .filter(
            measure -> Objects.equals(measure.labels().get("index"), state.labels().get("index")))
        .mapToDouble(Measure::value)
        .findFirst();
  }

  private static SupplyView of(Texts texts, Measure measure, OptionalDouble ratio) {
    String state = measure.labels().getOrDefault("state", "unknown");
    boolean receptacle = "receptacle".equals(measure.labels().get("class"));
    String known = "supply." + (receptacle ? "receptacle-" : "") + state;
    String key = texts.has(known) ? known : "supply." + state;
    int percent = (int) Math.round(Math.max(0, Math.min(1, ratio.orElse(0))) * 100);
    String text =
        texts.get(
            texts.has(key) ? key : "supply.unknown",
            ratio.isPresent() ? Map.of("percent", Integer.toString(percent)) : Map.of());
    return new SupplyView(
        measure.labels().getOrDefault("supply", measure.labels().getOrDefault("index", "")),
        state,
        text,
        ratio.isPresent(),
        percent);
  }
}
