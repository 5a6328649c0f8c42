package vn.daugio.collector.notify;

import java.util.List;

/**
 * What was configured of all channels.
 *
 * @param channels in the order in which they are tried
 * @param webhooks where notices go as well
 * @param publicUrl how people reach the pages, without a slash at the end
 */
public record NotifySettings(List<Notifier> channels, List<Webhook> webhooks, String publicUrl) {
  public NotifySettings {
    channels = List.copyOf(channels);
    webhooks = List.copyOf(webhooks);
  }
}
