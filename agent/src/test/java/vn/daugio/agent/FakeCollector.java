package vn.daugio.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.PlanDocument;
import vn.daugio.protocol.ProtocolJson;
import vn.daugio.protocol.Report;

/** The three doors of a collector, without what lies behind them. */
final class FakeCollector implements AutoCloseable {
  final List<Report> reports = new CopyOnWriteArrayList<>();
  volatile int status = 200;
  volatile @Nullable PlanDocument plan;
  private final HttpServer server;

  FakeCollector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/reports",
        exchange -> {
          byte[] body = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
          if (status == 200) {
            reports.add(ProtocolJson.read(new String(body, StandardCharsets.UTF_8), Report.class));
          }
          answer(exchange, status, "{\"accepted\":1,\"duplicate\":false}");
        });
    server.createContext(
        "/api/v1/plan",
        exchange -> {
          PlanDocument present = plan;
          answer(
              exchange,
              present == null ? 503 : 200,
              present == null ? "" : ProtocolJson.write(present));
        });
    server.createContext(
        "/api/v1/enrolments",
        exchange ->
            answer(exchange, 200, "{\"site\":\"a/b\",\"machine\":\"M-1\",\"token\":\"tok\"}"));
    server.start();
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A configuration that reports here, with its token. */
  AgentConfig config(Path directory, String more) throws IOException {
    Files.writeString(directory.resolve("token"), "tok\n");
    Path file = directory.resolve("agent.yaml");
    Files.writeString(
        file,
        "site: a/b\nmachine: M-1\ncollector: {url: '%s', token-file: token}\n%s\n"
            .formatted(url(), more));
    return AgentConfig.load(file);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
