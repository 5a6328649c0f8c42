package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.notify.Notifier.Delivery;
import vn.daugio.collector.notify.ZaloBotNotifier.Chat;
import vn.daugio.collector.notify.ZaloBotNotifier.Chats;
import vn.daugio.protocol.Language;

class ZaloBotNotifierTest extends NotifierContract {
  private static final String CHAT = "6ede9afa66b88fe6d6a9";
  private static final String SENT =
      "{\"ok\":true,\"result\":{\"message_id\":\"2d758cb5e222177a4e35\",\"date\":1763}}";
  private final FakeGateway gateway = new FakeGateway();
  private final ZaloBotNotifier notifier =
      new ZaloBotNotifier("to", gateway.url(), SECRET, Language.VI, Duration.ofSeconds(20));

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
    gateway.answer(status, status == 200 ? SENT : wrong(status));
  }

  @Override
  void goAway() {
    gateway.close();
  }

  private static String wrong(int code) {
    return "{\"ok\":false,\"description\":\"see " + SECRET + "\",\"error_code\":" + code + "}";
  }

  private Delivery send() {
    return notifier.send(letter(Notice.Kind.OPENED), CHAT);
  }

  @Test
  void aMessageGoesToTheChat() {
    answer(200);
    send();
    FakeGateway.Got got = gateway.got.get(0);
    assertThat(got.method()).isEqualTo("POST");
    assertThat(got.path()).isEqualTo("/bot" + SECRET + "/sendMessage");
    assertThat(got.headers().get("content-type")).isEqualTo("application/json; charset=utf-8");
    JsonNode body = BotApi.read(got.body());
    assertThat(body.properties()).hasSize(2);
    assertThat(body.path("chat_id").asText()).isEqualTo(CHAT);
    assertThat(body.path("text").asText())
        .isEqualTo(letter(Notice.Kind.OPENED).text(Language.VI, 2000))
        .contains("Trụ sở, Xã Đại Đồng")
        .endsWith("\nhttps://collector.example/incidents/12");
  }

  @Test
  void aLongTextIsCutToWhatZaloTakes() {
    answer(200);
    Letter.Words words = new Letter.Words("a", "Một câu dài. ".repeat(400), "a");
    Map<Language, Letter.Words> both = Map.of(Language.VI, words, Language.EN, words);
    notifier.send(new Letter("k", "test", Severity.HIGH, both, List.of(), "https://a.b"), CHAT);
    String text = BotApi.read(gateway.got.get(0).body()).path("text").asText();
    assertThat(text).hasSizeBetween(1900, 2000).endsWith(" …\nhttps://a.b");
  }

  @ParameterizedTest
  @CsvSource({
    "400, Permanent",
    "401, Misconfigured",
    "403, Misconfigured",
    "404, Permanent",
    "408, RetryLater",
    "429, RetryLater",
    "500, RetryLater",
    "503, RetryLater",
    "-1, Permanent"
  })
  void anErrorInsideASuccessIsAnError(int code, String category) {
    gateway.answer(200, wrong(code));
    Delivery delivery = send();
    assertThat(delivery.getClass().getSimpleName()).isEqualTo(category);
    assertThat(delivery.toString()).contains("to: ").doesNotContain(SECRET, CHAT);
  }

  @Test
  void aRefusalWithoutACodeIsARefusal() {
    gateway.answer(200, "{\"ok\":false}");
    assertThat(send()).isEqualTo(new Delivery.Permanent("to: HTTP 200"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>Đăng nhập Wi-Fi</html>", "[]", "{\"ok\":\"yes\"}", "{\"ok\":"})
  void thePageOfAWifiPortalIsNoSuccess(String body) {
    gateway.answer(200, body);
    assertThat(send())
        .isEqualTo(new Delivery.RetryLater("to: the answer is not one of Zalo's", null));
  }

  @Test
  void aHostThatKnowsNoBotsIsAMistakeOfTheConfiguration() {
    gateway.answer(404, "Not Found");
    assertThat(send()).isEqualTo(new Delivery.Misconfigured("to: HTTP 404"));
  }

  @Test
  void itWaitsAsLongAsZaloAsks() {
    gateway.answers = one -> new FakeGateway.Answer(429, wrong(429), Map.of("Retry-After", "40"));
    assertThat(send()).isEqualTo(new Delivery.RetryLater("to: HTTP 429", Duration.ofSeconds(40)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/../b", "a\"b"})
  void whatIsNoChatIdIsNotAsked(String address) {
    assertThat(notifier.send(letter(Notice.Kind.OPENED), address))
        .isEqualTo(new Delivery.Permanent("to: this is no chat id of Zalo"));
    assertThat(gateway.got).isEmpty();
  }

  private void updates(int status, String body) {
    gateway.answers =
        one ->
            one.path().endsWith("/getMe")
                ? new FakeGateway.Answer(200, "{\"ok\":true,\"result\":{\"id\":\"1\"}}")
                : new FakeGateway.Answer(status, body);
  }

  @Test
  void aChatIsFoundByWhoWrites() {
    updates(
        200,
        """
        {"ok":true,"result":{"event_name":"message.text.received","message":{"text":"bí mật",
         "chat":{"id":"6ede9afa66b88fe6d6a9","chat_type":"GROUP"},"from":{"id":"x"}}}}
        """);
    Chats chats = notifier.chats(Duration.ofSeconds(30));
    assertThat(chats).isEqualTo(new Chats(List.of(new Chat(CHAT, "GROUP")), ""));
    assertThat(gateway.got)
        .extracting(FakeGateway.Got::path)
        .containsExactly("/bot" + SECRET + "/getMe", "/bot" + SECRET + "/getUpdates");
    assertThat(gateway.got.get(1).body()).isEqualTo("{\"timeout\":30}");
  }

  @Test
  void severalWhoWroteAreFoundOnce() {
    updates(
        200,
        """
        {"ok":true,"result":[{"message":{"chat":{"id":"a","chat_type":"PRIVATE"}}},
         {"message":{"chat":{"id":"a"}}},{"message":{"chat":{"id":"<b>"}}},{"event_name":"x"}]}
        """);
    assertThat(notifier.chats(Duration.ofSeconds(1)).chats())
        .containsExactly(new Chat("a", "PRIVATE"));
  }

  @ParameterizedTest
  @CsvSource({"200, 408", "408, 408"})
  void nobodyWroteIsNoMistake(int status, int code) {
    updates(status, wrong(code));
    assertThat(notifier.chats(Duration.ofSeconds(1))).isEqualTo(new Chats(List.of(), ""));
  }

  @Test
  void aWrongTokenIsTold() {
    gateway.answer(200, wrong(401));
    assertThat(notifier.chats(Duration.ofSeconds(1)))
        .isEqualTo(new Chats(List.of(), "to: Zalo refuses the token (401)"));
    assertThat(gateway.got).hasSize(1);
  }

  @Test
  void itIsReadFromTheConfiguration(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("t"), "1234567890:abcDEF_-\n");
    Files.writeString(folder.resolve("bad"), "1234567890/../x");
    ConfigReading good =
        ConfigReading.of(folder, "channels: [{name: a, kind: zalo-bot, token-file: t}]");
    assertThat(good.problems()).isEmpty();
    assertThat(good.notifiers()).extracting(Notifier::name).containsExactly("zalo-bot:a");
    String bad =
        """
        channels:
        - {name: a, kind: zalo-bot, token-file: bad, language: fr, host: "http://zalo.example"}
        - {name: b, kind: zalo-bt}
        - {name: a, kind: zalo-bot, token-file: t, hst: x}
        """;
    assertThat(ConfigReading.of(folder, bad).problems())
        .containsExactly(
            "channels[0].host: https is needed: the address would show the secret to the network",
            "channels[0].token-file: the file does not hold what is expected here",
            "channels[0].language: unknown language 'fr'; known languages: en, vi",
            "channels[1].kind: unknown channel 'zalo-bt'; did you mean 'zalo-bot'?",
            "channels[2]: unknown key 'hst'; did you mean 'host'?",
            "channels[2].name: a second zalo-bot is named 'a'");
  }
}
