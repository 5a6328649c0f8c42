package vn.daugio.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;

/** Thresholds and value mappings. Grafana paints what is absent as the first step: it is grey. */
final class Colors {
  private Colors() {}

  static ObjectNode mode(String mode) {
    return Tree.object().put("mode", mode);
  }

  static ObjectNode fixed(Shade shade) {
    return mode("fixed").put("fixedColor", shade.color());
  }

  /** From 0 on this shade. */
  static ObjectNode always(Shade shade) {
    return thresholds(shade, null);
  }

  /** At 0 the first shade, above it the other. */
  static ObjectNode thresholds(Shade none, @Nullable Shade any) {
    ArrayNode steps = Tree.array();
    ObjectNode absent = Tree.object().put("color", Shade.ABSENT.color());
    absent.putNull("value");
    steps.add(absent);
    steps.add(Tree.object().put("color", none.color()).put("value", 0));
    if (any != null) {
      steps.add(Tree.object().put("color", any.color()).put("value", 0.001));
    }
    ObjectNode thresholds = mode("absolute");
    thresholds.set("steps", steps);
    return thresholds;
  }

  /** What is not there is said so. */
  static ObjectNode absence(Words words) {
    ObjectNode mapping = Tree.object().put("type", "special");
    ObjectNode options = mapping.putObject("options").put("match", "null+nan");
    options
        .putObject("result")
        .put("text", words.get("no-data"))
        .put("color", Shade.ABSENT.color())
        .put("index", 90);
    return mapping;
  }

  static ObjectNode outcomes(Words words) {
    ObjectNode mapping = Tree.object().put("type", "value");
    ObjectNode options = mapping.putObject("options");
    for (Outcome outcome : Outcome.values()) {
      options
          .putObject(Integer.toString(outcome.code()))
          .put("text", words.wording().outcome(outcome))
          .put("color", Shade.of(outcome).color())
          .put("index", outcome.code());
    }
    return mapping;
  }

  /** Codes of check types as words. */
  static ObjectNode checks(Words words) {
    ObjectNode mapping = Tree.object().put("type", "value");
    ObjectNode options = mapping.putObject("options");
    int index = 0;
    for (CheckType type : CheckType.values()) {
      options
          .putObject(type.code())
          .put("text", words.wording().checkType(type.code()))
          .put("index", index++);
    }
    return mapping;
  }

  static String lower(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
