package vn.daugio.protocol;

import io.avaje.jsonb.Json;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the collector tells one machine to do; the body of {@code GET /api/v1/plan}.
 *
 * @param site {@code commune/site}
 * @param machine the machine's code
 * @param prober true when this machine checks the site's shared targets, and so stays resident
 * @param targets what it checks beside itself; empty unless it is the prober
 * @param sessions the opening hours, a list per weekday
 * @param daysOff dates on which the counter stays closed
 * @param limits per check code: limit key to value in base units, where they differ from defaults
 * @param every per check code: seconds between two judgements, where they differ from defaults
 * @param ntp time servers for the clock check; empty: the machine's own, else the built-in ones
 * @param demands what is demanded of the machine itself; null from a collector that knows none
 * @param specialDays of yesterday and the coming 60 days those whose hours are neither their
 *     weekday's nor said by {@code daysOff}; they count before both; null from a collector that
 *     knows none
 */
@Json
public record PlanDocument(
    String site,
    String machine,
    boolean prober,
    List<Target> targets,
    List<Session> sessions,
    List<LocalDate> daysOff,
    Map<String, Map<String, Double>> limits,
    Map<String, Long> every,
    List<String> ntp,
    @Nullable Demands demands,
    @Nullable List<SpecialHours> specialDays) {
  public PlanDocument {
    targets = List.copyOf(targets);
    sessions = List.copyOf(sessions);
    daysOff = List.copyOf(daysOff);
    limits = Map.copyOf(limits);
    every = Map.copyOf(every);
    ntp = List.copyOf(ntp);
    specialDays = specialDays == null ? null : List.copyOf(specialDays);
  }
}
