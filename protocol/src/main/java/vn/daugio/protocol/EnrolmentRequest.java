package vn.daugio.protocol;

import io.avaje.jsonb.Json;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/v1/enrolments}.
 *
 * @param code the join code, as a person typed it
 * @param machine the machine code wished for; absent: the collector chooses
 */
@Json
public record EnrolmentRequest(String code, @Nullable String machine) {
  @Override
  public String toString() {
    return "EnrolmentRequest[machine=" + machine + "]";
  }
}
