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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.RecoveryClock;
import vn.daugio.collector.office.Contact;
import vn.daugio.collector.office.Role;
import vn.daugio.collector.store.Caller;
import vn.daugio.collector.store.Tx;
import vn.daugio.collector.text.Texts;
import vn.daugio.collector.web.IncidentDeeds.Deed;
import vn.daugio.collector.web.IncidentDeeds.Refused;
import vn.daugio.protocol.Language;

/** Incidents for people: the open ones by their clock, and one with all that is known of it. */
@Path("/")
@Produces("text/html; charset=utf-8")
public final class IncidentPages {
  private static final String WRONG_TOKEN = "wrong-token";

  private final Desk desk;
  private final IncidentDeeds deeds;
  private final Predicate<String> operatorToken;

  IncidentPages(Desk desk, Predicate<String> operatorToken) {
    this.desk = desk;
    this.deeds = new IncidentDeeds(desk);
    this.operatorToken = operatorToken;
  }

  @GET
  @Path("incidents")
  public IncidentListPage list(@QueryParam("lang") @DefaultValue("vi") String lang) {
    Texts texts = Texts.in(Language.of(lang));
    IncidentWords words = new IncidentWords(desk, texts);
    return desk.store()
        .read(
            tx -> {
              List<Incident> open =
                  tx.incidents().open().stream()
                      .filter(Incident::isRoot)
                      .sorted(Comparator.comparing(Incident::openedAt).thenComparing(Incident::id))
                      .toList();
              return new IncidentListPage(
                  frame(texts, "/incidents", texts.get("incidents.title"), null),
                  count(texts, open),
                  rows(tx, words, open));
            });
  }

  private String count(Texts texts, List<Incident> open) {
    long overdue =
        open.stream()
            .filter(one -> RecoveryClock.of(one, desk.now()).stage() == RecoveryClock.Stage.OVERDUE)
            .count();
    return open.isEmpty()
        ? texts.get("incident.none")
        : texts.get(
            "incident.count",
            Map.of("open", Integer.toString(open.size()), "overdue", Long.toString(overdue)));
  }

  private static List<IncidentRow> rows(Tx tx, IncidentWords words, List<Incident> incidents) {
    Map<Long, List<Long>> children =
        tx.incidents().childIds(incidents.stream().map(Incident::id).toList());
    return incidents.stream()
        .map(
            one -> words.row(one, children.getOrDefault(one.id(), List.of()).size(), tx.facts(one)))
        .toList();
  }

  /** Where a notice leads. */
  @GET
  @Path("incidents/{id: [0-9]{1,18}}")
  public IncidentPage one(
      @PathParam("id") long id,
      @QueryParam("lang") @DefaultValue("vi") String lang,
      @QueryParam("said") @Nullable String said) {
    Incident incident = desk.incident(id);
    Texts texts = Texts.in(Language.of(lang));
    IncidentWords words = new IncidentWords(desk, texts);
    String key = "incident.said." + said;
    String message = texts.has(key) ? texts.get(key) : null;
    String title = texts.get("incident.number", Map.of("id", Long.toString(id)));
    return desk.store()
        .read(
            tx -> {
              IncidentRow row = rows(tx, words, List.of(incident)).get(0);
              List<IncidentRow> children = rows(tx, words, tx.incidents().children(id));
              List<IncidentPage.Line> timeline =
                  tx.incidents().events(id).stream().map(words::line).toList();
              return new IncidentPage(
                  frame(texts, "/incidents/" + id, title, message),
                  row,
                  body(incident, texts, timeline, children));
            });
  }

  private IncidentPage.Frame frame(
      Texts texts, String path, String title, @Nullable String message) {
    Language other = texts.language() == Language.VI ? Language.EN : Language.VI;
    String language = texts.language().code();
    return new IncidentPage.Frame(
        language,
        "/?lang=" + language,
        path + "?lang=" + other.code(),
        title,
        message,
        IncidentPage.Frame.labels(texts));
  }

  private IncidentPage.Body body(
      Incident incident,
      Texts texts,
      List<IncidentPage.Line> timeline,
      List<IncidentRow> children) {
    List<IncidentPage.Person> people = new ArrayList<>();
    for (Role role : Role.values()) {
      for (Contact one : desk.office().contacts(incident.subject().site(), role)) {
        people.add(new IncidentPage.Person(texts.get("role." + role.code()), one.words()));
      }
    }
    Incident.Handling handling = incident.handling();
    boolean open = incident.isOpen();
    IncidentPage.Forms forms =
        new IncidentPage.Forms(
            open && handling.acknowledgedAt() == null,
            open,
            !open && handling.closedAt() == null,
            open,
            handling.seriousAt() == null,
            Arrays.stream(Role.values())
                .map(role -> new IncidentPage.Choice(role.code(), texts.get("role." + role.code())))
                .toList());
    return new IncidentPage.Body(
        timeline,
        children,
        Runbook.of(incident.reason(), texts.language()).map(Runbook::sections).orElse(List.of()),
        people,
        closing(handling, texts),
        new IncidentWords(desk, texts).legal(incident),
        forms);
  }

  private static List<String> closing(Incident.Handling handling, Texts texts) {
    String cause = handling.closeCause();
    String remedy = handling.remedy();
    return handling.closedAt() == null || cause == null || remedy == null
        ? List.of()
        : List.of(
            texts.get("incident.close.cause") + ": " + cause,
            texts.get("incident.close.remedy") + ": " + remedy);
  }

  /**
   * The forms of an incident's page; the token in them is the log-in. Strangers get here too: they
   * are sent to the page, which shows itself only to those who may read it.
   */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Path("incidents/{id: [0-9]{1,18}}/{deed: ack|assign|note|close|serious|mute}")
  public Response act(
      @PathParam("id") long id, @PathParam("deed") String deed, @Nullable Form form) {
    Map<String, String> fields = new HashMap<>();
    if (form != null) {
      form.asMap().forEach((name, values) -> fields.put(name, values.get(0)));
    }
    String said = WRONG_TOKEN;
    if (operatorToken.test(fields.getOrDefault("token", "").strip())) {
      Optional<Refused> refused =
          deeds.perform(
              Deed.valueOf(deed.toUpperCase(Locale.ROOT)),
              id,
              fields,
              new Caller(Caller.Role.OPERATOR).getName());
      said = refused.map(Refused::reason).orElse("");
    }
    Language language = Language.of(fields.getOrDefault("lang", "vi"));
    return Response.seeOther(
            URI.create(
                "/incidents/"
                    + id
                    + "?lang="
                    + language.code()
                    + (said.isEmpty() ? "" : "&said=" + said)))
        .build();
  }
}
