package vn.daugio.collector.notify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.daugio.collector.office.Contact;
import vn.daugio.collector.office.Contact.Rank;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.Role;

/**
 * A person by their place in the plan, so that no table and no log holds an address.
 *
 * @param number from 1, among those of the same role and rank
 * @param site for whose incidents; the nearest level of the plan answers
 */
record Recipient(Role role, Rank rank, int number, String site) {
  private static final Pattern FORM =
      Pattern.compile("([a-z-]+) (main|deputy) ([0-9]{1,4}) of ([a-z0-9/-]+)");

  /** All of a role, the main one first. */
  static List<Recipient> of(Office office, String site, Role role) {
    List<Recipient> all = new ArrayList<>();
    Map<Rank, Integer> numbers = new EnumMap<>(Rank.class);
    for (Contact contact : office.contacts(site, role)) {
      Rank rank = contact.rank();
      all.add(new Recipient(role, rank, numbers.merge(rank, 1, Integer::sum), site));
    }
    return all;
  }

  /** From {@link #destination}. */
  static Optional<Recipient> parse(String destination) {
    Matcher matcher = FORM.matcher(destination);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Rank rank = matcher.group(2).equals(Rank.MAIN.code()) ? Rank.MAIN : Rank.DEPUTY;
    return Role.ofCode(matcher.group(1))
        .map(
            role ->
                new Recipient(role, rank, Integer.parseInt(matcher.group(3)), matcher.group(4)));
  }

  /** Such as {@code response-team main 1 of dai-dong/tru-so}. */
  String destination() {
    return role.code() + " " + rank.code() + " " + number + " of " + site;
  }

  /** Who that is by the plan now. */
  Optional<Contact> contact(Office office) {
    return office.contacts(site, role).stream()
        .filter(contact -> contact.rank() == rank)
        .skip(number - 1L)
        .findFirst();
  }
}
