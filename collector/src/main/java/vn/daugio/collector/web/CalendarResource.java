package vn.daugio.collector.web;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.Language;

/** The opening hours of a site, date by date, and why a date differs from its weekday. */
@Path("/")
public final class CalendarResource {
  private static final int MOST_DAYS = 400;
  private static final int LAST_YEAR = 9999;

  private final Desk desk;

  CalendarResource(Desk desk) {
    this.desk = desk;
  }

  /** Without dates today and the 59 days after it; at most 400 days. */
  @GET
  @Path("api/v1/calendar/{commune}/{site}")
  @Produces(MediaType.APPLICATION_JSON)
  public CalendarJson json(
      @PathParam("commune") String commune,
      @PathParam("site") String site,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to) {
    Office.Site found = desk.site(commune + "/" + site);
    LocalDate first = date(from);
    LocalDate last =
        to == null || to.isBlank() ? first.plusDays(CalendarWords.DAYS - 1L) : date(to);
    if (last.isBefore(first)) {
      throw Failure.of(400, "bad_date", "the last day is before the first");
    }
    if (ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
      throw Failure.of(400, "bad_date", "at most " + MOST_DAYS + " days");
    }
    return CalendarJson.of(found, first, last);
  }

  private LocalDate date(@Nullable String text) {
    LocalDate date = desk.date(text);
    if (date.getYear() < 1 || date.getYear() > LAST_YEAR) {
      throw Failure.of(400, "bad_date", "a year of four digits is expected");
    }
    return date;
  }

  /** The coming special days and the weekly hours, for people. */
  @GET
  @Path("calendar")
  @Produces("text/html; charset=utf-8")
  public CalendarPage page(
      @QueryParam("site") @Nullable String site,
      @QueryParam("lang") @DefaultValue("vi") String lang) {
    Office.Site found = desk.site(site);
    Language language = Language.of(lang);
    Language other = language == Language.VI ? Language.EN : Language.VI;
    LocalDate today = OfficeCalendar.today(desk.now());
    Texts texts = Texts.in(language);
    return new CalendarPage(
        desk.communeName(found) + " · " + found.name(),
        PageLinks.of(desk.office(), found, today, today, language),
        PageLinks.to("/calendar", found, null, other),
        CalendarWords.of(found.calendar(), today, texts),
        texts);
  }
}
