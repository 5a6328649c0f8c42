package vn.daugio.collector.web;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.sheet.Sheet;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.Language;

/** {@code GET /api/v1/sheets/{commune}/{site}/{date}}: JSON, or text for a terminal. */
@Path("/api/v1/sheets/{commune}/{site}/{date}")
public final class SheetResource {
  private final Desk desk;

  SheetResource(Desk desk) {
    this.desk = desk;
  }

  @GET
  @Produces("application/json; charset=utf-8; qs=1.0")
  public SheetJson json(
      @PathParam("commune") String commune,
      @PathParam("site") String site,
      @PathParam("date") String date,
      @QueryParam("lang") @DefaultValue("vi") String lang) {
    Office.Site found = desk.site(commune + "/" + site);
    Sheet sheet = desk.sheet(found, desk.date(date));
    return SheetJson.of(sheet, found, Texts.in(Language.of(lang)));
  }

  @GET
  @Produces("text/plain; charset=utf-8; qs=0.5")
  public String text(
      @PathParam("commune") String commune,
      @PathParam("site") String site,
      @PathParam("date") String date,
      @QueryParam("lang") @DefaultValue("vi") String lang) {
    Office.Site found = desk.site(commune + "/" + site);
    Sheet sheet = desk.sheet(found, desk.date(date));
    LocalDate today = OfficeCalendar.today(desk.now());
    String place = desk.communeName(found) + ", " + found.name();
    return SheetText.of(sheet, place, Texts.in(Language.of(lang)), today);
  }
}
