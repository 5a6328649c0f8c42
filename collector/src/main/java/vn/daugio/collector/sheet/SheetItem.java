package vn.daugio.collector.sheet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * One thing that a line of the sheet says: of a subject, of a machine's reporting, or of an
 * incident.
 *
 * @param about what kind of fact it is
 * @param target the code of the target
 * @param check the check type's code; null for a machine's reporting
 * @param reason null when OK, and where {@code about} says it all
 * @param also further reason codes
 * @param since since when; null when that is not known
 * @param facts for the words of the reason
 * @param measures the numbers read
 * @param incident the number of the incident, for {@link About#INCIDENT}
 */
public record SheetItem(
    About about,
    String target,
    @Nullable String check,
    Outcome outcome,
    @Nullable String reason,
    List<String> also,
    @Nullable Instant since,
    Map<String, String> facts,
    List<Measure> measures,
    @Nullable Long incident) {
  public SheetItem {
    also = List.copyOf(also);
    facts = Map.copyOf(facts);
    measures = List.copyOf(measures);
  }

  /** What kind of fact an item is. */
  public enum About {
    SUBJECT,
    /** A subject that nobody has looked at on this day. */
    NOT_CHECKED,
    REPORTED,
    NOT_REPORTED,
    INCIDENT
  }

  /** Whether it only repeats that something before it is down. */
  public boolean isBlocked() {
    return Reason.UPSTREAM_DOWN.code().equals(reason);
  }

  static SheetItem unheard(String machine, String check) {
    return new SheetItem(
        About.NOT_CHECKED,
        machine,
        check,
        Outcome.UNKNOWN,
        null,
        List.of(),
        null,
        Map.of(),
        List.of(),
        null);
  }

  static SheetItem machine(String code, boolean reported) {
    return new SheetItem(
        reported ? About.REPORTED : About.NOT_REPORTED,
        code,
        null,
        reported ? Outcome.OK : Outcome.UNKNOWN,
        null,
        List.of(),
        null,
        Map.of(),
        List.of(),
        null);
  }
}
