package vn.daugio.collector.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.incident.Outage;
import vn.daugio.protocol.ConfigMap;

/**
 * Sends alerts to Prometheus Alertmanager ({@code POST /api/v2/alerts}). Each member of a cluster
 * gets every alert, as its documentation asks for: they agree among themselves who notifies.
 */
final class AlertmanagerNotifier implements Notifier {
  private static final String PATH = "/api/v2/alerts";

  /** No summary comes near it. */
  private static final int LONGEST = 10_000;

  private final String name;
  private final Cluster cluster;
  private final HttpClient client;

  /**
   * @param urls of the members, without the API's path
   * @param authorization the whole header; null: none
   * @param timeout for all of one exchange
   */
  record Cluster(List<URI> urls, @Nullable String authorization, Duration timeout) {
    @Override
    public String toString() {
      return "Cluster[" + urls.size() + "]";
    }
  }

  AlertmanagerNotifier(String name, Cluster cluster, HttpClient client) {
    this.name = Channel.ALERTMANAGER.code() + ":" + name;
    this.cluster = cluster;
    this.client = client;
  }

  static AlertmanagerNotifier read(String name, ConfigMap map, SecretFiles files) {
    @Nullable String authorization = authorization(map, files);
    List<URI> urls = new ArrayList<>();
    for (String text : map.texts("urls")) {
      @Nullable String fault = WebAddress.fault(text, authorization != null);
      if (fault == null) {
        urls.add(URI.create(text.replaceAll("/+$", "") + PATH));
      } else {
        map.problems().add(map.path() + ".urls", fault);
      }
    }
    if (!map.has("urls")) {
      map.problems().add(map.path() + ".urls", "is missing");
    }
    Duration timeout = map.duration("timeout", Duration.ofSeconds(10));
    return new AlertmanagerNotifier(
        name,
        new Cluster(urls, authorization, timeout),
        GatewayHttp.client(Trust.read(map, files)));
  }

  private static @Nullable String authorization(ConfigMap map, SecretFiles files) {
    if (map.has("token-file")) {
      @Nullable String token = files.secret(map, "token-file");
      return token == null ? null : "Bearer " + token;
    }
    if (map.has("user")) {
      String login = map.text("user") + ":" + files.secret(map, "password-file");
      byte[] bytes = login.getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(bytes);
    }
    return null;
  }

  @Override
  public Channel channel() {
    return Channel.ALERTMANAGER;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int longest() {
    return LONGEST;
  }

  @Override
  public Delivery send(Letter letter, String address) {
    Instant now = Instant.now();
    List<ObjectNode> alerts = new ArrayList<>();
    for (Message message : letter.about()) {
      if (Outage.isAlert(message.notice().incident().subject())) {
        continue; // it came from there
      }
      Alerts.Where where = new Alerts.Where(message.place(), letter.url());
      alerts.add(Alerts.of(message.notice().incident(), where, now));
    }
    if (alerts.isEmpty() && !letter.about().isEmpty()) {
      return new Delivery.Taken();
    }
    return post(alerts.isEmpty() ? List.of(Alerts.test(letter, now)) : alerts);
  }

  /** Taken when one member took them: the others get them again within a minute. */
  Delivery post(List<ObjectNode> alerts) {
    ArrayNode body = JsonNodeFactory.instance.arrayNode().addAll(alerts);
    @Nullable Delivery failure = null;
    boolean taken = false;
    for (URI url : cluster.urls()) {
      Delivery delivery = post(url, body.toString());
      if (delivery instanceof Delivery.Taken) {
        taken = true;
      } else if (failure == null || delivery instanceof Delivery.RetryLater) {
        failure = delivery;
      }
    }
    return taken || failure == null ? new Delivery.Taken() : failure;
  }

  private Delivery post(URI url, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .header("User-Agent", "daugio")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    String authorization = cluster.authorization();
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    GatewayHttp.Reply reply = GatewayHttp.exchange(client, request.build(), cluster.timeout());
    if (reply instanceof GatewayHttp.Reply.Answer answer) {
      return answer.isSuccess()
          ? new Delivery.Taken()
          : GatewayHttp.judge(name, answer.status(), answer.after());
    }
    return ((GatewayHttp.Reply.Away) reply).delivery(name);
  }
}
