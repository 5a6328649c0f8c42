package vn.daugio.collector.notify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.daugio.protocol.ConfigMap;

/** Builds what was configured. */
public final class Notifiers {
  private Notifiers() {}

  /** All notifiers; the order is that of the configuration: the first one is asked first. */
  public static List<Notifier> of(NotifySettings settings) {
    List<Notifier> all = new ArrayList<>(settings.channels());
    settings.webhooks().forEach(hook -> all.add(new WebhookNotifier(hook)));
    return List.copyOf(all);
  }

  /** Reads the list {@code channels}; all mistakes go into the problems. */
  public static List<Notifier> read(ConfigMap root, SecretFiles files) {
    List<Notifier> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<String> kinds =
        Arrays.stream(Channel.values()).map(Channel::code).collect(Collectors.toSet());
    for (ConfigMap map : root.maps("channels")) {
      String name = map.text("name");
      String kind = map.text("kind");
      Optional<Channel> channel =
          Arrays.stream(Channel.values()).filter(one -> one.code().equals(kind)).findFirst();
      if (channel.isEmpty()) {
        if (!kind.isEmpty()) {
          map.problems().unknownName(map.path() + ".kind", "channel", kind, kinds);
        }
        continue;
      }
      Notifier notifier = read(channel.get(), name, map, files);
      map.done();
      if (!names.add(notifier.name())) {
        map.problems().add(map.path() + ".name", "a second " + kind + " is named '" + name + "'");
      }
      all.add(notifier);
    }
    return all;
  }

  /** A channel without a line here does not compile. */
  private static Notifier read(Channel channel, String name, ConfigMap map, SecretFiles files) {
    return switch (channel) {
      case WEBHOOK -> WebhookNotifier.read(name, map, files);
    };
  }
}
