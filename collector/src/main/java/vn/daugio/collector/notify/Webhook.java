package vn.daugio.collector.notify;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where notices go.
 *
 * @param name for logs
 * @param url http or https; may hold a secret in its path or query, so it is never logged
 * @param secret a bearer token for the other side; null: none
 */
public record Webhook(String name, URI url, @Nullable String secret) {
  @Override
  public String toString() {
    return "Webhook[" + name + "]";
  }
}
