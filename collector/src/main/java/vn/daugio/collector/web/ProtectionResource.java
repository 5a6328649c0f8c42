package vn.daugio.collector.web;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.office.Assigned;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.sheet.ProtectionCount;
import vn.daugio.collector.store.AgentTable;
import vn.daugio.collector.store.Caller;
import vn.daugio.collector.store.ProtectedMachine;
import vn.daugio.collector.store.Tx;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.Language;

/** Which machines are protected, which are not, of which nobody knows; and what consoles say. */
@Path("/")
public final class ProtectionResource {
  private final Desk desk;

  ProtectionResource(Desk desk) {
    this.desk = desk;
  }

  /** {@code GET /api/v1/protection?site=commune/site}. */
  @GET
  @Path("api/v1/protection")
  @Produces(MediaType.APPLICATION_JSON)
  public ProtectionView json(
      @QueryParam("site") @Nullable String site, @Context SecurityContext security) {
    return view(desk.site(site), isOperator(security));
  }

  /** The same for people. */
  @GET
  @Path("protection")
  @Produces("text/html; charset=utf-8")
  public ProtectionPage page(
      @QueryParam("site") @Nullable String site,
      @QueryParam("lang") @DefaultValue("vi") String lang,
      @Context SecurityContext security) {
    Office.Site found = desk.site(site);
    Language language = Language.of(lang);
    return ProtectionPage.of(
        view(found, isOperator(security)),
        desk.communeName(found) + " · " + found.name(),
        PageLinks.of(
            desk.office(),
            found,
            OfficeCalendar.today(desk.now()),
            OfficeCalendar.today(desk.now()),
            language),
        Texts.in(language),
        OfficeCalendar.today(desk.now()));
  }

  private static boolean isOperator(SecurityContext security) {
    return security.getUserPrincipal() instanceof Caller caller
        && caller.role() == Caller.Role.OPERATOR;
  }

  private ProtectionView view(Office.Site site, boolean operator) {
    Office.Commune commune = desk.office().commune(site.commune()).orElseThrow();
    Instant now = desk.now();
    return desk.store()
        .read(
            tx -> {
              Map<Office.Site, List<ProtectedMachine>> all = new LinkedHashMap<>();
              commune.sites().forEach(one -> all.put(one, machines(tx, one, now)));
              List<ProtectedMachine> machines = Objects.requireNonNull(all.get(site));
              return new ProtectionView(
                  site.id(),
                  ProtectionCount.of(machines),
                  site.settings().products(),
                  machines.stream().map(ProtectionView.Machine::of).toList(),
                  site.machines().stream()
                      .filter(Office.PlannedMachine::exempt)
                      .map(Office.PlannedMachine::code)
                      .toList(),
                  tx.products().consoles(commune.code()).stream()
                      .map(console -> ConsoleComparison.of(console, all))
                      .map(one -> ProtectionView.Comparison.of(one, operator))
                      .toList());
            });
  }

  private static List<ProtectedMachine> machines(Tx tx, Office.Site site, Instant now) {
    List<AgentTable.Machine> enrolled = tx.agents().ofSite(site.id());
    List<String> codes = enrolled.stream().map(AgentTable.Machine::code).toList();
    return ProtectedMachine.of(
        Assigned.of(site, codes), enrolled, tx.states().ofSite(site.id()), now);
  }
}
