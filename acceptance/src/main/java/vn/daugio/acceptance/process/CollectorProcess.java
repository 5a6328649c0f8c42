package vn.daugio.acceptance.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The built collector on loopback, with data, plan and tokens in a folder of its own. */
public final class CollectorProcess implements AutoCloseable {
  private static final String OPERATOR = "operator-token-of-the-acceptance-run";

  private final Path folder;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();
  private Child child;

  /** Writes configuration and plan, and starts it. */
  public CollectorProcess(Path folder, String plan, String webhook) {
    this.folder = folder;
    this.port = Child.freePortPair();
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("plan.yml"), plan);
      Files.writeString(folder.resolve("operator-token"), OPERATOR);
      Files.writeString(folder.resolve("read-token"), "read-token-of-the-acceptance-run");
      Files.writeString(
          config(),
          """
          data-directory: data
          plan: plan.yml
          listen: {host: 127.0.0.1, port: %d, admin-port: %d}
          public-url: http://127.0.0.1:%d
          loopback-read: true
          operator-token-file: operator-token
          read-token-file: read-token
          webhooks: [{name: sink, url: "%s"}]
          """
              .formatted(port, port + 1, port, webhook));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.child = launch();
  }

  private Child launch() {
    List<String> command =
        new ArrayList<>(List.of(Tree.collector(), "server", config().toString()));
    Child started = Child.start(folder.resolve("collector.log"), command);
    started.awaitPort(port);
    return started;
  }

  public Path config() {
    return folder.resolve("collector.yml");
  }

  public Path database() {
    return folder.resolve("data/daugio.db");
  }

  public int port() {
    return port;
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public String joinCode(String site, int uses) {
    return Child.run(
        List.of(
            Tree.collector(),
            "join-code",
            config().toString(),
            "--site",
            site,
            "--uses",
            Integer.toString(uses)));
  }

  /** SIGKILL. */
  public void kill() {
    child.kill();
  }

  /** Starts it again after a kill, on the same data and ports. */
  public void restart() {
    child = launch();
  }

  /** The body of a GET that answers 200. */
  public String get(String path) {
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(URI.create(url() + path)).build(),
              HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(path + " answers " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    child.close();
  }
}
