package vn.daugio.collector.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Notice;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.Language;

/** Posts a notice as JSON; any 2xx means that it was taken. */
final class WebhookNotifier implements Notifier {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** There is no limit; nobody reads more. */
  private static final int LONGEST = 10_000;

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(15);

  private final Webhook hook;

  /** Follows no redirects: a secret must not travel to another place. */
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  WebhookNotifier(Webhook hook) {
    this.hook = hook;
  }

  /** From a list item of the configuration. */
  static Notifier read(String name, ConfigMap map, SecretFiles files) {
    String url = map.text("url");
    URI address = URI.create("http://localhost");
    try {
      URI uri = new URI(url);
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        address = uri;
      } else if (!url.isEmpty()) {
        map.problems().add(map.path() + ".url", "an address with http:// or https:// is expected");
      }
    } catch (URISyntaxException e) {
      map.problems().add(map.path() + ".url", "an address with http:// or https:// is expected");
    }
    @Nullable String secret = map.has("secret-file") ? files.secret(map, "secret-file") : null;
    return new WebhookNotifier(new Webhook(name, address, secret));
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
  public int longest() {
    return LONGEST;
  }

  @Override
  public Delivery send(Letter letter, String address) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(hook.url())
            .timeout(ANSWER)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("User-Agent", "daugio")
            .header("Idempotency-Key", letter.key())
            .POST(HttpRequest.BodyPublishers.ofString(body(letter)));
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
    if (status >= 500 || status == 408 || status == 429) {
      return new Delivery.RetryLater(why);
    }
    boolean ours = status == 401 || status == 403 || status == 404 || status / 100 == 3;
    return ours ? new Delivery.Misconfigured(why) : new Delivery.Permanent(why);
  }

  private static String body(Letter letter) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("kind", letter.kind());
    letter.about().stream().limit(1).forEach(message -> put(message, body));
    body.put("textVi", letter.in(Language.VI).text());
    body.put("textEn", letter.in(Language.EN).text());
    body.put("url", letter.url());
    body.put("source", "daugio");
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can be written as JSON", e);
    }
  }

  private static void put(Message message, Map<String, Object> body) {
    Notice notice = message.notice();
    Incident incident = notice.incident();
    body.put("incident", incident.id());
    body.put("severity", incident.severity().code());
    body.put("cause", incident.cause().code());
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
    body.put("contact", message.site().contact());
  }
}
