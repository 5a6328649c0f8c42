package vn.daugio.protocol;

import io.avaje.jsonb.Json;
import java.util.Map;

/**
 * One number that a check read.
 *
 * @param name see {@link MeasureType#name()}
 * @param labels label name to value; bounded, without persons and addresses
 * @param value in the base unit; always finite, an absent number is an absent measure
 * @param unit see {@link MeasureType#unit()}
 */
@Json
public record Measure(String name, Map<String, String> labels, double value, String unit) {
  public Measure {
    labels = Map.copyOf(labels);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " is not a finite number");
    }
  }
}
