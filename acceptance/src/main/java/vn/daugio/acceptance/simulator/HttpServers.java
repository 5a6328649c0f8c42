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

/** The HTTP side: eSCL and WS-Scan of a device, and the control of all of them. */
final class HttpServers {
  /** Where a device has its WS-Scan service; its answer is the document of this name. */
  static final String WSD = "/wsd/scan";

  private static final String ESCL = "/eSCL/";
  private static final String ASKED = ":GetScannerElementsRequest>";

  private HttpServers() {}

  /** eSCL documents of one device at {@code /eSCL/}, its WS-Scan service at {@code /wsd/scan}. */
  static HttpServer scanner(
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
          byte @Nullable [] document = document(device, exchange);
          byte[] body = document == null ? new byte[0] : document;
          if (faults.garbage()) {
            body = new byte[] {'<', 0, (byte) 0xFF, '&', '<'};
          }
          byte[] sent = body;
          int status = document == null ? 404 : 200;
          CompletableFuture.delayedExecutor(faults.delay().toMillis(), TimeUnit.MILLISECONDS, later)
              .execute(() -> respond(exchange, status, sent, "text/xml"));
        },
        "/");
  }

  /** A document may be read; the service answers the one request that it knows. */
  private static byte @Nullable [] document(SimulatedDevice device, HttpExchange exchange)
      throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (path.equals(WSD)) {
      return method.equals("POST") && body.contains(ASKED) ? device.document(WSD) : null;
    }
    return path.startsWith(ESCL) && method.equals("GET")
        ? device.document(path.substring(ESCL.length()))
        : null;
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
