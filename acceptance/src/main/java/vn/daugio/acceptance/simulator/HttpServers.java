package vn.daugio.acceptance.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The HTTP side: eSCL of a device, and the control of all of them. */
final class HttpServers {
  private static final String ESCL = "/eSCL/";

  private HttpServers() {}

  /** eSCL documents of one device at {@code /eSCL/}. */
  static HttpServer escl(
      SimulatedDevice device, InetAddress address, int port, ScheduledExecutorService later)
      throws IOException {
    return serve(
        address,
        port,
        later,
        exchange -> {
          SimulatedDevice.Faults faults = device.faults();
          if (faults.silent()) {
            // the exchange stays open: a device that hangs, until its client gives up
            return;
          }
          String resource = exchange.getRequestURI().getPath().substring(ESCL.length());
          byte @Nullable [] document = device.document(resource);
          byte[] body = document == null ? new byte[0] : document;
          if (faults.garbage()) {
            body = new byte[] {'<', 0, (byte) 0xFF, '&', '<'};
          }
          byte[] sent = body;
          int status = document == null ? 404 : 200;
          CompletableFuture.delayedExecutor(faults.delay().toMillis(), TimeUnit.MILLISECONDS, later)
              .execute(() -> respond(exchange, status, sent, "text/xml"));
        },
        ESCL);
  }

  /**
   * Control, on loopback: {@code GET /devices}; {@code POST /set?device=&oid=&type=&value=}, {@code
   * /remove?device=&oid=}, {@code /escl?device=&resource=} with the document as body, {@code
   * /fault?device=&silent=&garbage=&delay=} (true or absent, milliseconds).
   */
  static HttpServer control(List<SimulatedDevice> devices, int port, ScheduledExecutorService later)
      throws IOException {
    return serve(
        InetAddress.getLoopbackAddress(),
        port,
        later,
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          String path = exchange.getRequestURI().getPath();
          if (path.equals("/devices")) {
            String names =
                devices.stream().map(SimulatedDevice::name).collect(Collectors.joining("\n"));
            respond(exchange, 200, names.getBytes(StandardCharsets.UTF_8), "text/plain");
            return;
          }
          Map<String, String> query = query(exchange);
          @Nullable SimulatedDevice device =
              devices.stream()
                  .filter(one -> one.name().equals(query.get("device")))
                  .findFirst()
                  .orElse(null);
          int status = 404;
          if (device != null && exchange.getRequestMethod().equals("POST")) {
            try {
              status = change(device, path, query, body) ? 200 : 404;
            } catch (IllegalArgumentException e) {
              status = 400;
            }
          }
          respond(exchange, status, new byte[0], "text/plain");
        },
        "/");
  }

  private static boolean change(
      SimulatedDevice device, String path, Map<String, String> query, byte[] body) {
    String oid = query.getOrDefault("oid", "");
    switch (path) {
      case "/set" ->
          device.set(oid, query.getOrDefault("type", ""), query.getOrDefault("value", ""));
      case "/remove" -> device.remove(oid);
      case "/escl" -> device.setDocument(query.getOrDefault("resource", "ScannerStatus"), body);
      case "/fault" ->
          device.setFaults(
              new SimulatedDevice.Faults(
                  Boolean.parseBoolean(query.get("silent")),
                  Boolean.parseBoolean(query.get("garbage")),
                  Duration.ofMillis(Long.parseLong(query.getOrDefault("delay", "0")))));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static HttpServer serve(
      InetAddress address,
      int port,
      ScheduledExecutorService executor,
      HttpHandler handler,
      String path)
      throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
    server.setExecutor(executor);
    server.createContext(path, handler);
    server.start();
    return server;
  }

  private static void respond(HttpExchange exchange, int status, byte[] body, String type) {
    try {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(body);
        }
      }
    } catch (IOException e) {
      // the client has gone; a device would not mind either
    } finally {
      exchange.close();
    }
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> parsed = new HashMap<>();
    @Nullable String raw = exchange.getRequestURI().getRawQuery();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          parsed.put(
              pair.substring(0, equals),
              URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
      }
    }
    return parsed;
  }
}
