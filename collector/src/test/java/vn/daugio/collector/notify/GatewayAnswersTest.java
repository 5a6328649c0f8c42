package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.daugio.collector.notify.Notifier.Delivery;

/** Whatever a gateway, or somebody in its place, answers. */
class GatewayAnswersTest {
  private static final String PHONE = "0912345678";
  private final FakeGateway gateway = new FakeGateway();
  @TempDir private Path folder;
  private List<Notifier> notifiers = List.of();

  @BeforeEach
  void read() throws IOException {
    for (String file : List.of("t", "s", "r")) {
      Files.writeString(folder.resolve(file), "1234567890abcdef");
    }
    String yaml =
        """
        channels:
        - {name: a, kind: zalo-bot, token-file: t, host: URL}
        - {name: b, kind: telegram, token-file: t, host: URL, enabled: true,
           i-know-it-may-be-blocked: true}
        - {name: c, kind: sms-gateway, preset: esms, api-key-file: t, secret-key-file: s,
           brandname: B, url: URL}
        - {name: d, kind: zalo-oa, app-id: "1", secret-key-file: s, refresh-token-file: r,
           template: "1", data: [{name: x, text: "{{brief}}"}], host: URL, oauth-host: URL}
        """;
    ConfigReading read = ConfigReading.of(folder, yaml.replace("URL", "\"" + gateway.url() + "\""));
    assertThat(read.problems()).isEmpty();
    notifiers = read.notifiers();
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private void nothingIsTaken(String body) {
    gateway.answer(200, body);
    for (Notifier notifier : notifiers) {
      String address = notifier.channel() == Channel.TELEGRAM ? "1" : PHONE;
      Delivery delivery = notifier.send(SmsGatewayNotifierTest.letter("a"), address);
      assertThat(delivery).as(notifier.name() + ": " + body).isNotEqualTo(new Delivery.Taken());
      assertThat(delivery.toString()).doesNotContain("1234567890abcdef", "912345678");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ok\":false,\"error_code\":0}",
        "{\"ok\":false,\"error_code\":4294967296,\"error\":4294967296}",
        "{\"ok\":0,\"error\":\"0\",\"CodeResult\":{\"x\":100}}",
        "{\"ok\":false,\"error_code\":\"no\",\"error\":null,\"CodeResult\":null}",
        "{\"error\":-216,\"access_token\":\"\",\"refresh_token\":\"x\"}",
        "{\"ok\":true",
        "null",
        "100",
        "\"100\""
      })
  void whatIsNearlyASuccessIsNone(String body) {
    nothingIsTaken(body);
  }

  @Test
  void aStackOfBracketsIsNoAnswer() {
    nothingIsTaken("[".repeat(60_000));
    nothingIsTaken("{\"error\":".repeat(5_000));
  }

  @Test
  void noiseIsNoSuccess() {
    Random random = new Random(11);
    List<String> pieces =
        List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"ok\"",
            "true",
            "false",
            "\"error_code\"",
            "0",
            "401",
            "\"error\"",
            "-216",
            "\"CodeResult\"",
            "\"100",
            "\"data\"",
            "<a>",
            "\u0000",
            "ạ");
    for (int i = 0; i < 60; i++) {
      StringBuilder noise = new StringBuilder("x");
      random.ints(random.nextInt(30), 0, pieces.size()).forEach(at -> noise.append(pieces.get(at)));
      nothingIsTaken(noise.toString());
    }
  }
}
