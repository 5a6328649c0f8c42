package vn.daugio.collector.surface;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Chromium without a window, on this machine's pages only, spoken to by its DevTools protocol. */
public final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final WebSocket socket;
  private int last;

  private Browser(Process process, Path profile) throws IOException, InterruptedException {
    this.process = process;
    Path active = profile.resolve("DevToolsActivePort");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.exists(active) && !Files.readString(active).isBlank());
    String port = Files.readAllLines(active).get(0);
    HttpRequest pages =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
            .method("PUT", HttpRequest.BodyPublishers.noBody())
            .build();
    JsonNode page = JSON.readTree(client.send(pages, BodyHandlers.ofString()).body());
    this.socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create(page.path("webSocketDebuggerUrl").asText()), new Listener())
            .join();
  }

  /** Skips the test where there is no Chromium. */
  public static Browser start(Path folder) throws IOException, InterruptedException {
    String program = Programs.require("chromium");
    Path profile = Files.createTempDirectory(folder, "profile");
    Process process =
        new ProcessBuilder(
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--user-data-dir=" + profile,
                "--remote-debugging-port=0")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("log").toFile())
            .start();
    try {
      return new Browser(process, profile);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Opens a page in a window of this width, in CSS pixels, and waits until it is there. */
  public void open(URI address, int width) {
    call(
        "Emulation.setDeviceMetricsOverride",
        JSON.createObjectNode()
            .put("width", width)
            .put("height", 900)
            .put("deviceScaleFactor", 1)
            .put("mobile", width < 600));
    call("Page.navigate", JSON.createObjectNode().put("url", address.toString()));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                evaluate(
                        "location.href !== 'about:blank' && document.readyState === 'complete'"
                            + " && (typeof htmx === 'object' || !document.querySelector('script'))")
                    .asBoolean());
  }

  /** The value of a JavaScript expression; a promise is awaited. */
  public JsonNode evaluate(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            JSON.createObjectNode()
                .put("expression", expression)
                .put("returnByValue", true)
                .put("awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(answer.path("exceptionDetails").toString());
    }
    return answer.at("/result/value");
  }

  /** The whole page as PNG. */
  public byte[] picture() {
    return data(
        call(
            "Page.captureScreenshot",
            JSON.createObjectNode().put("format", "png").put("captureBeyondViewport", true)));
  }

  /** As printed, the page's own size of paper. */
  public byte[] pdf() {
    return data(
        call(
            "Page.printToPDF",
            JSON.createObjectNode().put("preferCSSPageSize", true).put("printBackground", true)));
  }

  private static byte[] data(JsonNode answer) {
    return Base64.getDecoder().decode(answer.path("data").asText());
  }

  private JsonNode call(String method, ObjectNode parameters) {
    last++;
    ObjectNode message = JSON.createObjectNode().put("id", last).put("method", method);
    message.set("params", parameters);
    socket.sendText(message.toString(), true).join();
    try {
      for (String text = answer(); ; text = answer()) {
        JsonNode answer = JSON.readTree(text);
        if (answer.path("id").asInt() == last) {
          if (answer.has("error")) {
            throw new AssertionError(method + ": " + answer.path("error"));
          }
          return answer.path("result");
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private String answer() throws InterruptedException {
    String text = answers.poll(60, TimeUnit.SECONDS);
    if (text == null) {
      throw new AssertionError("the browser does not answer");
    }
    return text;
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
      text.append(part);
      if (isLast) {
        answers.add(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }
}
