package vn.daugio.collector.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.incident.Availability;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.text.Texts;

/**
 * Availability within opening hours in words.
 *
 * @param value the share of all together, or what stands for it
 * @param of what it is counted of, or why it is not told
 * @param sites worst first; empty when there is but one
 * @param services the worst ones
 * @param more how many services are not shown; empty: none
 */
public record AvailabilityView(
    String value, String of, List<Row> sites, List<Row> services, String more) {
  /** Longer lists are for programs. */
  private static final int MOST_ROWS = 20;

  public AvailabilityView {
    sites = List.copyOf(sites);
    services = List.copyOf(services);
  }

  /**
   * @param light the style of the row
   * @param name a site, or a target
   * @param about what of it, where the name does not tell
   * @param value the share, or what stands for it
   * @param rest what is beside the share
   */
  public record Row(String light, String name, String about, String value, String rest) {}

  /** A service and where it stands. */
  private record Placed(Office.Site site, ServiceFigures.One service) {}

  /** Of a province that is too large to be looked through at once. */
  static AvailabilityView tooMany(Texts texts) {
    return new AvailabilityView(
        texts.get("incident.figure.unknown"),
        texts.get("incident.availability.choose"),
        List.of(),
        List.of(),
        "");
  }

  static AvailabilityView of(List<ServiceFigures> figures, Office office, Texts texts) {
    Availability all = AvailabilityDesk.sum(figures);
    List<Placed> services = new ArrayList<>();
    figures.forEach(
        site -> site.services().forEach(one -> services.add(new Placed(site.site(), one))));
    services.sort(
        Comparator.comparing(
            (Placed one) -> one.service().availability(), ServiceFigures.WORST_FIRST));
    boolean many = figures.size() > 1;
    return new AvailabilityView(
        share(all, texts),
        total(all, services.size(), texts),
        many
            ? figures.stream()
                .limit(MOST_ROWS)
                .map(one -> row(place(one.site(), office), "", one.all(), texts))
                .toList()
            : List.of(),
        services.stream()
            .limit(MOST_ROWS)
            .map(
                one ->
                    row(
                        one.service().subject().target(),
                        about(one, many ? office : null, texts),
                        one.service().availability(),
                        texts))
            .toList(),
        services.size() <= MOST_ROWS
            ? ""
            : texts.get(
                "incident.availability.more",
                Map.of("count", Integer.toString(services.size() - MOST_ROWS))));
  }

  private static String place(Office.Site site, Office office) {
    return office.commune(site.commune()).map(Office.Commune::name).orElse(site.commune())
        + " · "
        + site.name();
  }

  private static String about(Placed one, @Nullable Office placed, Texts texts) {
    String check = texts.wording().checkType(one.service().subject().check());
    return placed == null ? check : check + " · " + place(one.site(), placed);
  }

  private static Row row(String name, String about, Availability one, Texts texts) {
    String rest =
        one.open().isZero()
            ? texts.get("incident.availability.closed")
            : texts.get("incident.availability.row", parts(one, texts));
    return new Row(
        one.known().isZero() ? "unknown" : one.down().isZero() ? "ok" : "warn",
        name,
        about,
        share(one, texts),
        rest + planned(one, texts));
  }

  private static String total(Availability all, int services, Texts texts) {
    if (all.open().isZero()) {
      return texts.get("incident.availability.closed") + planned(all, texts);
    }
    Map<String, String> values = new java.util.HashMap<>(parts(all, texts));
    values.put("services", Integer.toString(services));
    return texts.get("incident.availability.of", values) + planned(all, texts);
  }

  private static String planned(Availability one, Texts texts) {
    return one.planned().isZero()
        ? ""
        : " "
            + texts.get(
                "incident.availability.planned", Map.of("planned", hours(one.planned(), texts)));
  }

  private static Map<String, String> parts(Availability one, Texts texts) {
    return Map.of(
        "open", hours(one.open(), texts),
        "up", hours(one.up(), texts),
        "down", hours(one.down(), texts),
        "unknown", hours(one.unknown(), texts),
        "percent", texts.number(unknownPerMille(one) / 10.0, 1));
  }

  /** Rounded down: 100 % is all of it. */
  private static String share(Availability one, Texts texts) {
    if (one.share().isPresent()) {
      long perMille = one.up().toMillis() * 1000 / one.known().toMillis();
      return texts.number(perMille / 10.0, 1) + "%";
    }
    return texts.get(
        one.known().isZero() ? "incident.figure.unknown" : "incident.availability.no-outage");
  }

  /** Rounded up: 0 % is nothing of it; but all of it only when all is. */
  private static long unknownPerMille(Availability one) {
    long open = one.open().toMillis();
    long up = (one.unknown().toMillis() * 1000 + open - 1) / Math.max(1, open);
    return one.known().isZero() ? up : Math.min(999, up);
  }

  /** Not in days: a day of opening hours is none of 24 hours. */
  private static String hours(Duration time, Texts texts) {
    String minutes =
        texts.get("duration.minutes", Map.of("count", Integer.toString(time.toMinutesPart())));
    if (time.toHours() == 0) {
      boolean less = time.toMinutes() == 0 && !time.isZero();
      return less ? texts.get("duration.moment") : minutes;
    }
    String hours = texts.get("duration.hours", Map.of("count", texts.whole(time.toHours())));
    return time.toMinutesPart() == 0 ? hours : hours + " " + minutes;
  }
}
