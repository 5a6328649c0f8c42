package vn.daugio.collector.web;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.daugio.protocol.ErrorBody;

/** A mistake of ours: the log has it, the caller gets nothing of it. */
public final class UnexpectedErrors implements ExceptionMapper<Throwable> {
  private static final Logger LOG = LoggerFactory.getLogger(UnexpectedErrors.class);

  @Override
  public Response toResponse(Throwable exception) {
    LOG.error("a request failed", exception);
    return Response.serverError()
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(new ErrorBody("internal_error", "the service met an error; its log has it"))
        .build();
  }
}
