package vn.daugio.collector.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.office.Assigned;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.Office.PlannedMachine;
import vn.daugio.collector.store.AgentTable;
import vn.daugio.collector.store.SubjectRow;
import vn.daugio.collector.store.Tx;

/** {@code GET /api/v1/fleet}: machines, targets and states; never how a target is accessed. */
@Path("/api/v1/fleet")
@Produces(MediaType.APPLICATION_JSON)
public final class FleetResource {
  private final Desk desk;

  FleetResource(Desk desk) {
    this.desk = desk;
  }

  /** All sites. */
  public record Fleet(List<SiteFleet> sites) {}

  /** One site. */
  public record SiteFleet(
      String commune,
      String site,
      String name,
      List<FleetMachine> machines,
      List<FleetTarget> targets,
      List<State> states) {}

  /** A planned or enrolled machine. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FleetMachine(
      String machine,
      @Nullable String role,
      boolean planned,
      boolean prober,
      boolean enrolled,
      @Nullable String enrolledAt,
      @Nullable String lastReportAt,
      @Nullable String silentSince,
      @Nullable String agentVersion,
      long dropped) {}

  /** A shared target of the plan. */
  public record FleetTarget(String target, String kind) {}

  /** What is known of a subject. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record State(
      String target,
      String check,
      String outcome,
      @Nullable String reason,
      String since,
      String observedAt,
      boolean silent,
      String witness) {}

  @GET
  public Fleet fleet(@QueryParam("commune") @Nullable String commune) {
    Office office = desk.office();
    if (commune != null && office.commune(commune).isEmpty()) {
      throw Failure.notFound("no commune of this code");
    }
    List<Office.Site> sites =
        office.sites().stream()
            .filter(site -> commune == null || site.commune().equals(commune))
            .toList();
    Instant now = desk.now();
    return desk.store()
        .read(tx -> new Fleet(sites.stream().map(site -> fleet(tx, site, now)).toList()));
  }

  private static SiteFleet fleet(Tx tx, Office.Site site, Instant now) {
    Map<String, AgentTable.Machine> enrolled = new TreeMap<>();
    tx.agents().ofSite(site.id()).forEach(machine -> enrolled.put(machine.code(), machine));
    List<FleetMachine> machines = new ArrayList<>();
    Assigned assigned = Assigned.of(site, enrolled.keySet());
    assigned.machines().stream()
        .sorted()
        .forEach(
            code ->
                machines.add(machine(code, site.machine(code).orElse(null), enrolled.get(code))));
    return new SiteFleet(
        site.commune(),
        site.id(),
        site.name(),
        machines,
        site.targets().stream()
            .map(target -> new FleetTarget(target.name(), target.kind().code()))
            .toList(),
        tx.states().ofSite(site.id()).stream()
            .filter(row -> assigned.shows(row.subject().target(), row.state().observedAt(), now))
            .map(FleetResource::state)
            .toList());
  }

  private static FleetMachine machine(
      String code, @Nullable PlannedMachine planned, AgentTable.@Nullable Machine enrolled) {
    return new FleetMachine(
        code,
        planned == null ? null : planned.role(),
        planned != null,
        planned != null && planned.prober(),
        enrolled != null,
        enrolled == null ? null : enrolled.enrolledAt().toString(),
        enrolled == null ? null : text(enrolled.lastReportAt()),
        enrolled == null ? null : text(enrolled.silentSince()),
        enrolled == null ? null : enrolled.agentVersion(),
        enrolled == null ? 0 : enrolled.dropped());
  }

  private static State state(SubjectRow row) {
    return new State(
        row.subject().target(),
        row.subject().check(),
        row.state().outcome().name(),
        row.state().reason(),
        row.state().since().toString(),
        row.state().observedAt().toString(),
        row.state().silent(),
        row.state().witness());
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }
}
