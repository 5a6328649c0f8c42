package vn.daugio.agent.spool;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Outcome;

/**
 * What this machine remembers of one subject.
 *
 * @param at when it was judged last
 * @param outcome the judgement
 * @param changed whether it became FAIL then, or ceased to be
 * @param blocked whether it was not looked at then, because the way to it was down
 * @param askedAt when it was really looked at last; null: never
 * @param readAt when {@code values} were read; not later than {@code at}
 * @param values for the next judgement, at most 4 KB
 */
@Json
public record SubjectMemo(
    Instant at,
    Outcome outcome,
    boolean changed,
    boolean blocked,
    @Nullable Instant askedAt,
    Instant readAt,
    Map<String, String> values) {
  static final int MOST_BYTES = 4096;

  public SubjectMemo {
    values = Map.copyOf(values);
  }

  /** Whether these values may be kept. */
  static boolean fits(Map<String, String> values) {
    long characters = 0;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      characters += 6L + utf8(entry.getKey()) + utf8(entry.getValue());
    }
    return characters <= MOST_BYTES;
  }

  private static int utf8(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
  }
}
