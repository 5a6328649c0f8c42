package vn.daugio.agent.probe;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a web server said.
 *
 * @param status 200..599
 * @param headers by lower-case name, in the order received
 * @param body its beginning, at most 256 KB
 * @param bodyCut true when the body was longer
 */
public record HttpAnswer(
    int status, Map<String, List<String>> headers, String body, boolean bodyCut) {
  /** The first header of this name. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }
}
