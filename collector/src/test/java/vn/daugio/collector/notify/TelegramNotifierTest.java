package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.notify.Notifier.Delivery;
import vn.daugio.protocol.Language;

class TelegramNotifierTest extends NotifierContract {
  private static final String CHAT = "-1001234567890";
  private static final String OTHER = "- {name: b, kind: zalo-bot, token-file: t}";
  private final FakeGateway gateway = new FakeGateway();
  private final TelegramNotifier notifier =
      new TelegramNotifier("to", gateway.url(), SECRET, Language.EN, Duration.ofSeconds(20));

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Override
  Notifier notifier() {
    return notifier;
  }

  @Override
  String address() {
    return CHAT;
  }

  @Override
  void answer(int status) {
    gateway.answer(
        status,
        status == 200
            ? "{\"ok\":true,\"result\":{\"message_id\":1}}"
            : "{\"ok\":false,\"error_code\":" + status + ",\"description\":\"" + SECRET + "\"}");
  }

  @Override
  void goAway() {
    gateway.close();
  }

  private Delivery send() {
    return notifier.send(letter(Notice.Kind.OPENED), CHAT);
  }

  @Test
  void aMessageGoesToTheChat() {
    answer(200);
    send();
    assertThat(gateway.got.get(0).path()).isEqualTo("/bot" + SECRET + "/sendMessage");
    JsonNode body = BotApi.read(gateway.got.get(0).body());
    assertThat(body.properties()).hasSize(3);
    assertThat(body.path("chat_id").asText()).isEqualTo(CHAT);
    assertThat(body.path("link_preview_options").path("is_disabled").asBoolean()).isTrue();
    assertThat(body.path("text").asText())
        .isEqualTo(letter(Notice.Kind.OPENED).text(Language.EN, 4096));
  }

  @ParameterizedTest
  @CsvSource({
    "400, Permanent",
    "401, Misconfigured",
    "403, Permanent",
    "404, Misconfigured",
    "429, RetryLater",
    "502, RetryLater"
  })
  void anErrorIsACategory(int code, String category) {
    answer(code);
    assertThat(send().getClass().getSimpleName()).isEqualTo(category);
    assertThat(send().toString()).doesNotContain(SECRET, CHAT);
  }

  @Test
  void itWaitsAsLongAsTelegramAsks() {
    gateway.answer(429, "{\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":34}}");
    assertThat(send()).isEqualTo(new Delivery.RetryLater("to: HTTP 429", Duration.ofSeconds(34)));
  }

  @Test
  void thePageOfABlockIsNoSuccess() {
    gateway.answer(200, "<html>Trang bị chặn</html>");
    assertThat(send())
        .isEqualTo(new Delivery.RetryLater("to: the answer is not one of Telegram's", null));
    assertThat(notifier.send(letter(Notice.Kind.OPENED), "a b"))
        .isEqualTo(new Delivery.Permanent("to: this is no chat id of Telegram"));
  }

  @Test
  void itIsOffUnlessItIsWantedTwiceAndNeverAlone(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("t"), "1234567890:abcDEF_-");
    String telegram = "channels:\n- {name: a, kind: telegram, token-file: t%s}\n";
    String known = ", enabled: true, i-know-it-may-be-blocked: true";
    ConfigReading on = ConfigReading.of(folder, telegram.formatted(known) + OTHER);
    assertThat(on.problems()).isEmpty();
    assertThat(on.notifiers())
        .extracting(Notifier::name)
        .containsExactly("telegram:a", "zalo-bot:b");
    assertThat(on.notifiers().get(0).warning()).contains("blocked by order");
    assertThat(on.notifiers().get(1).warning()).isEmpty();
    for (String off : new String[] {"", ", enabled: false", ", i-know-it-may-be-blocked: true"}) {
      ConfigReading read = ConfigReading.of(folder, telegram.formatted(off) + OTHER);
      assertThat(read.problems()).isEmpty();
      assertThat(read.notifiers()).extracting(Notifier::name).containsExactly("zalo-bot:b");
    }
    assertThat(ConfigReading.of(folder, telegram.formatted(", enabled: true") + OTHER).problems())
        .containsExactly(
            "channels[0].i-know-it-may-be-blocked: Telegram is blocked by order in Vietnam and"
                + " reachable at times only; say true here when you know that");
    assertThat(
            ConfigReading.of(
                    folder,
                    telegram.formatted(known)
                        + "- {name: w, kind: webhook, url: \"https://a.example\"}")
                .problems())
        .containsExactly("channels: telegram cannot be the only channel to people");
  }
}
