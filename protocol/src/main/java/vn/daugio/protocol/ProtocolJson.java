package vn.daugio.protocol;

import io.avaje.jsonb.Jsonb;
import java.time.LocalTime;

/** The one JSON codec of the wire records; absent values are left out, unknown keys are ignored. */
public final class ProtocolJson {
  private static final Jsonb JSONB =
      Jsonb.builder()
          .failOnUnknown(false)
          .add(LocalTime.class, new LocalTimeAdapter().nullSafe())
          .build();

  private ProtocolJson() {}

  public static String write(Object wireRecord) {
    return JSONB.toJson(wireRecord);
  }

  /**
   * @throws IllegalArgumentException when the text is not such a record; the message has no secret
   */
  public static <T> T read(String json, Class<T> type) {
    try {
      T read = JSONB.type(type).fromJson(json);
      if (read == null) {
        throw new IllegalArgumentException("no " + type.getSimpleName() + " but null");
      }
      return read;
    } catch (RuntimeException | StackOverflowError e) {
      // the parser meets broken text with many kinds of exceptions, index errors among them
      throw new IllegalArgumentException("not a " + type.getSimpleName() + " in JSON", e);
    }
  }
}
