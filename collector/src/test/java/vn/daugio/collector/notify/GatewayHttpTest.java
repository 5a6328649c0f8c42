package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.collector.notify.GatewayHttp.Reply;
import vn.daugio.collector.notify.Notifier.Delivery;

class GatewayHttpTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);
  private final FakeGateway gateway = new FakeGateway();

  @AfterEach
  void stop() {
    gateway.close();
  }

  private static HttpRequest request(URI url) {
    return HttpRequest.newBuilder(url).build();
  }

  private Reply ask(Duration within) {
    return GatewayHttp.exchange(request(gateway.url()), within);
  }

  @Test
  void anAnswerIsReadWithItsStatus() {
    gateway.answer(418, "Ấm");
    assertThat(ask(LONG)).isEqualTo(new Reply.Answer(418, "Ấm", null));
  }

  @Test
  void redirectsAreNotFollowed() {
    gateway.answers = one -> new FakeGateway.Answer(302, "", Map.of("Location", "/elsewhere"));
    assertThat(ask(LONG)).isEqualTo(new Reply.Answer(302, "", null));
    assertThat(gateway.got).hasSize(1);
  }

  @Test
  void whoeverHangsIsGivenUp() {
    gateway.hang();
    assertThat(ask(SHORT)).isEqualTo(new Reply.Away("no answer within 0 s"));
  }

  @Test
  void anAnswerWithoutAnEndIsGivenUp() {
    gateway.answer(200, "x".repeat(200_000));
    assertThat(ask(LONG)).isEqualTo(new Reply.Away("IOException"));
  }

  @Test
  void whoeverIsAwayIsToldWithoutAnAddress() {
    URI url = URI.create(gateway.url() + "/bot-secret");
    gateway.close();
    assertThat(GatewayHttp.exchange(request(url), LONG))
        .isEqualTo(new Reply.Away("ConnectException"));
  }

  /** The JDK's own time-out ends with the headers; a body that drips would last for ever. */
  @Test
  void aBodyThatDripsIsGivenUp() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Socket> accepted =
          CompletableFuture.supplyAsync(
              () -> half(server, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"));
      URI url = URI.create("http://127.0.0.1:" + server.getLocalPort());
      assertThat(GatewayHttp.exchange(request(url), SHORT))
          .isEqualTo(new Reply.Away("no answer within 0 s"));
      accepted.join().close();
    }
  }

  @Test
  void whoeverHangsUpIsAway() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> closed =
          CompletableFuture.supplyAsync(() -> half(server, "HTTP/1.1 200 OK\r\nContent-Le"))
              .thenAccept(GatewayHttpTest::close);
      URI url = URI.create("http://127.0.0.1:" + server.getLocalPort());
      assertThat(GatewayHttp.exchange(request(url), LONG)).isEqualTo(new Reply.Away("IOException"));
      closed.join();
    }
  }

  private static Socket half(ServerSocket server, String answer) {
    try {
      Socket socket = server.accept();
      assertThat(socket.getInputStream().read()).isEqualTo('G');
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"30, 30", "999999, 86400", "-1,", "soon,", "'',"})
  void theOtherSideSaysHowLongToWait(String retryAfter, Long seconds) {
    gateway.answers = one -> new FakeGateway.Answer(429, "", Map.of("Retry-After", retryAfter));
    Duration after = seconds == null ? null : Duration.ofSeconds(seconds);
    assertThat(ask(LONG)).isEqualTo(new Reply.Answer(429, "", after));
  }

  @Test
  void aDateToWaitForIsCountedFromTheAnswersOwn() throws IOException {
    String answer =
        String.join(
            "\r\n",
            "HTTP/1.1 503 Busy",
            "Date: Mon, 23 Nov 2026 00:00:00 GMT",
            "Retry-After: Mon, 23 Nov 2026 00:02:00 GMT",
            "Content-Length: 0",
            "",
            "");
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Socket> accepted =
          CompletableFuture.supplyAsync(() -> half(server, answer));
      URI url = URI.create("http://127.0.0.1:" + server.getLocalPort());
      assertThat(GatewayHttp.exchange(request(url), LONG))
          .isEqualTo(new Reply.Answer(503, "", Duration.ofMinutes(2)));
      accepted.join().close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "301, Misconfigured", "400, Permanent", "401, Misconfigured", "403, Misconfigured",
    "404, Misconfigured", "408, RetryLater", "410, Permanent", "422, Permanent",
    "425, RetryLater", "429, RetryLater", "500, RetryLater", "599, RetryLater"
  })
  void aStatusSaysWhetherToTryAgain(int status, String category) {
    Delivery delivery = GatewayHttp.judge("a", status, Duration.ofSeconds(7));
    assertThat(delivery.getClass().getSimpleName()).isEqualTo(category);
    assertThat(delivery.toString()).contains("a: HTTP " + status);
  }
}
