package vn.daugio.collector.notify;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.ConfigMap;

/** Reads how a webhook wants to be asked; templates are tried with values that break bad ones. */
final class HookReader {
  private static final Set<String> METHODS = Set.of("GET", "PATCH", "POST", "PUT");

  /** A letter that has come through {@code {{…}}} without this is one that nobody understands. */
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final ConfigMap map;
  private final SecretFiles files;

  HookReader(ConfigMap map, SecretFiles files) {
    this.map = map;
    this.files = files;
  }

  HookRequest request(String usualType, int most) {
    String method = map.textOr("method", "POST");
    if (!METHODS.contains(method)) {
      map.problems().unknownName(map.path() + ".method", "method", method, METHODS);
      method = "POST";
    }
    String type = map.textOr("content-type", usualType);
    Map<String, String> headers = headers();
    HookTemplate url = url();
    @Nullable HookTemplate body = body(type);
    if (method.equals("GET") && body != null) {
      problem("body", "GET has none; placeholders may stand in the url");
    }
    HookRequest.Form form =
        new HookRequest.Form(
            type, ChannelConfig.language(map), (int) map.whole("most-characters", most, 100, most));
    HookRequest request = new HookRequest(method, url, headers, body, form);
    tryOut(request);
    return request;
  }

  private void problem(String key, String what) {
    map.problems().add(map.path() + "." + key, what);
  }

  private HookTemplate url() {
    boolean secret = map.has("url-file");
    @Nullable String text = secret ? files.secret(map, "url-file") : map.text("url");
    HookTemplate url = template("url", text == null ? "" : text, HookTemplate.Escape.FORM);
    if (url.text().isEmpty()) {
      return new HookTemplate("http://localhost", HookTemplate.Escape.FORM);
    }
    boolean secrets = secret || map.has("secret-file") || map.has("header-files");
    @Nullable String fault = WebAddress.fault(url.fill(HookValues.hard()), secrets);
    if (fault != null) {
      problem(secret ? "url-file" : "url", fault);
      return new HookTemplate("http://localhost", HookTemplate.Escape.FORM);
    }
    return url;
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    if (map.has("secret-file")) {
      headers.put("Authorization", "Bearer " + files.secret(map, "secret-file"));
    }
    ConfigMap plain = map.map("headers");
    for (String name : plain.keys()) {
      headers.put(name, plain.text(name));
    }
    ConfigMap hidden = map.map("header-files");
    for (String name : hidden.keys()) {
      @Nullable String value = files.secret(hidden, name);
      headers.put(name, value == null ? "" : value);
    }
    return headers;
  }

  private @Nullable HookTemplate body(String type) {
    if (!map.has("body") && !map.has("body-file")) {
      return null;
    }
    String key = map.has("body") ? "body" : "body-file";
    var escape = HookTemplate.Escape.of(type);
    if (escape.isEmpty()) {
      problem("content-type", "is none that values can be written in: JSON, form, XML, text/plain");
    }
    HookTemplate body = template(key, bodyText(), escape.orElse(HookTemplate.Escape.NONE));
    String filled = body.fill(HookValues.hard());
    if (body.escape() == HookTemplate.Escape.JSON && !isJson(filled)) {
      problem(key, "is no JSON once its placeholders are filled in");
    }
    if (body.escape() == HookTemplate.Escape.XML && !type.contains("html") && !isXml(filled)) {
      problem(key, "is no XML once its placeholders are filled in");
    }
    return body;
  }

  private String bodyText() {
    if (map.has("body")) {
      return map.text("body");
    }
    try {
      return Files.readString(files.file(map, "body-file"));
    } catch (IOException e) {
      problem("body-file", "cannot be read");
      return "\"\"";
    }
  }

  private HookTemplate template(String key, String text, HookTemplate.Escape escape) {
    HookTemplate template = new HookTemplate(text, escape);
    for (String name : template.names()) {
      if (!HookValues.names().contains(name)) {
        map.problems().unknownName(map.path() + "." + key, "placeholder", name, HookValues.names());
      }
    }
    return template;
  }

  private void tryOut(HookRequest request) {
    Map<String, String> values = HookValues.hard();
    values.put("key", "k");
    try {
      request.of(values, "");
    } catch (IllegalArgumentException e) {
      // its message may hold a secret
      problem(
          "headers", "one of the headers cannot be sent: its name, or a character of its value");
    }
  }

  private static boolean isJson(String text) {
    try {
      JSON.readTree(text);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isXml(String text) {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
      while (reader.hasNext()) {
        reader.next();
      }
      return true;
    } catch (XMLStreamException e) {
      return false;
    }
  }
}
