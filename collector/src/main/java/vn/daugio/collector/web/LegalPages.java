package vn.daugio.collector.web;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.SecurityClock;
import vn.daugio.collector.office.Contact;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.Role;
import vn.daugio.collector.store.IncidentTable;
import vn.daugio.collector.store.Tx;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.Language;

/** The forms that the law asks of a serious security incident, filled in as far as is known. */
@Path("/")
@Produces("text/html; charset=utf-8")
public final class LegalPages {
  private final Desk desk;

  LegalPages(Desk desk) {
    this.desk = desk;
  }

  /** The first notice, due 24 hours after the detection. */
  @GET
  @Path("incidents/{id: [0-9]{1,18}}/notice-24h")
  public LegalForm notice(
      @PathParam("id") long id, @QueryParam("lang") @DefaultValue("vi") String lang) {
    return form(id, Texts.in(Language.of(lang)), false);
  }

  /** The report, due 72 hours after the detection. */
  @GET
  @Path("incidents/{id: [0-9]{1,18}}/report-72h")
  public LegalForm report(
      @PathParam("id") long id, @QueryParam("lang") @DefaultValue("vi") String lang) {
    return form(id, Texts.in(Language.of(lang)), true);
  }

  private LegalForm form(long id, Texts texts, boolean report) {
    Incident incident = desk.incident(id);
    Instant detected = incident.handling().seriousAt();
    if (detected == null) {
      throw Failure.of(409, "not_serious", "it was not declared a serious security incident");
    }
    SecurityClock clock = new SecurityClock(detected);
    String key = report ? "legal.report" : "legal.notice";
    String commune =
        desk.office()
            .commune(incident.subject().commune())
            .map(Office.Commune::name)
            .orElse("……………………");
    LegalForm.Head head =
        new LegalForm.Head(
            texts.language().code(),
            "/incidents/" + id + "?lang=" + texts.language().code(),
            texts.get(key + ".title"),
            commune.toUpperCase(Locale.forLanguageTag("vi")),
            texts.get(key + ".symbol"),
            texts.get(
                "legal.note",
                Map.of("due", texts.moment(report ? clock.reportDueAt() : clock.noticeDueAt()))));
    return new LegalForm(
        head, desk.store().read(tx -> lines(tx, incident, texts, report, detected)), texts);
  }

  private List<LegalForm.Line> lines(
      Tx tx, Incident incident, Texts texts, boolean report, Instant detected) {
    IncidentWords words = new IncidentWords(desk, texts);
    List<IncidentRow> children =
        tx.incidents().children(incident.id()).stream()
            .map(one -> words.row(one, 0, tx.facts(one)))
            .toList();
    IncidentRow row = words.row(incident, children.size(), tx.facts(incident));
    List<IncidentTable.Event> events = tx.incidents().events(incident.id());
    List<LegalForm.Line> lines = new ArrayList<>();
    lines.add(line(texts, "unit", row.place()));
    lines.add(
        line(texts, "system", row.target() + (row.check().isEmpty() ? "" : ", " + row.check())));
    lines.add(line(texts, "detected", texts.moment(detected)));
    lines.add(line(texts, "measured", texts.moment(incident.openedAt())));
    lines.add(line(texts, "what", row.text(), row.cause()));
    lines.add(
        new LegalForm.Line(
            texts.get("legal.line.affected"),
            children.stream()
                .map(one -> one.text() + " (" + one.place() + ", " + one.target() + ")")
                .toList()));
    lines.add(line(texts, "state", state(incident, texts)));
    if (report) {
      lines.add(
          new LegalForm.Line(
              texts.get("legal.line.course"),
              events.stream()
                  .map(words::line)
                  .map(one -> one.time() + ": " + one.text())
                  .toList()));
      lines.add(known(texts, "cause", incident.handling().closeCause()));
      lines.add(known(texts, "remedy", incident.handling().remedy()));
    } else {
      lines.add(
          new LegalForm.Line(
              texts.get("legal.line.done"),
              events.stream()
                  .filter(one -> one.kind().equals("noted"))
                  .map(one -> texts.moment(one.at()) + ": " + one.detail())
                  .toList()));
    }
    lines.add(line(texts, "damage"));
    lines.add(line(texts, report ? "prevention" : "help"));
    lines.add(new LegalForm.Line(texts.get("legal.line.contact"), contacts(incident)));
    return lines;
  }

  private static String state(Incident incident, Texts texts) {
    Instant recovered = incident.recoveredAt();
    return recovered == null
        ? texts.get("legal.state.open")
        : texts.get(
            incident.isWithdrawn() ? "legal.state.withdrawn" : "legal.state.recovered",
            Map.of(
                "time",
                texts.moment(recovered),
                "duration",
                texts.duration(Duration.between(incident.openedAt(), recovered))));
  }

  private List<String> contacts(Incident incident) {
    String site = incident.subject().site();
    List<Contact> found = desk.office().contacts(site, Role.SECURITY);
    return (found.isEmpty() ? List.of(desk.office().owner(site)) : found)
        .stream().map(Contact::words).toList();
  }

  private static LegalForm.Line known(Texts texts, String name, @Nullable String value) {
    return value == null ? line(texts, name) : line(texts, name, value);
  }

  private static LegalForm.Line line(Texts texts, String name, String... values) {
    return new LegalForm.Line(texts.get("legal.line." + name), List.of(values));
  }
}
