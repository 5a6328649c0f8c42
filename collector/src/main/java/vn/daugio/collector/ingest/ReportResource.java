package vn.daugio.collector.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.daugio.collector.store.AgentTable.Machine;
import vn.daugio.collector.store.StoreException;
import vn.daugio.protocol.ErrorBody;
import vn.daugio.protocol.Receipt;
import vn.daugio.protocol.Report;

/** {@code POST /api/v1/reports}: an agent's report. */
@Path("/api/v1/reports")
public final class ReportResource {
  private static final Logger LOG = LoggerFactory.getLogger(ReportResource.class);
  private static final int MOST_AT_ONCE = 64;

  /** A body above this is read by few at a time: as a tree it takes many times its size. */
  private static final int LARGE = 256 << 10;

  private static final int MOST_LARGE_AT_ONCE = 3;
  private static final int RETRY_AFTER_SECONDS = 15;

  private final Intake intake;
  private final InstantSource clock;
  private final IngestMeters meters;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final Semaphore largePlaces = new Semaphore(MOST_LARGE_AT_ONCE);

  public ReportResource(Intake intake, InstantSource clock, MeterRegistry registry) {
    this.intake = intake;
    this.clock = clock;
    this.meters = new IngestMeters(registry);
  }

  @POST
  @Produces(MediaType.APPLICATION_JSON)
  public Response post(
      InputStream body,
      @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
      @Context SecurityContext security) {
    if (!(security.getUserPrincipal() instanceof Machine machine)) {
      throw new IllegalStateException("the gate lets only machines pass");
    }
    try {
      return Response.ok(take(machine, body, encoding)).build();
    } catch (RefusedException e) {
      meters.refused(e.refusal());
      LOG.warn(
          "a report of {} was refused: {} ({})",
          machine.getName(),
          e.refusal().code(),
          e.getMessage());
      return refusal(e);
    }
  }

  private Receipt take(Machine machine, InputStream body, @Nullable String encoding) {
    if (!places.tryAcquire()) {
      throw new RefusedException(Refusal.BUSY, "too many reports at once");
    }
    try {
      byte[] json = ReportLimits.read(body, isGzip(encoding));
      boolean large = json.length > LARGE;
      if (large && !largePlaces.tryAcquire()) {
        throw new RefusedException(Refusal.BUSY, "too many large reports at once");
      }
      try {
        return take(machine, json);
      } finally {
        if (large) {
          largePlaces.release();
        }
      }
    } catch (IOException e) {
      throw new RefusedException(Refusal.MALFORMED, "the body ended too early");
    } catch (StoreException e) {
      throw new RefusedException(Refusal.UNWRITABLE, "the report could not be stored; try later");
    } finally {
      places.release();
    }
  }

  private Receipt take(Machine machine, byte[] json) {
    Instant now = clock.instant();
    ReportReader.Read read = ReportReader.read(ReportLimits.text(json));
    Report report = read.report();
    ReportLimits.check(report, now);
    String site = read.site();
    if (!report.machine().equals(machine.code())
        || (site != null && !site.equals(machine.site()))) {
      throw new RefusedException(
          Refusal.WRONG_MACHINE, "this credential is that of " + machine.getName());
    }
    Receipt receipt = intake.accept(machine, report, gzip(json), now);
    meters.taken(report, receipt);
    return receipt;
  }

  private static boolean isGzip(@Nullable String encoding) {
    if (encoding == null || encoding.equalsIgnoreCase("identity")) {
      return false;
    }
    if (encoding.equalsIgnoreCase("gzip")) {
      return true;
    }
    throw new RefusedException(Refusal.BAD_ENCODING, "only gzip is understood");
  }

  private static byte[] gzip(byte[] json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static Response refusal(RefusedException e) {
    String detail = e.getMessage();
    Response.ResponseBuilder answer =
        Response.status(e.refusal().status())
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(new ErrorBody(e.refusal().code(), detail == null ? "" : detail));
    if (e.refusal().status() == 503) {
      answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return answer.build();
  }
}
