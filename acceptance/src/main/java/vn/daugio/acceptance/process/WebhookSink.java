package vn.daugio.acceptance.process;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes every notice and keeps its body. */
public final class WebhookSink implements AutoCloseable {
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  public WebhookSink() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/notices",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/notices";
  }

  /** The bodies so far, in order of arrival. */
  public List<String> bodies() {
    return List.copyOf(bodies);
  }

  /** How many notices of a kind ({@code opened}, {@code recovered}) have come. */
  public long count(String kind) {
    return bodies.stream().filter(body -> body.contains("\"kind\":\"" + kind + "\"")).count();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
