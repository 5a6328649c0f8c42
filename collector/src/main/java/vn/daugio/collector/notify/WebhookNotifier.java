package vn.daugio.collector.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Notice;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.Language;

/** Asks a program by HTTP to take a letter: our JSON with POST, or whatever a template says. */
final class WebhookNotifier implements Notifier {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** There is no limit; nobody reads more. */
  private static final int LONGEST = 10_000;

  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final String JSON_TYPE = "application/json; charset=utf-8";

  private final String name;
  private final HookRequest request;
  private final HookSuccess success;
  private final HttpClient client;
  private final Duration timeout;

  /**
   * @param client with the certificates that it believes
   * @param timeout of one exchange
   */
  record Line(HttpClient client, Duration timeout) {}

  WebhookNotifier(String name, HookRequest request, HookSuccess success, Line line) {
    this.name = name;
    this.request = request;
    this.success = success;
    this.client = line.client();
    this.timeout = line.timeout();
  }

  /** One of the list {@code webhooks}. */
  WebhookNotifier(Webhook hook) {
    this(
        hook.name(),
        new HookRequest(
            "POST",
            new HookTemplate(hook.url().toString(), HookTemplate.Escape.FORM),
            bearer(hook.secret()),
            null,
            new HookRequest.Form(JSON_TYPE, Language.VI, LONGEST)),
        HookSuccess.USUAL,
        new Line(GatewayHttp.usual().build(), ANSWER));
  }

  private static Map<String, String> bearer(@Nullable String secret) {
    return secret == null ? Map.of() : Map.of("Authorization", "Bearer " + secret);
  }

  /** One of the list {@code channels}. */
  static Notifier read(String name, ConfigMap map, SecretFiles files) {
    HookReader reader = new HookReader(map, files);
    HookRequest request = reader.request(JSON_TYPE, LONGEST);
    HookSuccess success =
        map.has("success") ? HookSuccess.read(map.map("success")) : HookSuccess.USUAL;
    Line line =
        new Line(GatewayHttp.client(Trust.read(map, files)), map.duration("timeout", ANSWER));
    return new WebhookNotifier(name, request, success, line);
  }

  @Override
  public Channel channel() {
    return Channel.WEBHOOK;
  }

  @Override
  public String name() {
    return channel().code() + ":" + name;
  }

  @Override
  public int longest() {
    return request.form().most();
  }

  @Override
  public Delivery send(Letter letter, String address) {
    HookRequest.Form form = request.form();
    HttpRequest wanted;
    try {
      wanted = request.of(HookValues.of(letter, form.language(), form.most()), body(letter));
    } catch (IllegalArgumentException e) {
      return new Delivery.Permanent(name + ": this letter does not fit into the address");
    }
    GatewayHttp.Reply reply =
        success.needsBody()
            ? GatewayHttp.exchange(client, wanted, timeout)
            : GatewayHttp.status(client, wanted, timeout);
    return reply instanceof GatewayHttp.Reply.Answer answer
        ? judge(answer)
        : ((GatewayHttp.Reply.Away) reply).delivery(name);
  }

  private Delivery judge(GatewayHttp.Reply.Answer answer) {
    if (success.isStatus(answer.status())) {
      return success.isBody(answer.body())
          ? new Delivery.Taken()
          // many say 200 and put an error inside, which may pass
          : new Delivery.RetryLater(name + ": the answer is not that of success", answer.after());
    }
    return answer.isSuccess()
        ? new Delivery.Misconfigured(name + ": HTTP " + answer.status() + " is not success here")
        : GatewayHttp.judge(name, answer.status(), answer.after());
  }

  /** What is sent where no template says otherwise. */
  static String body(Letter letter) {
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
    if (recovered != null && notice.kind().isEnd()) {
      boolean withdrawn = notice.kind() == Notice.Kind.WITHDRAWN;
      body.put(withdrawn ? "withdrawnAt" : "recoveredAt", recovered.toString());
    }
    body.put("contact", message.site().contact());
  }
}
