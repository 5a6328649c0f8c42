package vn.daugio.collector.metrics;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import vn.daugio.collector.office.Office;

/** Prometheus' http_sd: one entry per commune, and one for the service itself. */
@Path("/api/v1/sd/prometheus")
@Produces(MediaType.APPLICATION_JSON)
public final class ServiceDiscovery {
  private final Supplier<Office> office;

  ServiceDiscovery(Supplier<Office> office) {
    this.office = office;
  }

  /** An entry of http_sd. */
  public record Entry(List<String> targets, Map<String, String> labels) {}

  /** Points back to the host that the scraper has asked. */
  @GET
  public List<Entry> entries(@Context UriInfo uri) {
    List<String> here = List.of(hostPort(uri.getBaseUri()));
    List<Entry> entries = new ArrayList<>();
    for (Office.Commune commune : office.get().communes()) {
      Map<String, String> labels = new LinkedHashMap<>();
      labels.put("__param_commune", commune.code());
      labels.put("instance", commune.code());
      entries.add(new Entry(here, labels));
    }
    entries.add(new Entry(here, Map.of()));
    return entries;
  }

  private static String hostPort(URI base) {
    int otherwise = "https".equals(base.getScheme()) ? 443 : 80;
    return base.getHost() + ":" + (base.getPort() == -1 ? otherwise : base.getPort());
  }
}
