package vn.daugio.collector.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.incident.Mute;
import vn.daugio.collector.office.Role;
import vn.daugio.collector.store.Caller;

/** Muting: nothing is told about something until a moment; it is watched as ever. */
@Path("/api/v1/mutes")
@Produces(MediaType.APPLICATION_JSON)
public final class MuteResource {
  private final Desk desk;

  MuteResource(Desk desk) {
    this.desk = desk;
  }

  /**
   * A mute as JSON, both ways; the numbers, {@code from} and {@code author} are the collector's.
   *
   * @param until ISO 8601 in UTC, at most seven days ahead
   * @param owner a role that answers for it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MuteJson(
      @Nullable Long id,
      @Nullable String site,
      @Nullable String target,
      @Nullable String check,
      @Nullable String from,
      @Nullable String until,
      @Nullable String why,
      @Nullable String owner,
      @Nullable String author) {
    static MuteJson of(Mute mute) {
      return new MuteJson(
          mute.id(),
          mute.site(),
          mute.target(),
          mute.check(),
          mute.from().toString(),
          mute.until().toString(),
          mute.why(),
          mute.owner(),
          mute.author());
    }
  }

  /** Several of them. */
  public record Mutes(List<MuteJson> mutes) {}

  /** Those in force. */
  @GET
  public Mutes list() {
    return new Mutes(
        desk.store().read(tx -> tx.mutes().active(desk.now())).stream().map(MuteJson::of).toList());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public MuteJson add(@Nullable MuteJson asked, @Context SecurityContext security) {
    String by = operator(security);
    if (asked == null || asked.site() == null || desk.office().site(asked.site()).isEmpty()) {
      throw Failure.of(400, "unknown_site", "the id of a site is expected");
    }
    String why = NoteText.clean(asked.why() == null ? "" : asked.why());
    NoteText.refusal(why)
        .ifPresent(
            reason -> {
              throw Failure.of(400, reason, "why: 1 to 500 characters, without personal data");
            });
    String owner = asked.owner() == null ? "" : asked.owner();
    if (Role.ofCode(owner).isEmpty()) {
      throw Failure.of(400, "unknown_role", "owner: one of " + String.join(", ", Role.codes()));
    }
    Instant now = desk.now();
    Mute mute =
        new Mute(
            0,
            asked.site(),
            asked.target(),
            asked.check(),
            now,
            until(asked.until(), now),
            why,
            owner,
            by);
    long id = desk.store().write(tx -> tx.mutes().add(mute));
    return MuteJson.of(desk.store().read(tx -> tx.mutes().find(id)).orElseThrow());
  }

  private static Instant until(@Nullable String text, Instant now) {
    try {
      Instant until = Instant.parse(text == null ? "" : text);
      if (until.isAfter(now) && !until.isAfter(now.plus(Mute.LONGEST))) {
        return until;
      }
    } catch (DateTimeParseException e) {
      // said below, like a time that is out of bounds
    }
    throw Failure.of(400, "bad_time", "until: a time in UTC, at most seven days ahead");
  }

  /** Ends a mute now; it stays in the record. */
  @DELETE
  @Path("{id: [0-9]{1,18}}")
  public MuteJson end(@PathParam("id") long id, @Context SecurityContext security) {
    operator(security);
    Mute mute =
        desk.store()
            .read(tx -> tx.mutes().find(id))
            .orElseThrow(() -> Failure.notFound("no mute of this number"));
    desk.store().write(tx -> tx.mutes().end(mute.id(), desk.now()));
    return MuteJson.of(desk.store().read(tx -> tx.mutes().find(id)).orElseThrow());
  }

  private static String operator(SecurityContext security) {
    if (security.getUserPrincipal() instanceof Caller caller
        && caller.role() == Caller.Role.OPERATOR) {
      return caller.getName();
    }
    throw Failure.of(403, "not_operator", "the operator token is needed for this");
  }
}
