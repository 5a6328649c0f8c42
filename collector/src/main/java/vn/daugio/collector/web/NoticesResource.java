package vn.daugio.collector.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.notify.ChannelTrial;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.Role;
import vn.daugio.collector.store.AsideTable.Aside;
import vn.daugio.collector.store.Caller;
import vn.daugio.collector.store.DeliveryLog;
import vn.daugio.collector.store.Tx;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.Language;

/** Who was told what, over which channel, and how it went; without words and addresses. */
@Path("/")
public final class NoticesResource {
  private static final int MOST = 500;
  private static final int ON_THE_PAGE = 100;

  private final Desk desk;
  private final ChannelTrial test;
  private final Predicate<String> operatorToken;

  NoticesResource(Desk desk, ChannelTrial test, Predicate<String> operatorToken) {
    this.desk = desk;
    this.test = test;
    this.operatorToken = operatorToken;
  }

  /**
   * @param channels those that take nothing at present
   * @param notices newest first
   */
  public record Notices(long waiting, List<ChannelAside> channels, List<Line> notices) {}

  /** A channel that did not take its last letter, and when it is tried again. */
  public record ChannelAside(
      String channel, String since, String until, String result, String why) {}

  /** One notice to one destination; times are ISO 8601 in UTC. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Line(
      String at,
      long incident,
      String kind,
      String site,
      String role,
      String channel,
      String state,
      String result,
      String why,
      int attempts,
      @Nullable String dueAt,
      @Nullable String doneAt) {}

  /**
   * Which site's contacts of which role get a test message.
   *
   * @param channel only this one, as in the log; null or empty: each
   */
  public record TestRequest(
      @Nullable String site, @Nullable String role, @Nullable String channel) {}

  /** What came of it. */
  public record TestAnswer(List<ChannelTrial.Outcome> channels) {}

  /** {@code GET /api/v1/notices?site=commune/site}. */
  @GET
  @Path("api/v1/notices")
  @Produces(MediaType.APPLICATION_JSON)
  public Notices json(@QueryParam("site") @Nullable String site) {
    String id = site == null || site.isBlank() ? "" : desk.site(site).id();
    return desk.store()
        .read(
            tx ->
                new Notices(
                    tx.outbox().waiting(),
                    asides(tx).stream()
                        .map(
                            one ->
                                new ChannelAside(
                                    one.channel(),
                                    one.since().toString(),
                                    one.until().toString(),
                                    one.result(),
                                    one.why()))
                        .toList(),
                    tx.deliveryLog().newest(id, MOST).stream()
                        .map(NoticesResource::line)
                        .toList()));
  }

  private List<Aside> asides(Tx tx) {
    return tx.asides().all().stream().filter(one -> one.until().isAfter(desk.now())).toList();
  }

  private static Line line(DeliveryLog.Line line) {
    Instant done = line.doneAt();
    return new Line(
        line.at().toString(),
        line.incident(),
        line.kind(),
        line.site(),
        line.role(),
        line.channel(),
        line.state(),
        line.result(),
        line.why(),
        line.attempts(),
        done == null ? line.dueAt().toString() : null,
        done == null ? null : done.toString());
  }

  /** The same for people. */
  @GET
  @Path("notices")
  @Produces("text/html; charset=utf-8")
  public NoticesPage page(
      @QueryParam("site") @Nullable String site,
      @QueryParam("lang") @DefaultValue("vi") String lang,
      @QueryParam("said") @Nullable String said) {
    Texts texts = Texts.in(Language.of(lang));
    return page(
        desk.site(site),
        texts,
        NoticeTrial.asked(test.channels(), texts, NoticeTrial.said(said, texts)));
  }

  private NoticesPage page(Office.Site site, Texts texts, NoticeTrial trial) {
    LocalDate today = OfficeCalendar.today(desk.now());
    PageLinks links = PageLinks.of(desk.office(), site, today, today, texts.language());
    String place = desk.communeName(site) + " · " + site.name();
    return desk.store()
        .read(
            tx ->
                NoticesPage.of(
                    new NoticesPage.Head(site, place, trial, links),
                    tx.deliveryLog().newest(site.id(), ON_THE_PAGE),
                    asides(tx),
                    texts));
  }

  /**
   * The form of the page; the token in it is the log-in, as on an incident's page. What came of it
   * is told at once and kept nowhere.
   */
  @POST
  @Path("notices/test")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces("text/html; charset=utf-8")
  public Response testFromPage(
      @FormParam("site") @DefaultValue("") String site,
      @FormParam("role") @DefaultValue("") String role,
      @FormParam("channel") @DefaultValue("") String channel,
      @FormParam("token") @DefaultValue("") String token,
      @FormParam("lang") @DefaultValue("vi") String lang) {
    Texts texts = Texts.in(Language.of(lang));
    String back =
        "/notices?site="
            + URLEncoder.encode(site, StandardCharsets.UTF_8)
            + "&lang="
            + texts.language().code();
    if (!operatorToken.test(token.strip())) {
      return Response.seeOther(URI.create(back + "&said=wrong-token")).build();
    }
    Optional<Role> whose = Role.ofCode(role);
    if (whose.isEmpty() || !isKnown(channel)) {
      return Response.seeOther(URI.create(back + "&said=unknown-choice")).build();
    }
    ChannelTrial.Wish wish = new ChannelTrial.Wish(desk.site(site), whose.get(), channel);
    NoticeTrial done = NoticeTrial.done(test.channels(), wish, test.run(wish), texts);
    return Response.ok(page(wish.site(), texts, done)).build();
  }

  /** Where a browser gets that asks for the address of the form once more. */
  @GET
  @Path("notices/test")
  public Response form() {
    return Response.seeOther(URI.create("/notices")).build();
  }

  private boolean isKnown(String channel) {
    return channel.isEmpty() || test.channels().contains(channel);
  }

  /**
   * Sends a test message through the channels, one after the other; it takes as long as they take
   * to answer, each at most a minute.
   */
  @POST
  @Path("api/v1/notices/test")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public TestAnswer test(@Nullable TestRequest request, @Context SecurityContext security) {
    if (!(security.getUserPrincipal() instanceof Caller caller)
        || caller.role() != Caller.Role.OPERATOR) {
      throw Failure.of(403, "not_operator", "the operator token is needed for this");
    }
    if (request == null || request.site() == null) {
      throw Failure.of(
          400,
          "bad_request",
          "{\"site\": \"commune/site\", \"role\": …, \"channel\": …} is expected");
    }
    String channel = request.channel() == null ? "" : request.channel();
    if (!isKnown(channel)) {
      throw Failure.of(400, "unknown_channel", "one of " + String.join(", ", test.channels()));
    }
    String code = request.role() == null ? Role.RESPONSE_TEAM.code() : request.role();
    Role role =
        Role.ofCode(code)
            .orElseThrow(
                () -> Failure.of(400, "bad_role", "one of " + String.join(", ", Role.codes())));
    Office.Site site = desk.site(request.site());
    return new TestAnswer(test.run(new ChannelTrial.Wish(site, role, channel)));
  }
}
