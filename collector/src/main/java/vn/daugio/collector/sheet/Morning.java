package vn.daugio.collector.sheet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.office.Assigned;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.state.Transition;
import vn.daugio.collector.store.DeliveryLog;
import vn.daugio.collector.store.SubjectRow;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.OfficeZone;
import vn.daugio.protocol.Outcome;

/**
 * All that a sheet is made from.
 *
 * @param assigned the site and what belongs to it
 * @param seen what is known of the subjects at that day's end, or now
 * @param reported the machines that reported on the day
 * @param incidents those that were open then
 * @param protection today's count; null on days past
 * @param unsent notices of today that could not be sent
 */
public record Morning(
    Assigned assigned,
    LocalDate date,
    List<Seen> seen,
    Set<String> reported,
    List<Incident> incidents,
    @Nullable ProtectionCount protection,
    DeliveryLog.Unsent unsent) {
  public Morning {
    seen = List.copyOf(seen);
    reported = Set.copyOf(reported);
    incidents = List.copyOf(incidents);
  }

  Instant start() {
    return date.atStartOfDay(OfficeZone.ZONE).toInstant();
  }

  /**
   * What is known of one subject.
   *
   * @param observedAt the newest observation, or the newest change where only that is kept
   * @param witness who saw it
   * @param exact whether {@code observedAt} is the newest observation
   */
  public record Seen(
      Subject subject,
      Outcome outcome,
      @Nullable String reason,
      List<String> also,
      Instant since,
      Instant observedAt,
      String witness,
      boolean exact,
      Map<String, String> facts,
      List<Measure> measures) {

    static Seen now(SubjectRow row) {
      return new Seen(
          row.subject(),
          row.state().outcome(),
          row.state().reason(),
          row.state().also(),
          row.state().since(),
          row.state().observedAt(),
          row.state().witness(),
          true,
          row.facts(),
          // numbers from before the silence are not today's
          row.state().silent() ? List.of() : row.measures());
    }

    static Seen then(Subject subject, Transition change) {
      return new Seen(
          subject,
          change.outcome(),
          change.reason(),
          List.of(),
          change.at(),
          change.at(),
          change.witness(),
          false,
          Map.of(),
          List.of());
    }
  }
}
