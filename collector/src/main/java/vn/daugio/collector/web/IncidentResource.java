package vn.daugio.collector.web;

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
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.store.Caller;
import vn.daugio.collector.store.IncidentTable;

/** Incidents for programs; the page has its own form. */
@Path("/api/v1/incidents")
@Produces(MediaType.APPLICATION_JSON)
public final class IncidentResource {
  private static final int MOST = 1000;

  private final Desk desk;

  IncidentResource(Desk desk) {
    this.desk = desk;
  }

  /** Open ones oldest first, or the newest of all. */
  @GET
  public IncidentJson.Incidents list(
      @QueryParam("open") @DefaultValue("false") boolean open,
      @QueryParam("commune") @Nullable String commune) {
    if (commune != null && desk.office().commune(commune).isEmpty()) {
      throw Failure.notFound("no commune of this code");
    }
    List<Incident> found = desk.store().read(tx -> find(tx.incidents(), open, commune));
    return new IncidentJson.Incidents(
        found.stream().map(incident -> IncidentJson.of(incident, null)).toList());
  }

  private static List<Incident> find(IncidentTable table, boolean open, @Nullable String commune) {
    if (!open) {
      return commune == null ? table.newest(MOST) : table.newestOf(commune, MOST);
    }
    return table.open().stream()
        .filter(incident -> commune == null || incident.subject().commune().equals(commune))
        .toList();
  }

  @GET
  @Path("{id: [0-9]{1,18}}")
  public IncidentJson one(@PathParam("id") long id) {
    Incident incident = desk.incident(id);
    return IncidentJson.of(incident, desk.store().read(tx -> tx.incidents().events(id)));
  }

  /** Takes an incident on, once. */
  @POST
  @Path("{id: [0-9]{1,18}}/ack")
  public IncidentJson acknowledge(@PathParam("id") long id, @Context SecurityContext security) {
    if (!(security.getUserPrincipal() instanceof Caller caller)
        || caller.role() != Caller.Role.OPERATOR) {
      throw Failure.of(403, "not_operator", "the operator token is needed for this");
    }
    desk.incident(id);
    boolean taken =
        desk.store().write(tx -> tx.incidents().acknowledge(id, desk.now(), caller.getName()));
    if (!taken) {
      throw Failure.of(409, "already_taken", "it was acknowledged before, or it is over");
    }
    return one(id);
  }
}
