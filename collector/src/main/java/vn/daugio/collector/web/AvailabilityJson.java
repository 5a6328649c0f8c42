package vn.daugio.collector.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.incident.Availability;

/**
 * Availability within opening hours as JSON, sites and services worst first.
 *
 * @param commune its code; absent: the whole province
 * @param from the first day
 * @param to the last day
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AvailabilityJson(
    @Nullable String commune,
    String from,
    String to,
    @JsonUnwrapped Numbers all,
    List<Site> sites) {
  public AvailabilityJson {
    sites = List.copyOf(sites);
  }

  /**
   * Times in seconds; up, down and unknown are together open.
   *
   * @param plannedSeconds planned work within opening hours; no part of open
   * @param availability up / (up + down); absent: nothing known, or no outage seen while a part is
   *     unknown
   * @param unknownShare unknown / open; absent: never open
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Numbers(
      double openSeconds,
      double upSeconds,
      double downSeconds,
      double unknownSeconds,
      double plannedSeconds,
      @Nullable Double availability,
      @Nullable Double unknownShare) {
    static Numbers of(Availability one) {
      return new Numbers(
          one.open().toMillis() / 1000.0,
          one.up().toMillis() / 1000.0,
          one.down().toMillis() / 1000.0,
          one.unknown().toMillis() / 1000.0,
          one.planned().toMillis() / 1000.0,
          optional(one.share()),
          optional(one.unknownShare()));
    }

    private static @Nullable Double optional(OptionalDouble value) {
      return value.isPresent() ? value.getAsDouble() : null;
    }
  }

  /** A site: the sums of its services, and each. */
  public record Site(String site, @JsonUnwrapped Numbers all, List<Service> services) {
    static Site of(ServiceFigures figures) {
      return new Site(
          figures.site().id(),
          Numbers.of(figures.all()),
          figures.services().stream()
              .map(
                  one ->
                      new Service(
                          one.subject().target(),
                          one.subject().check(),
                          Numbers.of(one.availability())))
              .toList());
    }
  }

  /** A service. */
  public record Service(String target, String check, @JsonUnwrapped Numbers all) {}
}
