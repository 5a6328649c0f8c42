package vn.daugio.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.dropwizard.core.setup.Bootstrap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import net.sourceforge.argparse4j.inf.Namespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.protocol.ConfigException;

class ZaloChatsCommandTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final HttpServer zalo;
  private volatile String answer = "";

  ZaloChatsCommandTest() throws IOException {
    zalo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() throws IOException {
    zalo.createContext(
        "/",
        exchange -> {
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    zalo.start();
    Files.writeString(folder.resolve("plan.yaml"), TestCollector.PLAN);
    Files.writeString(folder.resolve("token"), "1234567890:secret");
    Files.writeString(
        folder.resolve("c.yaml"),
        """
        plan: plan.yaml
        channels:
        - {name: to, kind: zalo-bot, token-file: token, host: "http://127.0.0.1:%d"}
        """
            .formatted(zalo.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    zalo.stop(0);
  }

  private void run(String name, String wait) {
    ZaloChatsCommand command =
        new ZaloChatsCommand(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    Map<String, Object> options =
        Map.of("file", folder.resolve("c.yaml").toString(), "name", name, "wait", wait);
    command.run(
        new Bootstrap<>(new CollectorApplication(InstantSource.system())), new Namespace(options));
  }

  @Test
  void itPrintsTheChatAndNothingElse() {
    answer =
        """
        {"ok":true,"result":{"message":{"chat":{"id":"abc","chat_type":"PRIVATE"},"text":"x"}}}
        """;
    run("to", "1s");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("abc\tPRIVATE\n");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("the token is accepted\n");
  }

  @Test
  void itSaysWhatToDoWhenNobodyWrote() {
    answer = "{\"ok\":true,\"result\":{}}";
    run("to", "1s");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("nobody wrote to the bot within 1 s");
  }

  @Test
  void aWrongTokenIsToldWithoutTheToken() {
    answer = "{\"ok\":false,\"error_code\":401}";
    assertThatThrownBy(() -> run("to", "1s"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("zalo-chats: 1 problem\n  - to: Zalo refuses the token (401)");
  }

  @Test
  void mistakesOfUseAreAllTold() {
    assertThatThrownBy(() -> run("tp", "2m"))
        .hasMessage(
            "zalo-chats: 2 problems\n  - --wait: at most 60s\n"
                + "  - --name: unknown zalo-bot channel 'tp'; did you mean 'to'?");
  }
}
