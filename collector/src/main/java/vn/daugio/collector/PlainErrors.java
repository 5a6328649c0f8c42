package vn.daugio.collector;

import jakarta.ws.rs.core.Response.Status;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.ErrorBody;
import vn.daugio.protocol.ProtocolJson;

/** The same error body for what is no HTTP and reaches no resource. */
final class PlainErrors extends ErrorHandler {
  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    @Nullable Status status = Status.fromStatusCode(code);
    ErrorBody body = ErrorMapper.body(status == null ? Status.BAD_REQUEST : status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    Content.Sink.write(response, true, ProtocolJson.write(body), callback);
  }
}
