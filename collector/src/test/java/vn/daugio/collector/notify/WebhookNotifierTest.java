package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.daugio.collector.incident.Notice;
import vn.daugio.protocol.Language;

class WebhookNotifierTest extends NotifierContract {
  private final Hook hook = new Hook();
  private final Notifier notifier = new WebhookNotifier(hook.webhook("to"));

  @AfterEach
  void stop() {
    hook.close();
  }

  @Override
  Notifier notifier() {
    return notifier;
  }

  @Override
  void answer(int status) {
    hook.status = status;
  }

  @Override
  void goAway() {
    hook.close();
  }

  private JsonNode sent(Notice.Kind kind) throws JsonProcessingException {
    notifier.send(letter(kind), "");
    return new ObjectMapper().readTree(hook.got.get(0).body());
  }

  @Test
  void theBodySaysWhatSinceWhenAndWhomToCall() throws JsonProcessingException {
    JsonNode body = sent(Notice.Kind.OPENED);
    assertThat(body.path("kind").asText()).isEqualTo("opened");
    assertThat(body.path("incident").asLong()).isEqualTo(12);
    assertThat(body.path("severity").asText()).isEqualTo("high");
    assertThat(body.path("openedAt").asText()).isEqualTo("2026-11-23T00:12:00Z");
    assertThat(body.has("recoveredAt")).isFalse();
    assertThat(body.path("url").asText()).isEqualTo("https://collector.example/incidents/12");
    assertThat(body.path("source").asText()).isEqualTo("daugio");
    assertThat(body.path("textVi").asText())
        .isEqualTo(NoticeText.of(message(Notice.Kind.OPENED), Language.VI));
    assertThat(body.path("textEn").asText())
        .isEqualTo(NoticeText.of(message(Notice.Kind.OPENED), Language.EN));
  }

  @Test
  void theRecoverySaysSinceWhen() throws JsonProcessingException {
    JsonNode body = sent(Notice.Kind.RECOVERED);
    assertThat(body.path("kind").asText()).isEqualTo("recovered");
    assertThat(body.path("recoveredAt").asText()).isEqualTo("2026-11-23T01:30:00Z");
    assertThat(body.path("textVi").asText())
        .isEqualTo(NoticeText.of(message(Notice.Kind.RECOVERED), Language.VI));
  }

  @Test
  void theOtherSideCanTellARepetitionAndUs() {
    notifier.send(letter(Notice.Kind.OPENED), "");
    assertThat(hook.got.get(0).key()).isEqualTo("daugio-12-opened");
    assertThat(hook.got.get(0).authorization()).isEqualTo("Bearer bearer-secret");
  }

  @Test
  void redirectsAreNotFollowed() {
    answer(307);
    notifier.send(letter(Notice.Kind.OPENED), "");
    assertThat(hook.got).hasSize(1);
  }
}
