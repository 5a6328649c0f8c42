package vn.daugio.collector.notify;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Language;

/**
 * How a webhook wants to be asked.
 *
 * @param url with placeholders, and maybe with a secret
 * @param headers by name, some of them secrets
 * @param body null: our own JSON
 * @param form how its body is written
 */
record HookRequest(
    String method,
    HookTemplate url,
    Map<String, String> headers,
    @Nullable HookTemplate body,
    Form form) {
  HookRequest {
    headers = Map.copyOf(headers);
  }

  /**
   * @param contentType of the body
   * @param language of its texts
   * @param most characters of its text
   */
  record Form(String contentType, Language language, int most) {}

  /**
   * @param values of the placeholders
   * @param otherwise the body where there is no template
   * @throws IllegalArgumentException where a header or the address cannot be sent like this
   */
  HttpRequest of(Map<String, String> values, String otherwise) {
    boolean hasBody = !method.equals("GET");
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url.fill(values)));
    request.setHeader("User-Agent", "daugio");
    request.setHeader("Idempotency-Key", values.getOrDefault("key", ""));
    if (hasBody) {
      request.setHeader("Content-Type", form.contentType());
    }
    headers.forEach(request::setHeader);
    String text = body == null ? otherwise : body.fill(values);
    return request
        .method(method, hasBody ? BodyPublishers.ofString(text) : BodyPublishers.noBody())
        .build();
  }

  @Override
  public String toString() {
    return "HookRequest[]";
  }
}
