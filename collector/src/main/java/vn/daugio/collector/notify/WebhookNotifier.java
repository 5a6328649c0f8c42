package vn.daugio.collector.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Notice;
import vn.daugio.protocol.Language;

/** Posts a notice as JSON; any 2xx means that it was taken. */
final class WebhookNotifier implements Notifier {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(15);

  private final Webhook hook;
  private final String publicUrl;

  /** Follows no redirects: a secret must not travel to another place. */
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  WebhookNotifier(Webhook hook, String publicUrl) {
    this.hook = hook;
    this.publicUrl = publicUrl;
  }

  @Override
  public Channel channel() {
    return Channel.WEBHOOK;
  }

  @Override
  public String name() {
    return channel().code() + ":" + hook.name();
  }

  @Override
  public Delivery send(Message message) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(hook.url())
            .timeout(ANSWER)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("User-Agent", "daugio")
            .header("Idempotency-Key", key(message.notice()))
            .POST(HttpRequest.BodyPublishers.ofString(body(message)));
    String secret = hook.secret();
    if (secret != null) {
      request.header("Authorization", "Bearer " + secret);
    }
    try {
      int status =
          client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
      return judge(status);
    } catch (IOException e) {
      // the message may hold the address, and that a secret
      return new Delivery.RetryLater(hook.name() + ": " + e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Delivery.RetryLater(hook.name() + ": stopped");
    }
  }

  private Delivery judge(int status) {
    if (status >= 200 && status < 300) {
      return new Delivery.Taken();
    }
    String why = hook.name() + ": HTTP " + status;
    boolean passing = status >= 500 || status == 408 || status == 429;
    return passing ? new Delivery.RetryLater(why) : new Delivery.Refused(why);
  }

  private static String key(Notice notice) {
    return "daugio-" + notice.incident().id() + "-" + kind(notice);
  }

  private static String kind(Notice notice) {
    return notice.kind().name().toLowerCase(Locale.ROOT);
  }

  private String body(Message message) {
    Notice notice = message.notice();
    Incident incident = notice.incident();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("kind", kind(notice));
    body.put("incident", incident.id());
    body.put("severity", incident.severity().code());
    body.put("site", incident.subject().site());
    body.put("siteName", message.site().name());
    body.put("target", incident.subject().target());
    body.put("check", incident.subject().check());
    body.put("reason", incident.reason());
    body.put("openedAt", incident.openedAt().toString());
    Instant recovered = incident.recoveredAt();
    if (recovered != null && notice.kind() == Notice.Kind.RECOVERED) {
      body.put("recoveredAt", recovered.toString());
    }
    body.put("textVi", NoticeText.of(message, Language.VI));
    body.put("textEn", NoticeText.of(message, Language.EN));
    body.put("contact", message.site().contact());
    body.put("url", publicUrl + "/incidents/" + incident.id());
    body.put("source", "daugio");
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can be written as JSON", e);
    }
  }
}
