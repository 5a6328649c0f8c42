package vn.daugio.collector.notify;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.notify.GatewayHttp.Reply;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.Language;

/** Template messages of a Zalo Official Account (ZNS), to a phone number; approved and paid. */
final class ZaloOaNotifier implements Notifier {
  private static final String HOST = "https://business.openapi.zalo.me";
  private static final String OAUTH = "https://oauth.zaloapp.com";
  private static final int LONGEST_ID = 48;
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{8,200}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,30}");
  private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9_]{1,60}");
  private static final Set<String> VALUES =
      new TreeSet<>(
          Set.of("subject", "brief", "text", "url", "severity", "incident", "place", "kind"));

  /** The access token has expired; -124 is what the message's own interface calls it. */
  private static final Set<Integer> EXPIRED = Set.of(-216, -124);

  /** Busy, not at night (22 to 6 o'clock), and quotas of a day (zalo.cloud, error codes). */
  private static final Set<Integer> RETRY = Set.of(-100, -133, -144, -147);

  /** The number or its owner: no Zalo, too old a Zalo, blocked, does not want it. */
  private static final Set<Integer> PERMANENT =
      Set.of(-108, -110, -114, -118, -119, -134, -139, -141);

  private final String name;
  private final ZaloTokens tokens;
  private final Template template;
  private final Language language;
  private final Duration within;

  /**
   * @param host of the messages
   * @param development only administrators of the account get it, and it costs nothing
   */
  record Template(URI host, String id, List<Field> fields, boolean development) {}

  /**
   * A parameter of the template.
   *
   * @param most characters that the template allows
   */
  record Field(String name, SmsTemplate text, int most) {}

  ZaloOaNotifier(
      String name, ZaloTokens tokens, Template template, Language language, Duration within) {
    this.name = name;
    this.tokens = tokens;
    this.template = template;
    this.language = language;
    this.within = within;
  }

  static Notifier read(String name, ConfigMap map, SecretFiles files) {
    URI host = ChannelConfig.web(map, "host", HOST);
    URI oauth = ChannelConfig.web(map, "oauth-host", OAUTH);
    String secret = ChannelConfig.secret(map, files, "secret-key-file", SECRET);
    files.secret(map, "refresh-token-file");
    ZaloTokens.App app =
        new ZaloTokens.App(
            oauth, number(map, "app-id"), secret, files.file(map, "refresh-token-file"));
    Template template =
        new Template(host, number(map, "template"), fields(map), map.flag("development", false));
    return new ZaloOaNotifier(
        name,
        new ZaloTokens(name, app, GatewayHttp.USUAL),
        template,
        ChannelConfig.language(map),
        GatewayHttp.USUAL);
  }

  private static String number(ConfigMap map, String key) {
    String text = map.text(key);
    if (map.has(key) && !NUMBER.matcher(text).matches()) {
      map.problems().add(map.path() + "." + key, "digits are expected");
    }
    return text;
  }

  private static List<Field> fields(ConfigMap map) {
    List<Field> fields = new ArrayList<>();
    for (ConfigMap one : map.maps("data")) {
      String field = one.text("name");
      if (!field.isEmpty() && !FIELD.matcher(field).matches()) {
        map.problems().add(one.path() + ".name", "the name of a parameter is expected");
      }
      SmsTemplate text = new SmsTemplate(one.text("text"), value -> value);
      for (String placeholder : text.placeholders()) {
        if (!VALUES.contains(placeholder)) {
          map.problems().unknownName(one.path() + ".text", "placeholder", placeholder, VALUES);
        }
      }
      fields.add(new Field(field, text, (int) one.whole("most", 100, 1, 2000)));
      one.done();
    }
    if (fields.isEmpty()) {
      map.problems().add(map.path() + ".data", "what goes into the template's parameters?");
    }
    return fields;
  }

  @Override
  public Channel channel() {
    return Channel.ZALO_OA;
  }

  @Override
  public String name() {
    return channel().code() + ":" + name;
  }

  @Override
  public int longest() {
    return template.fields().stream().mapToInt(Field::most).max().orElse(1);
  }

  @Override
  public Delivery send(Letter letter, String address) {
    return Phone.reach(name, address, phone -> send(letter, phone));
  }

  private Delivery send(Letter letter, Phone phone) {
    String body = body(letter, phone);
    @Nullable String stale = null;
    for (int attempt = 0; attempt < 2; attempt++) {
      ZaloTokens.Access access = tokens.access(stale);
      if (access instanceof ZaloTokens.Access.Denied denied) {
        return denied.why();
      }
      String token = ((ZaloTokens.Access.Granted) access).token();
      Reply reply = GatewayHttp.exchange(request(token, body), within);
      if (!(reply instanceof Reply.Answer answer)) {
        return ((Reply.Away) reply).delivery(name);
      }
      JsonNode error = BotApi.read(answer.body()).path("error");
      if (!error.isInt() || !EXPIRED.contains(error.intValue())) {
        return judge(answer, error);
      }
      stale = token;
    }
    return new Delivery.Misconfigured(name + ": Zalo refuses a token that is new");
  }

  private Delivery judge(Reply.Answer answer, JsonNode error) {
    if (!error.isInt()) {
      return answer.isSuccess()
          ? new Delivery.RetryLater(name + ": the answer is not one of Zalo's")
          : GatewayHttp.judge(name, answer.status(), answer.after());
    }
    int code = error.intValue();
    if (code == 0 && answer.isSuccess()) {
      return new Delivery.Taken();
    }
    String why = name + ": Zalo says " + code;
    if (code == 0 || RETRY.contains(code)) {
      return new Delivery.RetryLater(why, answer.after());
    }
    // all others are of the application, the account, its balance or the template
    return PERMANENT.contains(code) ? new Delivery.Permanent(why) : new Delivery.Misconfigured(why);
  }

  private HttpRequest request(String token, String body) {
    return HttpRequest.newBuilder(URI.create(template.host() + "/message/template"))
        .header("Content-Type", "application/json; charset=utf-8")
        .header("User-Agent", "daugio")
        .header("access_token", token)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private String body(Letter letter, Phone phone) {
    Map<String, String> values = values(letter);
    Map<String, String> data = new LinkedHashMap<>();
    for (Field field : template.fields()) {
      String line = field.text().fill(values).replaceAll("\\s+", " ").strip();
      data.put(field.name(), Folding.shorten(line, field.most()));
    }
    Map<String, Object> body = new LinkedHashMap<>();
    if (template.development()) {
      body.put("mode", "development");
    }
    body.put("phone", phone.international());
    body.put("template_id", template.id());
    body.put("template_data", data);
    body.put("tracking_id", RequestId.of(letter, phone.international(), LONGEST_ID));
    return BotApi.write(body);
  }

  private Map<String, String> values(Letter letter) {
    Letter.Words words = letter.in(language);
    Map<String, String> values = new LinkedHashMap<>();
    values.put("subject", words.subject());
    values.put("brief", words.brief());
    values.put("text", words.text());
    values.put("url", letter.url());
    values.put("severity", letter.severity().code());
    values.put("kind", letter.kind());
    letter.about().stream()
        .limit(1)
        .forEach(
            message -> {
              values.put("incident", String.valueOf(message.notice().incident().id()));
              values.put("place", message.place());
            });
    return values;
  }

  @Override
  public String toString() {
    return name();
  }
}
