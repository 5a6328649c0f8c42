package vn.daugio.protocol;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import java.time.LocalTime;

/** Times of day as {@code 07:30}. */
final class LocalTimeAdapter implements JsonAdapter<LocalTime> {
  @Override
  public void toJson(JsonWriter writer, LocalTime value) {
    writer.value(value.toString());
  }

  @Override
  public LocalTime fromJson(JsonReader reader) {
    return LocalTime.parse(reader.readString());
  }
}
