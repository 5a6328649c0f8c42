package vn.daugio.collector.office;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The contacts of all levels.
 *
 * @param levels under the empty text those of the province, under a commune's code the commune's,
 *     under {@code commune/site} the site's
 */
public record Contacts(Map<String, List<Contact>> levels) {
  /** Of a plan that names nobody. */
  public static final Contacts NONE = new Contacts(Map.of());

  public Contacts {
    Map<String, List<Contact>> copy = new LinkedHashMap<>();
    levels.forEach((level, contacts) -> copy.put(level, List.copyOf(contacts)));
    levels = copy;
  }

  /** Those of a role; the nearest level that names anybody for it answers. The main one first. */
  public List<Contact> of(String siteId, Role role) {
    int slash = siteId.indexOf('/');
    List<String> nearest =
        slash < 0 ? List.of(siteId, "") : List.of(siteId, siteId.substring(0, slash), "");
    for (String level : nearest) {
      List<Contact> found =
          levels.getOrDefault(level, List.of()).stream()
              .filter(contact -> contact.role() == role)
              .sorted(Comparator.comparing(Contact::rank))
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  /**
   * What the plan should have and works without: for each role a deputy beside the main one (TCVN
   * 14423, x.15).
   */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    levels.forEach(
        (level, contacts) -> {
          Map<Role, List<Contact.Rank>> ranks = new TreeMap<>();
          contacts.forEach(
              one -> ranks.computeIfAbsent(one.role(), role -> new ArrayList<>()).add(one.rank()));
          ranks.forEach(
              (role, found) -> {
                for (Contact.Rank rank : Contact.Rank.values()) {
                  if (!found.contains(rank)) {
                    warnings.add(
                        "contacts of %s: %s has no %s contact"
                            .formatted(
                                level.isEmpty() ? "the province" : level,
                                role.code(),
                                rank.code()));
                  }
                }
              });
        });
    return warnings;
  }
}
