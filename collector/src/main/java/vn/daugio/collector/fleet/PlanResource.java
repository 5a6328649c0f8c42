package vn.daugio.collector.fleet;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.AgentTable.Machine;
import vn.daugio.collector.store.ProductTable;
import vn.daugio.collector.store.Store;
import vn.daugio.protocol.PlanDocument;
import vn.daugio.protocol.ProductCatalogue;
import vn.daugio.protocol.ProtocolJson;

/** {@code GET /api/v1/plan}: the calling agent's assignments, with a strong ETag. */
@Path("/api/v1/plan")
public final class PlanResource {
  private final Store store;
  private final Supplier<Office> offices;
  private final InstantSource clock;
  private volatile Learned learned = new Learned(0, Optional.empty());

  /**
   * What agents are told of products, made anew only when it changed: a province asks 200 times a
   * second.
   */
  private record Learned(int changes, Optional<ProductCatalogue> catalogue) {}

  public PlanResource(Store store, Supplier<Office> offices, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.offices = offices;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response get(
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @DefaultValue("") String known,
      @Context SecurityContext security) {
    if (!(security.getUserPrincipal() instanceof Machine machine)) {
      throw new IllegalStateException("the gate lets only machines pass");
    }
    PlanDocument plan =
        offices
            .get()
            .site(machine.site())
            .map(
                site ->
                    store.read(
                        tx ->
                            Assignments.of(
                                tx.products(),
                                this::catalogue,
                                site,
                                machine.code(),
                                OfficeCalendar.today(clock.instant()))))
            .orElseGet(() -> Assignments.nothing(machine.site(), machine.code()));
    String json = ProtocolJson.write(plan);
    EntityTag tag = new EntityTag(Secrets.hash(json).substring(0, 32));
    // read by hand: what is no entity tag is none, where the library would fail
    boolean unchanged =
        known.strip().equals("*")
            || Arrays.stream(known.split(","))
                .map(one -> one.strip().replaceFirst("^W/", ""))
                .anyMatch(one -> one.equals('"' + tag.getValue() + '"'));
    return unchanged
        ? Response.notModified(tag).build()
        : Response.ok(json, MediaType.APPLICATION_JSON_TYPE).tag(tag).build();
  }

  private Optional<ProductCatalogue> catalogue(ProductTable products) {
    int changes = products.changes();
    Learned known = learned;
    if (known.changes() != changes) {
      known = new Learned(changes, Products.known(products).forAgents());
      learned = known;
    }
    return known.catalogue();
  }
}
