package vn.daugio.collector.notify;

import java.util.List;
import java.util.Map;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.office.Office;

/**
 * A notice with all that its words need.
 *
 * @param commune the commune's name; empty where the site is not in the plan any more
 * @param facts of the subject now, for the words of the reason; empty when its reason is another
 * @param affected what the incident explains
 * @param contact whom to call: a role and a public number
 */
public record Message(
    Notice notice,
    Office.Site site,
    String commune,
    Map<String, String> facts,
    List<Affected> affected,
    String contact) {
  public Message {
    facts = Map.copyOf(facts);
    affected = List.copyOf(affected);
  }

  /**
   * Something that fails for the same cause.
   *
   * @param check its code
   * @param place the site's name, where it is another one; else empty
   */
  public record Affected(String check, String target, String place) {}

  /** One that explains nothing else, at a site whose own contact is called. */
  public Message(Notice notice, Office.Site site, String commune, Map<String, String> facts) {
    this(notice, site, commune, facts, List.of(), site.contact());
  }

  /** From the small to the large, as addresses are written: "Trụ sở, Xã Đại Đồng". */
  String place() {
    return commune.isEmpty() ? site.name() : site.name() + ", " + commune;
  }
}
