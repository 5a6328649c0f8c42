package vn.daugio.collector.notify;

import java.util.Map;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.office.Office;

/**
 * A notice with all that its words need.
 *
 * @param commune the commune's name; empty where the site is not in the plan any more
 * @param facts of the subject now, for the words of the reason; empty when its reason is another
 */
public record Message(Notice notice, Office.Site site, String commune, Map<String, String> facts) {
  public Message {
    facts = Map.copyOf(facts);
  }

  /** From the small to the large, as addresses are written: "Trụ sở, Xã Đại Đồng". */
  String place() {
    return commune.isEmpty() ? site.name() : site.name() + ", " + commune;
  }
}
