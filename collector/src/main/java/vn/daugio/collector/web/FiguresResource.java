package vn.daugio.collector.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.incident.Figures;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.Language;
import vn.daugio.protocol.OfficeZone;

/** The figures of outages, by the definitions of {@link Figures}. */
@Path("/")
public final class FiguresResource {
  private final Desk desk;

  FiguresResource(Desk desk) {
    this.desk = desk;
  }

  /**
   * @param commune its code; absent: the whole province
   * @param from the first day
   * @param to the last day
   * @param meanRecoverySeconds absent: nothing recovered
   * @param withinShare absent: not known yet
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      @Nullable String commune,
      String from,
      String to,
      int recovered,
      @Nullable Long meanRecoverySeconds,
      int opened,
      int within24h,
      int beyond24h,
      int running,
      @Nullable Double withinShare) {}

  private record Period(@Nullable String commune, LocalDate from, LocalDate to) {}

  /** For programs; without days this month so far. */
  Answer answer(@Nullable String commune, @Nullable String from, @Nullable String to) {
    LocalDate today = OfficeCalendar.today(desk.now());
    Period period =
        new Period(
            commune,
            from == null ? today.withDayOfMonth(1) : desk.date(from),
            to == null ? today : desk.date(to));
    Figures figures = figures(period);
    Duration mean = figures.meanToRecover();
    OptionalDouble share = figures.keptShare();
    return new Answer(
        commune,
        period.from().toString(),
        period.to().toString(),
        figures.recovered(),
        mean == null ? null : mean.toSeconds(),
        figures.opened(),
        figures.kept(),
        figures.broken(),
        figures.running(),
        share.isPresent() ? share.getAsDouble() : null);
  }

  /** The same for people, for one month. */
  @GET
  @Path("incidents/figures")
  @Produces("text/html; charset=utf-8")
  public FiguresPage page(
      @QueryParam("commune") @Nullable String commune,
      @QueryParam("month") @Nullable String month,
      @QueryParam("lang") @DefaultValue("vi") String lang) {
    YearMonth chosen = month(month);
    @Nullable String code = commune == null || commune.isBlank() ? null : commune;
    Figures figures = figures(new Period(code, chosen.atDay(1), chosen.atEndOfMonth()));
    Texts texts = Texts.in(Language.of(lang));
    List<FiguresPage.Choice> communes = new ArrayList<>();
    communes.add(new FiguresPage.Choice("", texts.get("incident.everywhere"), code == null));
    for (Office.Commune one : desk.office().communes()) {
      communes.add(new FiguresPage.Choice(one.code(), one.name(), one.code().equals(code)));
    }
    AvailabilityView availability =
        new AvailabilityDesk(desk)
            .sites(code, chosen.atDay(1), chosen.atEndOfMonth())
            .map(sites -> AvailabilityView.of(sites, desk.office(), texts))
            .orElseGet(() -> AvailabilityView.tooMany(texts));
    return new FiguresPage(texts, chosen.toString(), communes, lines(figures, texts), availability);
  }

  private YearMonth month(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return YearMonth.from(OfficeCalendar.today(desk.now()));
    }
    try {
      return YearMonth.parse(text);
    } catch (DateTimeException e) {
      throw Failure.of(400, "bad_month", "a month like 2026-11 is expected");
    }
  }

  private static List<FiguresPage.Line> lines(Figures figures, Texts texts) {
    Duration mean = figures.meanToRecover();
    OptionalDouble share = figures.keptShare();
    String unknown = texts.get("incident.figure.unknown");
    return List.of(
        new FiguresPage.Line(
            texts.get("incident.figure.mean"),
            mean == null ? unknown : texts.duration(mean),
            texts.get(
                "incident.figure.mean.of", Map.of("count", Integer.toString(figures.recovered())))),
        new FiguresPage.Line(
            texts.get("incident.figure.share"),
            share.isPresent()
                // rounded down: never all while one is late
                ? texts.number(Math.floor(share.getAsDouble() * 1000) / 10, 1) + "%"
                : unknown,
            texts.get(
                "incident.figure.share.of",
                Map.of(
                    "kept",
                    Integer.toString(figures.kept()),
                    "broken",
                    Integer.toString(figures.broken()),
                    "running",
                    Integer.toString(figures.running())))));
  }

  private Figures figures(Period period) {
    @Nullable String commune = period.commune();
    if (commune != null && desk.office().commune(commune).isEmpty()) {
      throw Failure.notFound("no commune of this code");
    }
    if (period.to().isBefore(period.from())) {
      throw Failure.of(400, "bad_date", "the last day is before the first");
    }
    Instant from = period.from().atStartOfDay(OfficeZone.ZONE).toInstant();
    Instant to = period.to().plusDays(1).atStartOfDay(OfficeZone.ZONE).toInstant();
    return desk.store()
        .read(
            tx ->
                Figures.of(
                    tx.incidents().rootsOf(from, to).stream()
                        .filter(one -> commune == null || one.subject().commune().equals(commune))
                        .toList(),
                    from,
                    to,
                    desk.now()));
  }
}
