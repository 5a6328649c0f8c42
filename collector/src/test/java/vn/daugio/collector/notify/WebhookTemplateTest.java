package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.InputSource;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.notify.Notifier.Delivery;

class WebhookTemplateTest extends NotifierContract {
  private static final String NASTY = "a\"b\\c\n</t>&{{key}} đ' = +\u0001";
  private static final Delivery TAKEN = new Delivery.Taken();

  @TempDir private Path folder;
  private final TestWeb web = new TestWeb();

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("key"), SECRET);
    Files.writeString(folder.resolve("bad"), "a\nb" + SECRET);
    Files.writeString(folder.resolve("body.json"), "{\"t\": \"{{text}}\"}");
    Files.writeString(folder.resolve("url"), web.url() + "/" + SECRET);
  }

  @AfterEach
  void stop() {
    web.close();
  }

  private Notifier read(String more) {
    return TestChannels.read(
        folder,
        """
        name: chat
        kind: webhook
        url: "%s/gui"
        %s
        """
            .formatted(web.url(), more.replace("NL", "\n")),
        WebhookNotifier::read);
  }

  @Override
  Notifier notifier() {
    String yaml =
        "{name: chat, kind: webhook, url-file: url, header-files: {X-Key: key},"
            + " body: '{\"text\": \"{{text}}\"}'}";
    return TestChannels.read(folder, yaml, WebhookNotifier::read);
  }

  @Override
  void answer(int status) {
    web.status = status;
  }

  @Override
  void goAway() {
    web.close();
  }

  private TestWeb.Got sent(Notifier notifier, Letter letter) {
    assertThat(notifier.send(letter, "")).isEqualTo(TAKEN);
    return web.got.get(web.got.size() - 1);
  }

  private static Letter nasty() {
    return TestLetters.with("k", "opened", NASTY, List.of(message(Notice.Kind.OPENED)));
  }

  @Test
  void noValueEndsTheJsonStringItStandsIn() throws IOException {
    TestWeb.Got got =
        sent(
            read(
                "body: '{\"a\": \"{{ subject }}\", \"n\": {{incident}}, \"b\": {\"c\": \"{{key}}\"}}'"),
            nasty());
    JsonNode body = new ObjectMapper().readTree(got.body());
    assertThat(body.at("/a").asText()).isEqualTo(NASTY);
    assertThat(body.at("/n").asLong()).isEqualTo(12);
    assertThat(body.at("/b/c").asText()).isEqualTo("k");
    assertThat(got.headers())
        .containsEntry("content-type", "application/json; charset=utf-8")
        .containsEntry("idempotency-key", "k");
  }

  @Test
  void noValueEndsTheFormsFieldItStandsIn() {
    TestWeb.Got got =
        sent(
            read(
                "method: PUTNLcontent-type: application/x-www-form-urlencodedNLbody: 't={{subject}}&k={{key}}'"),
            TestLetters.with("a&b=c d", "test", "đ & ê", List.of()));
    assertThat(got.method()).isEqualTo("PUT");
    assertThat(got.body()).isEqualTo("t=%C4%91%20%26%20%C3%AA&k=a%26b%3Dc%20d");
  }

  @Test
  void noValueEndsTheXmlElementItStandsIn() throws Exception {
    TestWeb.Got got =
        sent(
            read(
                "content-type: text/xml; charset=utf-8NLbody: '<r a=\"{{subject}}\"><t>{{subject}}</t></r>'"),
            nasty());
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(got.body())));
    // XML has no way to write U+0001
    assertThat(document.getElementsByTagName("t").item(0).getTextContent())
        .isEqualTo(NASTY.replace("\u0001", ""));
  }

  @Test
  void placeholdersMayStandInTheAddress() {
    TestWeb.Got got =
        sent(
            TestChannels.read(
                folder,
                "{name: n, kind: webhook, method: GET, url: '"
                    + web.url()
                    + "/x?t={{brief}}&i={{incident}}'}",
                WebhookNotifier::read),
            letter(Notice.Kind.OPENED));
    assertThat(got.method()).isEqualTo("GET");
    assertThat(got.path()).startsWith("/x?t=").contains("%20").endsWith("&i=12");
    assertThat(got.body()).isEmpty();
  }

  @Test
  void headersComeFromTheFileAndFromSecrets() {
    TestWeb.Got got =
        sent(
            read(
                "headers: {X-Team: xa}NLheader-files: {X-Key: key}NLsecret-file: keyNLbody-file: body.json"),
            TestLetters.opened());
    assertThat(got.headers())
        .containsEntry("x-team", "xa")
        .containsEntry("x-key", SECRET)
        .containsEntry("authorization", "Bearer " + SECRET);
    assertThat(got.body()).startsWith("{\"t\": \"Sự cố: ").contains("\\nhttps://");
  }

  @Test
  void withoutATemplateTheBodyIsTheUsualOne() throws IOException {
    Letter letter = letter(Notice.Kind.OPENED);
    assertThat(sent(read("language: en"), letter).body()).isEqualTo(WebhookNotifier.body(letter));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"code\": 0}   | json: /code, equals: '0'                 | Taken",
        "200 | {\"code\": 5}   | json: /code, equals: '0'                 | RetryLater",
        "200 | {\"code\": {}}  | json: /code, equals: '0'                 | RetryLater",
        "200 | <html>captive   | json: /code, equals: '0'                 | RetryLater",
        "200 | sent: OK        | contains: OK                             | Taken",
        "200 | error           | contains: OK                             | RetryLater",
        "500 | sent: OK        | contains: OK                             | RetryLater",
        "202 | sent: OK        | status: '200-299', contains: OK          | Taken",
        "202 | sent: OK        | status: '200'                            | Misconfigured",
        "302 | sent: OK        | status: '200-302'                        | Taken",
        "302 | sent: OK        | contains: OK                             | Misconfigured",
        "422 | no              | contains: OK                             | Permanent",
      })
  void theRuleSaysWhatSuccessIs(int status, String body, String rule, String category) {
    web.status = status;
    web.body = body;
    Delivery delivery = read("success: {" + rule + "}").send(TestLetters.opened(), "");
    assertThat(delivery.getClass().getSimpleName()).isEqualTo(category);
    assertThat(web.got).hasSize(1);
  }

  @Test
  void whatTheOtherSideAsksToWaitIsHandedOn() {
    web.status = 429;
    web.headers = "Retry-After: 37\r\n";
    assertThat(read("").send(TestLetters.opened(), ""))
        .isEqualTo(new Delivery.RetryLater("chat: HTTP 429", Duration.ofSeconds(37)));
  }

  @ParameterizedTest
  @EnumSource(names = {"HANG", "RESET"})
  void whatNeverAnswersIsTriedAgain(TestWeb.Manner manner) {
    web.manner = manner;
    assertThat(read("timeout: 500ms").send(TestLetters.opened(), ""))
        .isInstanceOf(Delivery.RetryLater.class);
  }

  @Test
  void aBodyWithoutEndMattersOnlyWhereItIsWanted() {
    web.manner = TestWeb.Manner.DRIP;
    assertThat(read("").send(TestLetters.opened(), "")).isEqualTo(TAKEN);
    assertThat(read("success: {contains: OK}NLtimeout: 500ms").send(TestLetters.opened(), ""))
        .isEqualTo(new Delivery.RetryLater("chat: no answer within 0 s"));
  }

  @Test
  void aHugeBodyMattersOnlyWhereItIsWanted() {
    web.body = "x".repeat(5_000_000) + "OK";
    assertThat(read("").send(TestLetters.opened(), "")).isEqualTo(TAKEN);
    assertThat(read("success: {contains: OK}").send(TestLetters.opened(), ""))
        .isInstanceOf(Delivery.RetryLater.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "body: '{\"a\": \"{{txt}}\"}'         | body: unknown placeholder 'txt'; did you mean 'text'?",
        "body: '{\"a\": {{text}}}'            | body: is no JSON once its placeholders are filled in",
        "body: '{\"a\": \"{{text}}\"'         | body: is no JSON once its placeholders are filled in",
        "{content-type: text/xml, body: '<a>{{text}}'} | body: is no XML once its placeholders are filled in",
        "{content-type: a/b, body: '{{text}}'} | content-type: is none that values can be written in: JSON, form, XML, text/plain",
        "body-file: none                      | body-file: cannot be read",
        "method: DELETE                       | method: unknown method 'DELETE'; known methods: GET, PATCH, POST, PUT",
        "{method: GET, body: '1'}             | body: GET has none; placeholders may stand in the url",
        "success: {status: '20x'}             | success.status: a range like 200-299 is expected: 20x",
        "success: {json: code, equals: '0'}   | success.json: a JSON pointer like /result/code is expected",
        "success: {json: /code}               | success.equals: is missing",
        "success: {equals: '0'}               | success.equals: needs json: /where/it/stands",
        "success: {contain: OK}               | success: unknown key 'contain'; did you mean 'contains'?",
        "header-files: {X-Key: bad}           | headers: one of the headers cannot be sent: its name, or a character of its value",
        "headers: {Host: x}                   | headers: one of the headers cannot be sent: its name, or a character of its value",
        "{url: 'http://chat.example', secret-file: key} | url: https is needed: a secret goes with it",
        "url: chat.example                    | url: an address with http:// or https:// is expected",
      })
  void aMistakeIsTold(String more, String problem) {
    String yaml = more.startsWith("{") ? more.substring(1, more.length() - 1) : more;
    String url = yaml.contains("url:") ? "" : "url: 'https://chat.example/x', ";
    List<String> problems =
        TestChannels.problems(
            folder, "{name: n, kind: webhook, " + url + yaml + "}", WebhookNotifier::read);
    assertThat(problems).contains("channels[0]." + problem);
    assertThat(problems.toString()).doesNotContain(SECRET);
  }
}
