package vn.daugio.collector.notify;

import java.util.List;

/**
 * What was configured of all channels.
 *
 * @param webhooks where notices go
 * @param publicUrl how people reach the pages, without a slash at the end
 */
public record NotifySettings(List<Webhook> webhooks, String publicUrl) {
  public NotifySettings {
    webhooks = List.copyOf(webhooks);
  }
}
