package vn.daugio.collector.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.office.Office;

/** {@code GET /metrics}: text 0.0.4 or OpenMetrics 1.0, as the scraper accepts. */
@Path("/metrics")
public final class MetricsResource {
  private final Supplier<Office> office;
  private final InstantSource clock;
  private final PrometheusRegistry registry;
  private final MetricsSource communes;
  private final ProvinceSource province;
  private final ExpositionFormats formats = ExpositionFormats.init();

  MetricsResource(
      Supplier<Office> office,
      InstantSource clock,
      PrometheusRegistry registry,
      MetricsSource communes,
      ProvinceSource province) {
    this.office = office;
    this.clock = clock;
    this.registry = registry;
    this.communes = communes;
    this.province = province;
  }

  /** One commune's series, or without a commune the totals and the service's own. */
  @GET
  public Response scrape(
      @QueryParam("commune") @Nullable String commune,
      @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
    MetricSnapshots snapshots = commune == null ? ofProvince() : ofCommune(commune);
    ExpositionFormatWriter writer = formats.findWriter(accept == null ? "" : accept);
    StreamingOutput body = out -> writer.write(out, snapshots);
    return Response.ok(body).header(HttpHeaders.CONTENT_TYPE, writer.getContentType()).build();
  }

  private MetricSnapshots ofCommune(String code) {
    Office.Commune commune =
        office
            .get()
            .commune(code)
            .orElseThrow(() -> new NotFoundException("no commune of this code"));
    return communes.of(commune, clock.instant());
  }

  private MetricSnapshots ofProvince() {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    province.of(office.get(), clock.instant()).forEach(all::metricSnapshot);
    registry.scrape().forEach(all::metricSnapshot);
    return all.build();
  }
}
