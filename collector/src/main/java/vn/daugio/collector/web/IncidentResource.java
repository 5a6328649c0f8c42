package vn.daugio.collector.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Outage;
import vn.daugio.collector.store.Caller;
import vn.daugio.collector.store.IncidentTable;
import vn.daugio.collector.web.IncidentDeeds.Deed;

/** Incidents for programs; people have pages. */
@Path("/api/v1/incidents")
@Produces(MediaType.APPLICATION_JSON)
public final class IncidentResource {
  private static final int MOST = 1000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Desk desk;
  private final IncidentDeeds deeds;
  private final FiguresResource figures;
  private final AvailabilityDesk availability;

  IncidentResource(Desk desk) {
    this.desk = desk;
    this.deeds = new IncidentDeeds(desk);
    this.figures = new FiguresResource(desk);
    this.availability = new AvailabilityDesk(desk);
  }

  /**
   * Open ones oldest first, or the newest of all. Only roots, each with the numbers of what it
   * explains; with {@code all} each row of them.
   */
  @GET
  public IncidentJson.Incidents list(
      @QueryParam("open") @DefaultValue("false") boolean open,
      @QueryParam("commune") @Nullable String commune,
      @QueryParam("cause") @Nullable String cause,
      @QueryParam("all") @DefaultValue("false") boolean all) {
    if (commune != null && !isKnown(commune)) {
      throw Failure.notFound("no commune of this code");
    }
    return desk.store()
        .read(
            tx -> {
              List<Incident> found =
                  find(tx.incidents(), open, commune).stream()
                      .filter(one -> all || one.isRoot())
                      .filter(one -> cause == null || one.cause().code().equals(cause))
                      .toList();
              Map<Long, List<Long>> children =
                  tx.incidents().childIds(found.stream().map(Incident::id).toList());
              return new IncidentJson.Incidents(
                  found.stream()
                      .map(
                          one ->
                              IncidentJson.of(
                                  one, children.getOrDefault(one.id(), List.of()), desk))
                      .toList());
            });
  }

  private boolean isKnown(String commune) {
    return desk.office().commune(commune).isPresent()
        || Outage.EVERYWHERE.startsWith(commune + "/");
  }

  private static List<Incident> find(IncidentTable table, boolean open, @Nullable String commune) {
    if (!open) {
      return commune == null ? table.newest(MOST) : table.newestOf(commune, MOST);
    }
    return table.open().stream()
        .filter(incident -> commune == null || incident.subject().commune().equals(commune))
        .toList();
  }

  /** {@code from} and {@code to} are days, both inclusive; without them this month so far. */
  @GET
  @Path("figures")
  public FiguresResource.Answer figures(
      @QueryParam("commune") @Nullable String commune,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to) {
    return figures.answer(commune, from, to);
  }

  /** The same days; at most 366, and a commune where the province has many sites. */
  @GET
  @Path("availability")
  public AvailabilityJson availability(
      @QueryParam("commune") @Nullable String commune,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to) {
    return availability.json(commune, from, to);
  }

  @GET
  @Path("{id: [0-9]{1,18}}")
  public IncidentJson one(@PathParam("id") long id) {
    Incident incident = desk.incident(id);
    return desk.store()
        .read(
            tx ->
                IncidentJson.of(
                    incident,
                    tx.incidents().childIds(List.of(id)).getOrDefault(id, List.of()),
                    desk,
                    tx.incidents().events(id)));
  }

  /** Takes an incident on, once. */
  @POST
  @Path("{id: [0-9]{1,18}}/ack")
  public IncidentJson acknowledge(@PathParam("id") long id, @Context SecurityContext security) {
    return perform(Deed.ACK, id, Map.of(), security);
  }

  /**
   * The rest of what people do: {@code assign} with {@code to} (a role), {@code note} with {@code
   * text}, {@code close} with {@code cause} and {@code remedy}, {@code serious} with {@code
   * detectedAt} (absent: now), {@code mute} with {@code hours}, {@code why} and {@code owner}.
   */
  @POST
  @Path("{id: [0-9]{1,18}}/{deed: assign|note|close|serious|mute}")
  @Consumes(MediaType.APPLICATION_JSON)
  public IncidentJson act(
      @PathParam("id") long id,
      @PathParam("deed") String deed,
      @Nullable String body,
      @Context SecurityContext security) {
    return perform(Deed.valueOf(deed.toUpperCase(Locale.ROOT)), id, fields(body), security);
  }

  private IncidentJson perform(
      Deed deed, long id, Map<String, String> fields, SecurityContext security) {
    if (!(security.getUserPrincipal() instanceof Caller caller)
        || caller.role() != Caller.Role.OPERATOR) {
      throw Failure.of(403, "not_operator", "the operator token is needed for this");
    }
    deeds
        .perform(deed, id, fields, caller.getName())
        .ifPresent(
            refused -> {
              throw Failure.of(refused.status(), refused.reason(), refused.detail());
            });
    return one(id);
  }

  /** The texts of an object; anything else in it is a mistake. */
  private static Map<String, String> fields(@Nullable String body) {
    Map<String, String> fields = new HashMap<>();
    if (body == null || body.isBlank()) {
      return fields;
    }
    try {
      JsonNode tree = JSON.readTree(body);
      if (tree.isObject() && tree.properties().stream().allMatch(e -> e.getValue().isTextual())) {
        tree.properties()
            .forEach(
                one -> fields.put(one.getKey(), Objects.requireNonNull(one.getValue().asText())));
        return fields;
      }
    } catch (JsonProcessingException e) {
      throw Failure.of(400, "bad_body", "a JSON object is expected");
    }
    throw Failure.of(400, "bad_body", "a JSON object with texts is expected");
  }
}
