package vn.daugio.collector.notify;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.notify.GatewayRule.Codes;
import vn.daugio.collector.notify.GatewayRule.Where;
import vn.daugio.collector.notify.SmsGatewayNotifier.Wire;
import vn.daugio.protocol.ConfigMap;

/** Reads what a gateway for text messages is like: from a preset, or all of it as data. */
final class SmsGatewayReader {
  private static final String SECRET = "secret.";
  private static final Set<String> METHODS = new TreeSet<>(Set.of("GET", "POST", "PUT"));
  private static final Set<String> PRESETS = new TreeSet<>(Set.of("esms"));
  private static final Set<String> VALUES =
      Set.of("phone", "phone-local", "text", "unicode", "key");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,60}");
  private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]*");
  private static final Set<String> RESERVED =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

  private static final String ESMS =
      "https://rest.esms.vn/MainService.svc/json/SendMultipleMessage_V4_post_json/";

  /** developers.esms.vn, table of error codes: 124 is a request id that it has taken already. */
  private static final Codes ESMS_CODES =
      new Codes(
          Set.of("100", "124"),
          Set.of(),
          Set.of("101", "102", "103", "104", "118", "140", "146", "300"));

  private SmsGatewayReader() {}

  static Wire wire(ConfigMap map, SecretFiles files) {
    if (!map.has("preset")) {
      return generic(map, files);
    }
    String preset = map.text("preset");
    if (!PRESETS.contains(preset)) {
      map.problems().unknownName(map.path() + ".preset", "preset", preset, PRESETS);
    }
    return esms(map, files);
  }

  private static Wire esms(ConfigMap map, SecretFiles files) {
    Map<String, String> secrets = new TreeMap<>();
    Pattern key = Pattern.compile("[A-Za-z0-9-]{8,100}");
    secrets.put(SECRET + "api", ChannelConfig.secret(map, files, "api-key-file", key));
    secrets.put(SECRET + "own", ChannelConfig.secret(map, files, "secret-key-file", key));
    Map<String, Object> body = new TreeMap<>();
    body.put("ApiKey", "{{secret.api}}");
    body.put("SecretKey", "{{secret.own}}");
    body.put("Phone", "{{phone-local}}");
    body.put("Content", "{{text}}");
    body.put("Brandname", map.text("brandname"));
    body.put("SmsType", "2");
    body.put("IsUnicode", "{{unicode}}");
    body.put("Sandbox", map.flag("sandbox", false) ? "1" : "0");
    body.put("RequestId", "{{key}}");
    String json = "application/json; charset=utf-8";
    return new Wire(
        "POST",
        SmsTemplate.url(url(map, ESMS)),
        Map.of("Content-Type", SmsTemplate.header(json)),
        SmsTemplate.body(BotApi.write(body), json),
        secrets,
        new GatewayRule(new Where(JsonPointer.compile("/CodeResult"), null), ESMS_CODES));
  }

  private static Wire generic(ConfigMap map, SecretFiles files) {
    String method = map.textOr("method", "POST").toUpperCase(Locale.ROOT);
    if (!METHODS.contains(method)) {
      map.problems().unknownName(map.path() + ".method", "method", method, METHODS);
    }
    Map<String, String> secrets = new TreeMap<>();
    ConfigMap named = map.map("secret-files");
    for (String one : named.keys()) {
      @Nullable String secret = files.secret(named, one);
      secrets.put(SECRET + one, secret == null ? "" : secret);
    }
    Set<String> known = new TreeSet<>(VALUES);
    known.addAll(secrets.keySet());
    SmsTemplate url = SmsTemplate.url(url(map, ""));
    check(map, "url", url, known);
    Map<String, SmsTemplate> headers = headers(map.map("headers"), known);
    String type = headers.containsKey("content-type") ? headers.get("content-type").text() : "";
    SmsTemplate body = SmsTemplate.body(map.textOr("body", ""), type);
    check(map, "body", body, known);
    if (!url.placeholders().contains("text") && !body.placeholders().contains("text")) {
      map.problems().add(map.path() + ".body", "{{text}} stands neither here nor in the url");
    }
    return new Wire(
        METHODS.contains(method) ? method : "POST", url, headers, body, secrets, rule(map));
  }

  private static Map<String, SmsTemplate> headers(ConfigMap map, Set<String> known) {
    Map<String, SmsTemplate> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : map.keys()) {
      SmsTemplate value = SmsTemplate.header(map.text(name));
      if (!NAME.matcher(name).matches() || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
        map.problems().add(map.path() + "." + name, "this header cannot be set");
        continue;
      }
      if (!PRINTABLE.matcher(value.text()).matches()) {
        map.problems().add(map.path() + "." + name, "only ASCII can stand in a header");
        continue;
      }
      check(map, name, value, known);
      headers.put(name, value);
    }
    return headers;
  }

  private static void check(ConfigMap map, String key, SmsTemplate template, Set<String> known) {
    for (String one : template.placeholders()) {
      if (!known.contains(one)) {
        map.problems().unknownName(map.path() + "." + key, "placeholder", one, known);
      }
    }
  }

  /** The address with its placeholders; only a network of the office's own may go without TLS. */
  private static String url(ConfigMap map, String otherwise) {
    String url = otherwise.isEmpty() ? map.text("url") : map.textOr("url", otherwise);
    boolean plain = map.flag("unencrypted", false);
    String example = url.replaceAll("\\{\\{[a-z0-9.-]+}}", "x");
    if (url.matches("[a-z]*://[^/?]*\\{\\{.*")) {
      map.problems().add(map.path() + ".url", "a placeholder cannot be part of the host");
      return "http://localhost";
    }
    @Nullable String fault = ChannelConfig.fault(example, plain);
    if (fault != null && !url.isEmpty()) {
      map.problems().add(map.path() + ".url", fault);
    }
    return fault == null ? url : "http://localhost";
  }

  private static GatewayRule rule(ConfigMap map) {
    ConfigMap code = map.map("code");
    @Nullable JsonPointer json = null;
    @Nullable Pattern pattern = null;
    try {
      pattern = code.has("pattern") ? Pattern.compile(code.text("pattern")) : null;
      json = code.has("json") ? JsonPointer.compile(code.text("json")) : null;
    } catch (PatternSyntaxException e) {
      map.problems().add(code.path() + ".pattern", "is no regular expression");
    } catch (IllegalArgumentException e) {
      map.problems().add(code.path() + ".json", "a path like /result/code is expected");
    }
    if (pattern != null && pattern.matcher("").groupCount() == 0) {
      map.problems().add(code.path() + ".pattern", "a (group) has to mark the code");
      pattern = null;
    }
    code.done();
    Codes codes = new Codes(codes(map, "taken"), codes(map, "retry"), codes(map, "misconfigured"));
    boolean coded = json != null || pattern != null;
    if (coded && codes.taken().isEmpty()) {
      map.problems().add(map.path() + ".taken", "which codes say that it was taken?");
    } else if (!coded && !map.has("code") && !codes.taken().isEmpty()) {
      map.problems().add(map.path() + ".code", "where in the answer is the code?");
    }
    return new GatewayRule(coded ? new Where(json, pattern) : null, codes);
  }

  private static Set<String> codes(ConfigMap map, String key) {
    List<String> all = map.texts(key);
    return new HashSet<>(all);
  }
}
