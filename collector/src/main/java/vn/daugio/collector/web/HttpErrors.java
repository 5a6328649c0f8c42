package vn.daugio.collector.web;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Locale;
import vn.daugio.protocol.ErrorBody;

/** Gives every 4xx and 5xx a reason and a detail; a body that is there stays. */
public final class HttpErrors implements ExceptionMapper<WebApplicationException> {
  @Override
  public Response toResponse(WebApplicationException exception) {
    Response response = exception.getResponse();
    if (response.getStatus() < 400 || response.hasEntity()) {
      return response;
    }
    Response.StatusType status = response.getStatusInfo();
    String reason = status.getReasonPhrase().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    // the status' own words: an exception's message may repeat what the caller has sent
    return Response.fromResponse(response)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(new ErrorBody(reason, status.getReasonPhrase()))
        .build();
  }
}
