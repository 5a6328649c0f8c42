package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.notify.Notifier.Delivery;
import vn.daugio.protocol.Language;

class SmsGatewayNotifierTest extends NotifierContract {
  private static final String PHONE = "0912 345.678";
  private final FakeGateway gateway = new FakeGateway();
  @TempDir private Path folder;

  @BeforeEach
  void secrets() throws IOException {
    Files.writeString(folder.resolve("s"), SECRET);
    Files.writeString(folder.resolve("api"), "ABCDEF0123456789");
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private Notifier read(String yaml) {
    ConfigReading read = ConfigReading.of(folder, yaml.replace("URL", gateway.url().toString()));
    assertThat(read.problems()).isEmpty();
    return read.notifiers().get(0);
  }

  @Override
  Notifier notifier() {
    return read(
        """
        channels:
        - {name: to, kind: sms-gateway, method: get, secret-files: {key: s},
           url: "URL/send?k={{secret.key}}&to={{phone}}&m={{text}}&id={{key}}"}
        """);
  }

  @Override
  String address() {
    return PHONE;
  }

  @Override
  void answer(int status) {
    gateway.answer(status, "");
  }

  @Override
  void goAway() {
    gateway.close();
  }

  static Letter letter(String brief) {
    Letter.Words words = new Letter.Words("a", "b", brief);
    return new Letter(
        "daugio-12-opened",
        "opened",
        Severity.HIGH,
        Map.of(Language.VI, words, Language.EN, words),
        List.of(message(Notice.Kind.OPENED)),
        "https://collector.example/incidents/12");
  }

  private Notifier esms(String more) {
    return read(
        """
        channels:
        - {name: sms, kind: sms-gateway, preset: esms, url: "URL/json/", api-key-file: api,
           secret-key-file: s, brandname: "DAI-DONG"%s}
        """
            .formatted(more));
  }

  private JsonNode sentToEsms(String more, String brief) {
    gateway.answer(200, "{\"CodeResult\":\"100\",\"SMSID\":\"x\"}");
    assertThat(esms(more).send(letter(brief), PHONE)).isEqualTo(new Delivery.Taken());
    return BotApi.read(gateway.got.get(0).body());
  }

  @Test
  void esmsIsAskedAsItDocuments() {
    JsonNode body = sentToEsms("", "Mất \"Internet\" – Quầy 3");
    assertThat(gateway.got.get(0).path()).isEqualTo("/json/");
    assertThat(gateway.got.get(0).headers().get("content-type"))
        .isEqualTo("application/json; charset=utf-8");
    assertThat(body.properties()).hasSize(9);
    assertThat(body.path("ApiKey").asText()).isEqualTo("ABCDEF0123456789");
    assertThat(body.path("SecretKey").asText()).isEqualTo(SECRET);
    assertThat(body.path("Phone").asText()).isEqualTo("0912345678");
    assertThat(body.path("Content").asText()).isEqualTo("Mat \"Internet\" - Quay 3");
    assertThat(body.path("Brandname").asText()).isEqualTo("DAI-DONG");
    assertThat(body.path("SmsType").asText()).isEqualTo("2");
    assertThat(body.path("IsUnicode").asText()).isEqualTo("0");
    assertThat(body.path("Sandbox").asText()).isEqualTo("0");
    assertThat(body.path("RequestId").asText()).matches("daugio-12-opened-[0-9a-f]{16}");
  }

  @Test
  void diacriticsAreKeptWhereTheyArePaidFor() {
    JsonNode body = sentToEsms(", unicode: true, sandbox: true", "Mất Internet");
    assertThat(body.path("Content").asText()).isEqualTo("Mất Internet");
    assertThat(body.path("IsUnicode").asText()).isEqualTo("1");
    assertThat(body.path("Sandbox").asText()).isEqualTo("1");
  }

  @Test
  void aTextTakesNoMoreMessagesThanAllowed() {
    String brief = "Mất Internet ở quầy ba. ".repeat(30);
    String one = sentToEsms(", parts: 1, prefix: \"UBND xa:\"", brief).path("Content").asText();
    assertThat(one).startsWith("UBND xa: Mat Internet o quay ba.").endsWith("...");
    assertThat(GsmText.split(one)).hasSize(1);
    assertThat(esms(", parts: 1, prefix: \"UBND xa:\"").longest()).isEqualTo(151);
    assertThat(esms("").longest()).isEqualTo(306);
    assertThat(esms(", unicode: true").longest()).isEqualTo(134);
  }

  @Test
  void aRepetitionHasTheSameIdAndAnotherPersonAnother() {
    sentToEsms("", "a");
    esms("").send(letter("a"), "+84912345678");
    esms("").send(letter("a"), "0912345679");
    List<String> ids =
        gateway.got.stream().map(g -> BotApi.read(g.body()).path("RequestId").asText()).toList();
    assertThat(ids.get(1)).isEqualTo(ids.get(0));
    assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
    assertThat(ids).allMatch(id -> id.length() <= 50);
  }

  @ParameterizedTest
  @CsvSource({
    "100, Taken", "124, Taken", "101, Misconfigured", "103, Misconfigured", "104, Misconfigured",
    "140, Misconfigured", "146, Misconfigured", "99, Permanent", "108, Permanent", "177, Permanent"
  })
  void theCodesOfEsmsAreCategories(String code, String category) {
    gateway.answer(200, "{\"CodeResult\":\"" + code + "\",\"ErrorMessage\":\"0912345678\"}");
    Delivery delivery = esms("").send(letter("a"), PHONE);
    assertThat(delivery.getClass().getSimpleName()).isEqualTo(category);
    assertThat(delivery.toString()).doesNotContain("0912", "912345678", SECRET);
  }

  @Test
  void whatIsNoAnswerOfTheGatewayIsTriedAgain() {
    gateway.answer(200, "<html>Wi-Fi</html>");
    assertThat(esms("").send(letter("a"), PHONE))
        .isEqualTo(new Delivery.RetryLater("sms: the answer is not one of the gateway's", null));
    gateway.answer(200, "{\"CodeResult\":\"0912345678\"}");
    assertThat(esms("").send(letter("a"), PHONE)).isEqualTo(new Delivery.Permanent("sms: code ?"));
    gateway.answer(503, "{\"CodeResult\":\"100\"}");
    assertThat(esms("").send(letter("a"), PHONE)).isInstanceOf(Delivery.RetryLater.class);
  }

  @Test
  void aGatewayInXmlIsAllData() {
    Notifier xml =
        read(
            """
            channels:
            - name: vnpt
              kind: sms-gateway
              url: "URL/api"
              headers: {Content-Type: text/xml, X-Key: "k {{secret.key}}"}
              secret-files: {key: s}
              body: "<m to='{{phone}}' id='{{key}}'>{{text}}</m>"
              code: {pattern: "<error>(-?[0-9]+)</error>"}
              taken: ["0"]
              retry: ["13"]
              misconfigured: ["3", "4"]
            """);
    gateway.answer(200, "<r><error>0</error></r>");
    assertThat(xml.send(letter("a < b & 'c'"), PHONE)).isEqualTo(new Delivery.Taken());
    assertThat(gateway.got.get(0).headers()).containsEntry("x-key", "k " + SECRET);
    assertThat(gateway.got.get(0).body())
        .matches(
            "<m to='84912345678' id='daugio-12-opened-[0-9a-f]{16}'>"
                + "a &lt; b &amp; &apos;c&apos;</m>");
    gateway.answer(200, "<r><error>13</error></r>");
    assertThat(xml.send(letter("a"), PHONE)).isInstanceOf(Delivery.RetryLater.class);
    gateway.answer(200, "<r><error>4</error></r>");
    assertThat(xml.send(letter("a"), PHONE)).isEqualTo(new Delivery.Misconfigured("vnpt: code 4"));
    gateway.answer(200, "<r><error>7</error></r>");
    assertThat(xml.send(letter("a"), PHONE)).isEqualTo(new Delivery.Permanent("vnpt: code 7"));
  }

  @Test
  void aTextInAnAddressCannotAddParameters() {
    gateway.answer(200, "");
    notifier().send(letter("a&to=8499+b c"), PHONE);
    assertThat(gateway.got.get(0).method()).isEqualTo("GET");
    assertThat(gateway.got.get(0).path())
        .matches(
            "/send\\?k="
                + SECRET
                + "&to=84912345678&m=a%26to%3D8499%2Bb%20c"
                + "&id=daugio-12-opened-[0-9a-f]{16}");
  }

  @Test
  void aTextInAFormOrInJsonStaysAText() {
    gateway.answer(200, "");
    String channel =
        "channels: [{name: a, kind: sms-gateway, url: URL, headers: {content-type: TYPE}, body:"
            + " 'BODY'}]";
    read(channel.replace("TYPE", "application/x-www-form-urlencoded").replace("BODY", "m={{text}}"))
        .send(letter("a&b=c"), PHONE);
    assertThat(gateway.got.get(0).body()).isEqualTo("m=a%26b%3Dc");
    read(channel.replace("TYPE", "application/json").replace("BODY", "{\"m\":\"{{text}}\"}"))
        .send(letter("a\",\"to\":\"b\\"), PHONE);
    assertThat(gateway.got.get(1).body()).isEqualTo("{\"m\":\"a\\\",\\\"to\\\":\\\"b\\\\\"}");
  }

  @ParameterizedTest
  @CsvSource({"''", "912345678", "+85620123456", "0912", "09123456789012", "zalo"})
  void whatIsNoNumberIsNotAsked(String address) {
    assertThat(notifier().send(letter("a"), address))
        .isEqualTo(new Delivery.Permanent("to: this is no Vietnamese phone number"));
    assertThat(gateway.got).isEmpty();
  }

  @Test
  void aGatewayThatHangsIsGivenUp() {
    gateway.hang();
    SmsStyle style = new SmsStyle(Language.VI, false, 1, "");
    SmsGatewayNotifier.Wire wire =
        new SmsGatewayNotifier.Wire(
            "POST",
            SmsTemplate.url(gateway.url().toString()),
            Map.of(),
            SmsTemplate.body("{{text}}", ""),
            Map.of(),
            new GatewayRule(null, new GatewayRule.Codes(Set.of(), Set.of(), Set.of())));
    assertThat(
            new SmsGatewayNotifier("a", wire, style, Duration.ofMillis(200))
                .send(letter("a"), PHONE))
        .isEqualTo(new Delivery.RetryLater("a: no answer within 0 s", null));
  }

  @Test
  void allMistakesOfTheConfigurationAreTold() {
    String yaml =
        """
        channels:
        - {name: a, kind: sms-gateway, preset: esm, brandname: B, api-key-file: api, secret-key-file: s}
        - {name: b, kind: sms-gateway, url: "http://gw.example/{{fone}}", method: PATCH, parts: 9,
           headers: {Host: x, X-A: "quầy", X-B: "{{secret.kye}}"}, secret-files: {key: s},
           code: {json: result, patern: x}, retry: ["1"]}
        - {name: c, kind: sms-gateway, url: "https://{{phone}}.example/", body: "{{text}}",
           code: {pattern: "[0-9]+"}}
        - {name: d, kind: sms-gateway, url: "http://10.0.0.1/", unencrypted: true, body: "{{text}}",
           taken: ["0"]}
        - {name: e, kind: sms-gateway, url: "https://a.example/", body: "{{text}}",
           code: {json: /a}}
        """;
    assertThat(ConfigReading.of(folder, yaml).problems())
        .containsExactly(
            "channels[0].preset: unknown preset 'esm'; did you mean 'esms'?",
            "channels[1].method: unknown method 'PATCH'; known methods: GET, POST, PUT",
            "channels[1].url: https is needed: the address would show the secret to the network",
            "channels[1].headers.Host: this header cannot be set",
            "channels[1].headers.X-A: only ASCII can stand in a header",
            "channels[1].headers.X-B: unknown placeholder 'secret.kye'; did you mean 'secret.key'?",
            "channels[1].body: {{text}} stands neither here nor in the url",
            "channels[1].code.json: a path like /result/code is expected",
            "channels[1].code: unknown key 'patern'; did you mean 'pattern'?",
            "channels[1].parts: a whole number from 1 to 6 is expected, not '9'",
            "channels[2].url: a placeholder cannot be part of the host",
            "channels[2].code.pattern: a (group) has to mark the code",
            "channels[3].code: where in the answer is the code?",
            "channels[4].taken: which codes say that it was taken?");
  }
}
