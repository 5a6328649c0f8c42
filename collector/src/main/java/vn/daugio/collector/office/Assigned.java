package vn.daugio.collector.office;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import vn.daugio.collector.calendar.OfficeCalendar;

/**
 * What belongs to a site now: a subject of anything else is a memory and is shown nowhere once it
 * is no longer observed.
 *
 * @param site the plan
 * @param machines planned and enrolled machines but those that are exempt
 */
public record Assigned(Office.Site site, Set<String> machines) {
  /** What the agents find by themselves: the gateway and the line. */
  private static final Set<String> FOUND = Set.of("gateway", "duong-chinh");

  public Assigned {
    machines = Set.copyOf(machines);
  }

  public static Assigned of(Office.Site site, Collection<String> enrolled) {
    Set<String> machines = new TreeSet<>(enrolled);
    site.machines().forEach(planned -> machines.add(planned.code()));
    site.machines().stream()
        .filter(planned -> planned.exempt())
        .forEach(planned -> machines.remove(planned.code()));
    return new Assigned(site, machines);
  }

  /** Whether a target belongs to the site, or was observed today whatever the plan says. */
  public boolean shows(String target, Instant observedAt, Instant now) {
    return has(target) || !OfficeCalendar.today(observedAt).isBefore(OfficeCalendar.today(now));
  }

  public boolean has(String target) {
    return machines.contains(target) || FOUND.contains(target) || site.target(target).isPresent();
  }
}
