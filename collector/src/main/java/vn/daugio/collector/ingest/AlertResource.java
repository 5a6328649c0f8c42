package vn.daugio.collector.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.daugio.collector.store.StoreException;
import vn.daugio.protocol.ErrorBody;

/** {@code POST /api/v1/alertmanager}: what Alertmanager's webhook hands over. */
@Path("/api/v1/alertmanager")
public final class AlertResource {
  private static final Logger LOG = LoggerFactory.getLogger(AlertResource.class);
  private static final int MOST_AT_ONCE = 4;
  private static final int RETRY_AFTER_SECONDS = 15;

  private final AlertIntake intake;
  private final InstantSource clock;
  private final Map<AlertIntake.Result, Counter> counters = new EnumMap<>(AlertIntake.Result.class);
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  /** How many alerts were taken; the collector's own are among them. */
  public record Receipt(int accepted) {}

  public AlertResource(AlertIntake intake, InstantSource clock, MeterRegistry registry) {
    this.intake = intake;
    this.clock = clock;
    for (AlertIntake.Result result : AlertIntake.Result.values()) {
      counters.put(
          result,
          Counter.builder("daugio.ingest.alerts")
              .description(
                  "Alerts that Alertmanager has handed over; a body that is refused counts as one.")
              .tag("result", result.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  @POST
  @Produces(MediaType.APPLICATION_JSON)
  public Response post(
      InputStream body, @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding) {
    try {
      if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
        throw new RefusedException(Refusal.BAD_ENCODING, "a plain body is expected");
      }
      List<AlertIntake.Result> results = take(body);
      results.forEach(this::count);
      return Response.ok(new Receipt(results.size())).build();
    } catch (RefusedException e) {
      count(AlertIntake.Result.REFUSED);
      // the detail may quote what was sent
      LOG.warn("alerts were refused: {}", e.refusal());
      return refusal(e);
    }
  }

  private List<AlertIntake.Result> take(InputStream body) {
    if (!places.tryAcquire()) {
      throw new RefusedException(Refusal.BUSY, "too many bodies at once");
    }
    try {
      return intake.accept(AlertReader.read(body), clock.instant());
    } catch (IOException e) {
      throw new RefusedException(Refusal.MALFORMED, "the body ended too early");
    } catch (StoreException e) {
      throw new RefusedException(Refusal.UNWRITABLE, "the alerts could not be stored; try later");
    } finally {
      places.release();
    }
  }

  private void count(AlertIntake.Result result) {
    Objects.requireNonNull(counters.get(result)).increment();
  }

  private static Response refusal(RefusedException e) {
    String detail = e.getMessage();
    Response.ResponseBuilder answer =
        Response.status(e.refusal().status())
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(
                new ErrorBody(
                    "alert." + e.refusal().name().toLowerCase(Locale.ROOT),
                    detail == null ? "" : detail));
    if (e.refusal().status() == 503) {
      answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return answer.build();
  }
}
