package vn.daugio.collector.notify;

/**
 * A notifier with the most letters that it is given in a minute.
 *
 * @param mostPerMinute 0: no limit
 */
record Paced(Notifier notifier, int mostPerMinute) implements Notifier {
  /** Where the configuration says nothing: what people bear and gateways allow. */
  static int usual(Channel channel) {
    return switch (channel.code()) {
      case "sms-modem" -> 6;
      case "sms-gateway", "zalo-oa" -> 30;
      case "zalo-bot", "telegram" -> 20;
      case "email" -> 30;
      default -> 0;
    };
  }

  static int mostPerMinute(Notifier notifier) {
    return notifier instanceof Paced paced ? paced.mostPerMinute() : usual(notifier.channel());
  }

  @Override
  public Channel channel() {
    return notifier.channel();
  }

  @Override
  public String name() {
    return notifier.name();
  }

  @Override
  public int longest() {
    return notifier.longest();
  }

  @Override
  public Delivery send(Letter letter, String address) {
    return notifier.send(letter, address);
  }

  /** The name and no more: a channel's own words may hold where it leads. */
  @Override
  public String toString() {
    return "Paced[" + name() + "]";
  }
}
