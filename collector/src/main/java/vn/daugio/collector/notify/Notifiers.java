package vn.daugio.collector.notify;

import java.util.ArrayList;
import java.util.List;

/** Builds what was configured. */
public final class Notifiers {
  private Notifiers() {}

  /** All notifiers of all channels; a channel without a line here does not compile. */
  public static List<Notifier> of(NotifySettings settings) {
    List<Notifier> all = new ArrayList<>();
    for (Channel channel : Channel.values()) {
      all.addAll(
          switch (channel) {
            case WEBHOOK ->
                settings.webhooks().stream()
                    .map(hook -> new WebhookNotifier(hook, settings.publicUrl()))
                    .toList();
          });
    }
    return List.copyOf(all);
  }
}
