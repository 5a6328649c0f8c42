package vn.daugio.collector.notify;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The other side of a webhook, on a free port of loopback. */
final class Hook implements AutoCloseable {
  record Got(String key, String authorization, String body) {}

  final List<Got> got = new CopyOnWriteArrayList<>();
  volatile int status = 200;
  private final HttpServer server;

  Hook() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          var headers = exchange.getRequestHeaders();
          got.add(
              new Got(
                  headers.getFirst("Idempotency-Key"),
                  String.valueOf(headers.getFirst("Authorization")),
                  body));
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  Webhook webhook(String name) {
    int port = server.getAddress().getPort();
    URI url = URI.create("http://127.0.0.1:" + port + "/x?key=" + NotifierContract.SECRET);
    return new Webhook(name, url, "bearer-secret");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
