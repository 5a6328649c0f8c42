package vn.daugio.collector.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * From the body of Alertmanager's webhook, version 4 (Prometheus documentation, "Alerting:
 * configuration", section webhook_config), to its alerts. Fields that are not used are passed over.
 */
final class AlertReader {
  static final int MOST_BYTES = 2 << 20;
  static final int MOST_ALERTS = 1000;
  static final int MOST_LABELS = 64;
  static final int LONGEST_NAME = 128;
  static final int LONGEST_VALUE = 1024;

  private static final int LONGEST_TEXT = 100_000;
  private static final ObjectMapper JSON = ReportReader.mapper(LONGEST_TEXT);

  private AlertReader() {}

  static List<Alert> read(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new RefusedException(Refusal.TOO_LARGE, "more than " + MOST_BYTES + " bytes");
    }
    JsonNode root = tree(ReportLimits.text(bytes));
    if (!root.path("version").asText().equals("4")) {
      throw ReportReader.malformed("version", "\"4\"");
    }
    JsonNode list = root.path("alerts");
    if (!list.isArray()) {
      throw ReportReader.malformed("alerts", "a list");
    }
    ReportLimits.many("alerts", list.size(), MOST_ALERTS);
    List<Alert> alerts = new ArrayList<>();
    list.forEach(one -> alerts.add(alert(one)));
    return alerts;
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new RefusedException(
          Refusal.NOT_JSON, "the body is no JSON: " + e.getOriginalMessage());
    }
  }

  private static Alert alert(JsonNode node) {
    String status = node.path("status").asText();
    boolean firing = status.equals("firing");
    if (!firing && !status.equals("resolved")) {
      throw ReportReader.malformed("status", "firing or resolved");
    }
    Map<String, String> labels = ReportReader.texts(node, "labels");
    if (labels.isEmpty()) {
      throw ReportReader.malformed("labels", "an object that is not empty");
    }
    ReportLimits.many("labels", labels.size(), MOST_LABELS);
    labels.forEach(
        (name, value) -> {
          if (name.length() > LONGEST_NAME || value.length() > LONGEST_VALUE) {
            throw new RefusedException(
                Refusal.TOO_LONG,
                "a label has more than %d letters, or its value more than %d"
                    .formatted(LONGEST_NAME, LONGEST_VALUE));
          }
        });
    Instant startsAt = time(node, "startsAt");
    Instant endsAt = firing ? startsAt : time(node, "endsAt");
    return new Alert(firing, labels, ReportReader.texts(node, "annotations"), startsAt, endsAt);
  }

  private static Instant time(JsonNode node, String field) {
    try {
      Instant time = OffsetDateTime.parse(node.path(field).asText()).toInstant();
      if (time.isAfter(Instant.EPOCH)) {
        return time;
      }
    } catch (DateTimeException e) {
      throw ReportReader.malformed(field, "a time of RFC 3339");
    }
    throw ReportReader.malformed(field, "a time after 1970");
  }
}
