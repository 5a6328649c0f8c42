package vn.daugio.collector.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Report;

/** From JSON to a report; fields that only a newer agent knows are passed over. */
final class ReportReader {
  private static final ObjectMapper JSON = mapper(20_000);

  private ReportReader() {}

  /** For bodies of others: strict, and bounded in all that it keeps. */
  static ObjectMapper mapper(int longestText) {
    return new ObjectMapper(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxNestingDepth(ReportLimits.DEEPEST)
                        .maxStringLength(longestText)
                        .maxNameLength(2_000)
                        .maxNumberLength(100)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /** A report and the site it claims to come from, where it says so. */
  record Read(Report report, @Nullable String site) {}

  static Read read(String json) {
    JsonNode root = tree(json);
    if (!root.isObject()) {
      throw malformed("the body", "an object");
    }
    JsonNode site = root.path("site");
    Report report =
        new Report(
            text(root, "machine"),
            text(root, "bootId"),
            whole(root, "sequence"),
            time(root, "sentAt"),
            text(root, "agent"),
            root.has("dropped") ? whole(root, "dropped") : 0,
            root.path("late").asBoolean(false),
            results(root));
    return new Read(report, site.isTextual() ? site.textValue() : null);
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new RefusedException(
          Refusal.NOT_JSON, "the body is no JSON: " + e.getOriginalMessage());
    }
  }

  private static List<CheckResult> results(JsonNode root) {
    List<CheckResult> results = new ArrayList<>();
    JsonNode array = array(root, "results");
    ReportLimits.many("results", array.size(), ReportLimits.MOST_RESULTS);
    for (JsonNode one : array) {
      JsonNode reason = one.path("reason");
      results.add(
          new CheckResult(
              text(one, "check"),
              text(one, "target"),
              time(one, "startedAt"),
              one.has("tookMs") ? whole(one, "tookMs") : 0,
              outcome(one),
              reason.isMissingNode() || reason.isNull() ? null : text(one, "reason"),
              also(one),
              measures(one),
              texts(one, "facts")));
    }
    return results;
  }

  private static Outcome outcome(JsonNode one) {
    String name = text(one, "outcome");
    for (Outcome outcome : Outcome.values()) {
      if (outcome.name().equals(name)) {
        return outcome;
      }
    }
    throw new RefusedException(Refusal.BAD_OUTCOME, "outcome is OK, WARN, FAIL or UNKNOWN");
  }

  private static List<String> also(JsonNode one) {
    List<String> also = new ArrayList<>();
    for (JsonNode code : array(one, "also")) {
      if (!code.isTextual()) {
        throw malformed("also", "a list of texts");
      }
      also.add(code.textValue());
    }
    return also;
  }

  private static List<Measure> measures(JsonNode one) {
    List<Measure> measures = new ArrayList<>();
    JsonNode array = array(one, "measures");
    ReportLimits.many("measures", array.size(), CheckResult.MOST_MEASURES);
    for (JsonNode measure : array) {
      JsonNode value = measure.path("value");
      double number = value.doubleValue();
      if (!value.isNumber() || !Double.isFinite(number)) {
        throw new RefusedException(Refusal.BAD_NUMBER, "measures.value is no finite number");
      }
      String unit = measure.has("unit") ? text(measure, "unit") : "";
      measures.add(new Measure(text(measure, "name"), texts(measure, "labels"), number, unit));
    }
    return measures;
  }

  static Map<String, String> texts(JsonNode parent, String field) {
    JsonNode object = parent.path(field);
    Map<String, String> texts = new LinkedHashMap<>();
    if (object.isMissingNode() || object.isNull()) {
      return texts;
    }
    if (!object.isObject()) {
      throw malformed(field, "an object of texts");
    }
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (!entry.getValue().isTextual()) {
        throw malformed(field, "an object of texts");
      }
      texts.put(entry.getKey(), entry.getValue().textValue());
    }
    return texts;
  }

  private static JsonNode array(JsonNode parent, String field) {
    JsonNode array = parent.path(field);
    boolean mayLack = !field.equals("results") && (array.isMissingNode() || array.isNull());
    if (!array.isArray() && !mayLack) {
      throw malformed(field, "a list");
    }
    return array;
  }

  private static String text(JsonNode parent, String field) {
    JsonNode value = parent.path(field);
    if (!value.isTextual()) {
      throw malformed(field, "a text");
    }
    return value.textValue();
  }

  private static long whole(JsonNode parent, String field) {
    JsonNode value = parent.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new RefusedException(Refusal.BAD_NUMBER, field + " is no whole number");
    }
    return value.longValue();
  }

  /** Milliseconds are what is stored, so that two readings of one moment are equal. */
  private static Instant time(JsonNode parent, String field) {
    try {
      return Instant.parse(text(parent, field)).truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeException e) {
      throw malformed(field, "a time like 2026-11-23T00:00:01Z");
    }
  }

  static RefusedException malformed(String field, String expected) {
    return new RefusedException(Refusal.MALFORMED, field + " is missing or not " + expected);
  }
}
