package vn.daugio.collector.notify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.office.Contact;
import vn.daugio.collector.office.Contact.Way;

/** Which channel reaches whom, in the order of the configuration. */
final class Routes {
  private final Map<String, Notifier> notifiers = new LinkedHashMap<>();

  Routes(List<Notifier> all) {
    all.forEach(notifier -> notifiers.put(notifier.name(), notifier));
  }

  List<Notifier> all() {
    return new ArrayList<>(notifiers.values());
  }

  @Nullable Notifier named(String name) {
    return notifiers.get(name);
  }

  /** Those that are destinations themselves. */
  List<String> programs() {
    return notifiers.values().stream()
        .filter(one -> !one.channel().isAddressed())
        .map(Notifier::name)
        .toList();
  }

  /** Those to which an alert of Alertmanager's goes: never back to where it came from. */
  List<String> programsButAlertmanager() {
    return programs().stream()
        .filter(
            name -> {
              @Nullable Notifier one = named(name);
              return one == null || one.channel() != Channel.ALERTMANAGER;
            })
        .toList();
  }

  /**
   * The first channel that reaches somebody; where all that do are put aside, the first of those.
   * Empty: none ever will.
   *
   * @param refused channels that will never take this letter
   * @param aside channels that take nothing at present
   */
  Optional<String> first(Contact contact, Set<String> refused, Set<String> aside) {
    List<String> able =
        notifiers.values().stream()
            .filter(one -> address(one, contact).isPresent())
            .map(Notifier::name)
            .filter(name -> !refused.contains(name))
            .toList();
    return able.stream()
        .filter(name -> !aside.contains(name))
        .findFirst()
        .or(() -> able.stream().findFirst());
  }

  /** Where a channel reaches somebody; by the channel's code, since several share a way. */
  static Optional<String> address(Notifier notifier, Contact contact) {
    return way(notifier.channel()).flatMap(contact::address);
  }

  static Optional<Way> way(Channel channel) {
    return channel.isAddressed()
        ? Optional.ofNullable(
            switch (channel.code()) {
              case "email" -> Way.EMAIL;
              case "zalo-bot" -> Way.ZALO_CHAT;
              case "zalo-oa", "sms-gateway", "sms-modem" -> Way.SMS;
              case "telegram" -> Way.TELEGRAM_CHAT;
              default -> null;
            })
        : Optional.empty();
  }
}
