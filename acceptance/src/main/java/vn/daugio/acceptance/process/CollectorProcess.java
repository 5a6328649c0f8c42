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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built collector on loopback, with data, plan and tokens in a folder of its own. */
public final class CollectorProcess implements AutoCloseable {
  private static final Pattern WAITING = Pattern.compile("(\\d+) notices wait");
  private static final String READ = "read-token-of-the-acceptance-run";
  private static final String OPERATOR = "operator-token-of-the-acceptance-run";

  private final Path folder;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> program;
  private Child child;

  /** Writes configuration and plan, and starts it. */
  public CollectorProcess(Path folder, String plan, String webhook) {
    this(folder, plan, webhook, List.of(Tree.collector()));
  }

  /**
   * @param program what stands before the arguments of each command
   */
  public CollectorProcess(Path folder, String plan, String webhook, List<String> program) {
    this.folder = folder;
    this.program = List.copyOf(program);
    this.port = Child.freePortPair();
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("plan.yml"), plan);
      Files.writeString(folder.resolve("operator-token"), OPERATOR);
      Files.writeString(folder.resolve("read-token"), READ);
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
    Child started =
        Child.start(folder.resolve("collector.log"), command("server", config().toString()));
    started.awaitPort(port);
    return started;
  }

  public Path config() {
    return folder.resolve("collector.yml");
  }

  public Path database() {
    return folder.resolve("data/daugio.db");
  }

  public long pid() {
    return child.pid();
  }

  /** Waits until it has nothing to do. */
  public void settle() {
    child.settle();
  }

  public int port() {
    return port;
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public String joinCode(String site, int uses) {
    return Child.run(
        command(
            "join-code", config().toString(), "--site", site, "--uses", Integer.toString(uses)));
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(arguments));
    return command;
  }

  /** SIGKILL. */
  public void kill() {
    child.kill();
  }

  /** Starts it again after a kill, on the same data and ports. */
  public void restart() {
    child = launch();
  }

  /** The notices that wait in the outbox, as the health check on the admin listener counts them. */
  public int waitingNotices() {
    String health = fetch("http://127.0.0.1:" + (port + 1) + "/healthcheck");
    Matcher count = WAITING.matcher(health);
    if (!count.find()) {
      throw new IllegalStateException("the health check says " + health);
    }
    return Integer.parseInt(count.group(1));
  }

  /** The body of a GET that answers 200. */
  public String get(String path) {
    return fetch(url() + path);
  }

  private String fetch(String address) {
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(URI.create(address))
                  .header("Authorization", "Bearer " + READ)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(address + " answers " + response.statusCode());
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
