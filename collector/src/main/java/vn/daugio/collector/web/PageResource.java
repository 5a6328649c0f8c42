package vn.daugio.collector.web;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.sheet.Sheet;
import vn.daugio.collector.store.Caller;
import vn.daugio.collector.store.DeliveryLog;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.Language;

/** The clerk's page: today's sheet, what is open, and taking an incident on. */
@Path("/")
@Produces("text/html; charset=utf-8")
public final class PageResource {
  private static final String WRONG_TOKEN = "wrong-token";

  private final Desk desk;
  private final Predicate<String> operatorToken;

  PageResource(Desk desk, Predicate<String> operatorToken) {
    this.desk = desk;
    this.operatorToken = operatorToken;
  }

  @GET
  public SheetPage page(
      @QueryParam("site") @Nullable String site,
      @QueryParam("date") @Nullable String date,
      @QueryParam("lang") @DefaultValue("vi") String lang,
      @QueryParam("said") @Nullable String said) {
    Language language = Language.of(lang);
    boolean wrong = WRONG_TOKEN.equals(said);
    String message = wrong ? Texts.in(language).get("incidents.wrong-token") : null;
    return show(true, desk.site(site), desk.date(date), language, message);
  }

  /** The part of today's page that refreshes itself. */
  @GET
  @Path("sheet-part")
  public SheetPage part(
      @QueryParam("site") @Nullable String site,
      @QueryParam("lang") @DefaultValue("vi") String lang) {
    return show(false, desk.site(site), desk.date(null), Language.of(lang), null);
  }

  /**
   * The page's form; the token in it is the log-in. Strangers get here too: with a wrong token they
   * are sent to the page, which shows itself only to those who may read it.
   */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Path("incidents/{id: [0-9]{1,18}}/acknowledge")
  public Response acknowledge(@PathParam("id") long id, @Nullable Form form) {
    Language language = Language.of(field(form, "lang"));
    if (!operatorToken.test(field(form, "token").strip())) {
      URI page = URI.create("/?lang=" + language.code() + "&said=" + WRONG_TOKEN);
      return Response.seeOther(page).build();
    }
    Office.Site site = desk.site(desk.incident(id).subject().site());
    boolean taken =
        desk.store()
            .write(
                tx ->
                    tx.incidents()
                        .acknowledge(id, desk.now(), new Caller(Caller.Role.OPERATOR).getName()));
    return taken
        ? Response.seeOther(URI.create(PageLinks.to("/", site, null, language))).build()
        : Response.status(409)
            .entity(
                show(
                    true,
                    site,
                    desk.date(null),
                    language,
                    Texts.in(language).get("incidents.already")))
            .build();
  }

  private static String field(@Nullable Form form, String name) {
    String value = form == null ? null : form.asMap().getFirst(name);
    return value == null ? "" : value;
  }

  private SheetPage show(
      boolean whole,
      Office.Site site,
      LocalDate date,
      Language language,
      @Nullable String message) {
    Texts texts = Texts.in(language);
    Instant now = desk.now();
    Sheet sheet = desk.sheet(site, date);
    List<Incident> open =
        date.equals(OfficeCalendar.today(now)) ? outages(desk.openIncidents(site)) : List.of();
    return new SheetPage(
        whole,
        head(site, sheet, texts, message),
        new SheetWords(sheet, texts).rows(),
        told(open).stream().map(one -> IncidentView.of(one, sheet, texts, now)).toList(),
        labels(texts));
  }

  private List<IncidentView.Told> told(List<Incident> open) {
    return desk.store()
        .read(tx -> open.stream().map(one -> new IncidentView.Told(one, tx.facts(one))).toList());
  }

  /** Without what another of them explains. */
  private static List<Incident> outages(List<Incident> open) {
    List<Long> ids = open.stream().map(Incident::id).toList();
    return open.stream()
        .filter(one -> one.parent() == null || !ids.contains(one.parent()))
        .toList();
  }

  private SheetPage.Head head(
      Office.Site site, Sheet sheet, Texts texts, @Nullable String message) {
    LocalDate today = OfficeCalendar.today(desk.now());
    String verdict = sheet.verdict().code();
    return new SheetPage.Head(
        desk.communeName(site),
        site.name(),
        site.id(),
        site.contact(),
        texts.day(sheet.date()),
        verdict,
        texts.get("verdict." + verdict),
        verdictText(texts, sheet),
        coverage(texts, sheet),
        texts.get("sheet.updated", Map.of("time", texts.timeInSentence(desk.now(), today))),
        notes(texts, sheet, today),
        message,
        PageLinks.of(desk.office(), site, sheet.date(), today, texts.language()));
  }

  /** What the verdict means, and how much is still left to people. */
  static String verdictText(Texts texts, Sheet sheet) {
    String text = texts.get("verdict." + sheet.verdict().code() + ".text");
    int waiting = sheet.toConfirm();
    return waiting == 0
        ? text
        : text + " " + texts.get("sheet.to-confirm", Map.of("count", Integer.toString(waiting)));
  }

  static String coverage(Texts texts, Sheet sheet) {
    return texts.get(
        "sheet.coverage",
        Map.of(
            "reported", Integer.toString(sheet.coverage().reported()),
            "expected", Integer.toString(sheet.coverage().expected())));
  }

  /** Why a sheet is no ordinary one. */
  static List<String> notes(Texts texts, Sheet sheet, LocalDate today) {
    List<String> notes = new ArrayList<>();
    String dayOff = sheet.dayOff();
    if (dayOff != null) {
      notes.add(texts.get("sheet.day-off", Map.of("name", dayOff)));
    } else if (!sheet.workingDay()) {
      notes.add(texts.get("sheet.rest-day"));
    }
    if (sheet.date().isBefore(today)) {
      notes.add(texts.get("sheet.past"));
    }
    if (sheet.unsent().notices() > 0) {
      notes.add(unsent(texts, sheet.unsent()));
    }
    return notes;
  }

  private static String unsent(Texts texts, DeliveryLog.Unsent unsent) {
    return texts.get(
        "sheet.unsent",
        Map.of(
            "count",
            Long.toString(unsent.notices()),
            "incidents",
            unsent.incidents().stream().map(String::valueOf).collect(Collectors.joining(", "))));
  }

  static Map<String, String> labels(Texts texts) {
    Map<String, String> labels = new HashMap<>();
    for (String key : texts.keys()) {
      if (key.matches(
          "(app|sheet|column|incidents|item|page|language|light|protection|calendar)\\..*")) {
        labels.put(key.replace('.', '_').replace('-', '_'), texts.get(key));
      }
    }
    return labels;
  }
}
