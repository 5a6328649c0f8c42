package vn.daugio.collector;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.daugio.collector.store.StoreException;
import vn.daugio.protocol.ErrorBody;

/** Every error without a body gets one: a reason and a detail, never a stack trace. */
public final class ErrorMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorMapper.class);
  private static final int RETRY_AFTER_SECONDS = 15;
  private static final long TELL_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

  private long untold;
  private @Nullable Long toldAt;

  @Override
  public Response toResponse(Throwable error) {
    if (error instanceof WebApplicationException known) {
      Response answer = known.getResponse();
      return answer.getStatus() < 400 || answer.hasEntity()
          ? answer
          : Response.fromResponse(answer)
              .type(MediaType.APPLICATION_JSON_TYPE)
              .entity(body(answer.getStatusInfo()))
              .build();
    }
    if (error instanceof StoreException) {
      tell(error);
      return answer(503, "store.unavailable", "the database cannot be used now; try later");
    }
    LOG.error("answered 500", error);
    return answer(500, "internal_error", "the collector has made a mistake; its log says which");
  }

  /** Thousands of agents ask again and again while the database is away: one line a minute. */
  private synchronized void tell(Throwable error) {
    long now = System.nanoTime();
    if (toldAt == null || now - toldAt >= TELL_EVERY_NANOS) {
      LOG.warn("answered 503, and {} times since this was said: {}", untold, error.getMessage());
      toldAt = now;
      untold = 0;
    } else {
      untold++;
    }
  }

  /** The status' own words: an exception's message may repeat what the caller has sent. */
  static ErrorBody body(Response.StatusType status) {
    String phrase = status.getReasonPhrase();
    return new ErrorBody(phrase.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_"), phrase);
  }

  private static Response answer(int status, String reason, String detail) {
    Response.ResponseBuilder answer =
        Response.status(status)
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(new ErrorBody(reason, detail));
    return status == 503
        ? answer.header("Retry-After", RETRY_AFTER_SECONDS).build()
        : answer.build();
  }
}
