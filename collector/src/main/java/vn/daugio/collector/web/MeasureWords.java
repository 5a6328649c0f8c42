package vn.daugio.collector.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.Measure;

/** The few numbers of an item that help a person, in one short line. */
final class MeasureWords {
  private static final Map<String, Shown> SHOWN = shown();

  /** Each marker counts for itself; sheets and sides are no sum. */
  private static final String PAGES = "printed_pages";

  private MeasureWords() {}

  /**
   * How a measure is shown.
   *
   * @param key the text around the number
   * @param total one number from those of several labels
   * @param format the number and its unit
   */
  private record Shown(
      String key, ToDoubleFunction<List<Double>> total, BiFunction<Texts, Double, String> format) {}

  private static Map<String, Shown> shown() {
    Map<String, Shown> shown = new LinkedHashMap<>();
    shown.put("latency_seconds", new Shown("latency", MeasureWords::median, MeasureWords::time));
    shown.put("loss_ratio", new Shown("loss", MeasureWords::most, MeasureWords::percent));
    shown.put("jitter_seconds", new Shown("jitter", MeasureWords::median, MeasureWords::time));
    shown.put(
        "gateway_latency_seconds", new Shown("latency", MeasureWords::median, MeasureWords::time));
    shown.put("gateway_loss_ratio", new Shown("loss", MeasureWords::most, MeasureWords::percent));
    shown.put("dns_lookup_seconds", new Shown("dns", MeasureWords::most, MeasureWords::time));
    shown.put("phase_seconds", new Shown("response", MeasureWords::sum, MeasureWords::time));
    shown.put(
        "certificate_remaining_seconds",
        new Shown("certificate", MeasureWords::least, MeasureWords::days));
    shown.put("disk_free_ratio", new Shown("disk", MeasureWords::least, MeasureWords::percent));
    shown.put(
        "memory_available_ratio", new Shown("memory", MeasureWords::least, MeasureWords::percent));
    shown.put("clock_offset_seconds", new Shown("clock", MeasureWords::widest, MeasureWords::time));
    shown.put(
        "interface_speed_bytes_per_second",
        new Shown("speed", MeasureWords::least, MeasureWords::megabits));
    shown.put(
        "download_bytes_per_second",
        new Shown("download", MeasureWords::least, MeasureWords::megabits));
    shown.put(
        "upload_bytes_per_second",
        new Shown("upload", MeasureWords::least, MeasureWords::megabits));
    shown.put("folder_free_bytes", new Shown("free", MeasureWords::least, MeasureWords::bytes));
    shown.put(
        "definitions_age_seconds",
        new Shown("definitions", MeasureWords::most, MeasureWords::days));
    return shown;
  }

  /** Such as "độ trễ 12 ms · mất gói 0%"; empty when there is nothing to show. */
  static String summary(Texts texts, List<Measure> measures) {
    List<String> parts = new ArrayList<>();
    SHOWN.forEach(
        (name, shown) -> {
          List<Double> values =
              measures.stream()
                  .filter(measure -> measure.name().equals(name))
                  .map(Measure::value)
                  .toList();
          if (!values.isEmpty()) {
            String value = shown.format().apply(texts, shown.total().applyAsDouble(values));
            parts.add(texts.get("measure." + shown.key(), Map.of("value", value)));
          }
        });
    for (Measure measure : measures) {
      if (measure.name().equals(PAGES)) {
        String unit = "measure.printed-" + measure.labels().getOrDefault("counted", "");
        String known = texts.has(unit) ? unit : "measure.printed-unknown";
        parts.add(texts.get(known, Map.of("value", texts.whole(Math.round(measure.value())))));
      }
    }
    return String.join(" · ", parts);
  }

  private static String time(Texts texts, double seconds) {
    double size = Math.abs(seconds);
    if (size < 1) {
      return texts.number(seconds * 1000, size < 0.01 ? 1 : 0) + " ms";
    }
    return size < 120
        ? texts.get("duration.seconds", Map.of("count", texts.number(seconds, 1)))
        : texts.duration(Duration.ofSeconds((long) size));
  }

  private static String percent(Texts texts, double ratio) {
    return texts.number(ratio * 100, ratio > 0 && ratio < 0.1 ? 1 : 0) + "%";
  }

  private static String days(Texts texts, double seconds) {
    long days = Math.round(Math.floor(seconds / 86_400));
    return texts.get("duration.days", Map.of("count", Long.toString(days)));
  }

  private static String bytes(Texts texts, double bytes) {
    if (bytes >= 1e12) {
      return texts.number(bytes / 1e12, 1) + " TB";
    }
    return bytes >= 1e9
        ? texts.number(bytes / 1e9, bytes < 1e10 ? 1 : 0) + " GB"
        : texts.number(Math.floor(bytes / 1e6), 0) + " MB";
  }

  private static String megabits(Texts texts, double bytesPerSecond) {
    return texts.number(bytesPerSecond * 8 / 1e6, 0) + " Mbit/s";
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((sorted.size() - 1) / 2);
  }

  private static double most(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  private static double least(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
  }

  private static double widest(List<Double> values) {
    return values.stream().mapToDouble(Math::abs).max().orElse(0);
  }

  private static double sum(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum();
  }
}
