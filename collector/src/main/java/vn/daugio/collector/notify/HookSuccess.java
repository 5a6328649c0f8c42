package vn.daugio.collector.notify;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.ConfigMap;

/**
 * When a webhook has taken a letter; all that is given has to hold.
 *
 * @param first the lowest status of success
 * @param last the highest
 * @param contains what the body has to contain; null: anything
 * @param json where the body, as JSON, has to have a value; null: nowhere
 * @param equals that value
 */
record HookSuccess(
    int first,
    int last,
    @Nullable String contains,
    @Nullable JsonPointer json,
    @Nullable String equals) {
  static final HookSuccess USUAL = new HookSuccess(200, 299, null, null, null);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern RANGE = Pattern.compile("([1-5]\\d\\d)(?:-([1-5]\\d\\d))?");

  static HookSuccess read(ConfigMap map) {
    String range = map.textOr("status", "200-299");
    Matcher matcher = RANGE.matcher(range);
    int first = USUAL.first;
    int last = USUAL.last;
    if (matcher.matches()) {
      first = Integer.parseInt(matcher.group(1));
      last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
    }
    if (!matcher.matches() || last < first) {
      map.problems().add(map.path() + ".status", "a range like 200-299 is expected: " + range);
    }
    @Nullable JsonPointer json = null;
    @Nullable String path = map.optionalText("json");
    try {
      json = path == null ? null : JsonPointer.compile(path);
    } catch (IllegalArgumentException e) {
      map.problems().add(map.path() + ".json", "a JSON pointer like /result/code is expected");
    }
    @Nullable String equals = path == null ? map.optionalText("equals") : map.text("equals");
    if (path == null && equals != null) {
      map.problems().add(map.path() + ".equals", "needs json: /where/it/stands");
    }
    @Nullable String contains = map.optionalText("contains");
    map.done();
    return new HookSuccess(first, last, contains, json, equals);
  }

  boolean needsBody() {
    return contains != null || json != null;
  }

  boolean isStatus(int status) {
    return status >= first && status <= last;
  }

  boolean isBody(String body) {
    if (contains != null && !body.contains(contains)) {
      return false;
    }
    if (json == null) {
      return true;
    }
    try {
      JsonNode value = JSON.readTree(body).at(json);
      return value.isValueNode() && value.asText().equals(equals);
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
