package vn.daugio.collector.office;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody who is told, as a role. Addresses are personal data: they are in no text, no log line
 * and no table; {@link #toString} leaves them out.
 *
 * @param rank whether this is the one to call or the one to call instead
 * @param label what the role is called, e.g. "Tổ trưởng Tổ ứng cứu"; never a person's name
 * @param phone a public number that texts may carry; empty: none
 * @param addresses where channels reach them
 */
public record Contact(
    Role role, Rank rank, String label, String phone, Map<Way, String> addresses) {
  public Contact {
    addresses = Map.copyOf(addresses);
  }

  /** Who of a role is called first. */
  public enum Rank {
    MAIN,
    DEPUTY;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A kind of address; several channels may use the same. */
  public enum Way {
    EMAIL,
    ZALO_CHAT,
    ZALO_USER,
    TELEGRAM_CHAT,
    SMS;

    /** The key in the plan. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Optional<String> address(Way way) {
    return Optional.ofNullable(addresses.get(way));
  }

  /** Whom to call, for a text: the label and the public number. */
  public String words() {
    return phone.isEmpty() ? label : label + ", " + phone;
  }

  @Override
  public String toString() {
    return "Contact[" + role.code() + " " + rank.code() + "]";
  }
}
