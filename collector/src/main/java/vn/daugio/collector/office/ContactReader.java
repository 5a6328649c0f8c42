package vn.daugio.collector.office;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.office.Contact.Rank;
import vn.daugio.collector.office.Contact.Way;
import vn.daugio.protocol.ConfigMap;

/** Reads {@code contacts} of the province, a commune or a site. */
final class ContactReader {
  private static final int LONGEST_LABEL = 80;
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9](?:[ .()-]{0,2}[0-9]){2,14}");
  private static final Pattern MAIL =
      Pattern.compile(
          "[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?=.{4,190}$)(?:[A-Za-z0-9-]+\\.)+[A-Za-z]{2,}");
  private static final Pattern CHAT = Pattern.compile("-?[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
  private static final Pattern SMS = Pattern.compile("84[0-9]{9,10}");

  /**
   * What begins a person's name. It finds names that were written politely; a bare one it cannot
   * tell from a unit's.
   */
  private static final Pattern PERSON =
      Pattern.compile(
          "(?iu:(?<!\\p{L})(?:ông|bà|anh|chị|cô|chú|đ/c|đồng chí|mr|mrs|ms))\\.? ?\\p{Lu}\\p{Ll}");

  private static final Pattern NUMBER = Pattern.compile("[0-9][0-9 .-]{5,}");

  private ContactReader() {}

  static List<Contact> read(ConfigMap parent) {
    List<Contact> contacts = new ArrayList<>();
    Set<Role> mains = EnumSet.noneOf(Role.class);
    for (ConfigMap map : parent.maps("contacts")) {
      contact(map)
          .ifPresent(
              contact -> {
                if (contact.rank() == Rank.MAIN && !mains.add(contact.role())) {
                  map.problems()
                      .add(map.path(), "a second main contact of " + contact.role().code());
                }
                contacts.add(contact);
              });
      map.done();
    }
    return contacts;
  }

  private static Optional<Contact> contact(ConfigMap map) {
    String code = map.text("role");
    Optional<Role> role = Role.ofCode(code);
    if (role.isEmpty() && !code.isEmpty()) {
      map.problems().unknownName(map.path() + ".role", "role", code, Role.codes());
    }
    Rank rank = rank(map);
    String label = label(map);
    String phone = form(map, "phone", PHONE, "a number like 0238 3800 113").orElse("");
    Map<Way, String> addresses = new EnumMap<>(Way.class);
    for (Way way : Way.values()) {
      address(map, way).ifPresent(address -> addresses.put(way, address));
    }
    if (phone.isEmpty() && addresses.isEmpty() && !map.has("phone") && !isAnyWay(map)) {
      map.problems().add(map.path(), "has neither a phone nor an address: nobody can be reached");
    }
    return role.map(found -> new Contact(found, rank, label, phone, addresses));
  }

  private static boolean isAnyWay(ConfigMap map) {
    boolean any = false;
    for (Way way : Way.values()) {
      any |= map.has(way.key());
    }
    return any;
  }

  private static Rank rank(ConfigMap map) {
    String code = map.textOr("rank", Rank.MAIN.code());
    for (Rank rank : Rank.values()) {
      if (rank.code().equals(code)) {
        return rank;
      }
    }
    map.problems().add(map.path() + ".rank", "main or deputy is expected, not '" + code + "'");
    return Rank.MAIN;
  }

  /** A role's name; a person's does not belong into what is sent and shown. */
  private static String label(ConfigMap map) {
    String label = map.text("label");
    String at = map.path() + ".label";
    if (label.length() > LONGEST_LABEL) {
      map.problems().add(at, "at most " + LONGEST_LABEL + " characters");
    }
    if (PERSON.matcher(label).find() || label.contains("@") || NUMBER.matcher(label).find()) {
      map.problems().add(at, "a role is expected here, without a person's name, number or address");
    }
    return label;
  }

  private static Optional<String> address(ConfigMap map, Way way) {
    return switch (way) {
      case EMAIL -> form(map, way.key(), MAIL, "an address like to-ung-cuu@xa.example.vn");
      case SMS -> form(map, way.key(), SMS, "a mobile number with its country code like 84912…");
      case ZALO_CHAT, ZALO_USER, TELEGRAM_CHAT ->
          form(map, way.key(), CHAT, "an id of letters, digits, - and _");
    };
  }

  /** The value is a person's address: the problem does not repeat it. */
  private static Optional<String> form(
      ConfigMap map, String key, Pattern pattern, String expected) {
    @Nullable String value = map.optionalText(key);
    if (value == null) {
      return Optional.empty();
    }
    if (!pattern.matcher(value).matches()) {
      map.problems().add(map.path() + "." + key, expected + " is expected");
      return Optional.empty();
    }
    return Optional.of(value);
  }
}
