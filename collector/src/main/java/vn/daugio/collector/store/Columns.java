package vn.daugio.collector.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Measure;

/** How values stand in columns. */
final class Columns {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<List<Measure>> MEASURES = new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

  private static final ObjectReader TEXT_READER = JSON.readerFor(TEXTS);
  private static final ObjectReader MEASURE_READER = JSON.readerFor(MEASURES);
  private static final ObjectReader FACT_READER = JSON.readerFor(FACTS);

  private Columns() {}

  static List<String> texts(String json) {
    return parse(json, List.of(), TEXT_READER);
  }

  static List<Measure> measures(String json) {
    return parse(json, List.of(), MEASURE_READER);
  }

  static Map<String, String> facts(String json) {
    return parse(json, Map.of(), FACT_READER);
  }

  private static <T> T parse(String json, T empty, ObjectReader reader) {
    if (json.length() == 2) {
      return empty; // most are, and a scrape reads very many
    }
    try {
      return reader.readValue(json);
    } catch (JsonProcessingException e) {
      throw new StoreException("a JSON column was damaged", e);
    }
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  static @Nullable Instant optionalInstant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of ours cannot be written as JSON", e);
    }
  }
}
