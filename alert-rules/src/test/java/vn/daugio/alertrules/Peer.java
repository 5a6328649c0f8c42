package vn.daugio.alertrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A real Prometheus or Alertmanager on a free port of loopback, as a child process. */
final class Peer implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final String address;

  private Peer(Process process, Path log, String address) {
    this.process = process;
    this.log = log;
    this.address = address;
  }

  /** Answers when this returns. */
  static Peer start(Path folder, String program, List<String> options) throws IOException {
    int port = freePort();
    Path log = folder.resolve("peer.log");
    List<String> command = new ArrayList<>(List.of(Programs.require(program)));
    command.addAll(options);
    command.add("--web.listen-address=127.0.0.1:" + port);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Peer peer = new Peer(process, log, "http://127.0.0.1:" + port);
    peer.awaits("/-/ready", "");
    return peer;
  }

  String address() {
    return address;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(address + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Waits until a page answers 200 with a text in it, and returns it. */
  String awaits(String path, String text) throws IOException {
    return await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(IOException.class)
        .failFast(() -> assertThat(process.isAlive()).as(() -> said()).isTrue())
        .until(
            () -> {
              HttpResponse<String> answer = get(path);
              return answer.statusCode() == 200 && answer.body().contains(text)
                  ? answer.body()
                  : null;
            },
            body -> body != null);
  }

  private String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
