package vn.daugio.agent.check;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.daugio.agent.os.Peripherals.Kind;
import vn.daugio.agent.os.Peripherals.Peripheral;
import vn.daugio.agent.plan.Assignment;

/**
 * How many devices of one kind are plugged in, and whether some are missed. "Unplugged" differs
 * from "never had" by what was remembered; what nobody has seen for long is forgotten.
 *
 * @param found those of the kind, with a problem or not
 * @param gone there was one, and none is left
 * @param missing the plan demands one, and there is none and never was
 * @param problem the problem code of a device of the kind; empty: all work
 */
public record Plugged(int found, boolean gone, boolean missing, Optional<Integer> problem) {
  /**
   * @param demanded its word in the plan's demands, e.g. {@code card-reader}
   */
  public record Wanted(Kind kind, String demanded) {
    private String key() {
      return Sightings.PREFIX + kind.name().toLowerCase(Locale.ROOT) + ".";
    }
  }

  /** Sightings of devices of this kind are taken from the last reading and renewed. */
  public static Plugged judge(
      Wanted wanted,
      List<Peripheral> present,
      Assignment assignment,
      Sightings sightings,
      Instant now) {
    String key = wanted.key();
    // without its driver a device has no class: it is known by its model
    List<Peripheral> its =
        present.stream()
            .filter(one -> one.is(wanted.kind()) || isKnown(one, key, sightings))
            .toList();
    its.forEach(one -> sightings.see(key + one.model(), now));
    boolean demanded = assignment.requires(wanted.demanded());
    boolean had = sightings.hadAny(key);
    return new Plugged(
        its.size(),
        its.isEmpty() && had,
        its.isEmpty() && demanded && !had,
        its.stream().flatMap(one -> one.problem().stream()).findFirst());
  }

  private static boolean isKnown(Peripheral device, String key, Sightings sightings) {
    return device.kinds().isEmpty()
        && !device.vendor().isEmpty()
        && sightings.had(key + device.model());
  }
}
