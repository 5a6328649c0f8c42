package vn.daugio.collector.web;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import vn.daugio.protocol.ErrorBody;

/** An answer that is an error of the caller. */
final class Failure {
  private Failure() {}

  static WebApplicationException notFound(String detail) {
    return of(404, "not_found", detail);
  }

  static WebApplicationException of(int status, String reason, String detail) {
    return new WebApplicationException(
        Response.status(status)
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(new ErrorBody(reason, detail))
            .build());
  }
}
