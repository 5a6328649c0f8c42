package vn.daugio.collector.notify;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import vn.daugio.collector.notify.Notifier.Delivery;

/**
 * A Vietnamese number.
 *
 * @param national 8 to 10 digits without the leading zero
 */
record Phone(String national) {
  private static final String COUNTRY = "84";
  private static final Pattern SEPARATORS = Pattern.compile("[ .()-]");
  private static final Pattern WRITTEN = Pattern.compile("(\\+84|0084|84|0)([1-9][0-9]{7,9})");

  /** As people write it: 0…, 84…, +84…, with blanks, dots and hyphens; empty where it is none. */
  static Optional<Phone> parse(String text) {
    var written = WRITTEN.matcher(SEPARATORS.matcher(text).replaceAll(""));
    return written.matches() ? Optional.of(new Phone(written.group(2))) : Optional.empty();
  }

  /** Sends to the number that an address is, or says that it is none. */
  static Delivery reach(String channel, String address, Function<Phone, Delivery> send) {
    return parse(address)
        .map(send)
        .orElseGet(() -> new Delivery.Permanent(channel + ": this is no Vietnamese phone number"));
  }

  /** 84…, as gateways want it. */
  String international() {
    return COUNTRY + national;
  }

  /** 0…, as it is dialled. */
  String local() {
    return "0" + national;
  }

  @Override
  public String toString() {
    return "Phone";
  }
}
