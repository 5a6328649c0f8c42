package vn.daugio.collector.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import vn.daugio.collector.notify.Notifier.Delivery;

/**
 * The way in which Zalo's and Telegram's bots are called: {@code POST HOST/bot<TOKEN>/METHOD}, JSON
 * both ways, {@code ok} and {@code error_code} in the answer. The token is part of the address, so
 * that no address is ever told.
 */
final class BotApi {
  /** Letters, digits and what may stand in a path as it is. */
  static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9:_-]{10,200}");

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int NO_CODE = -1;

  private final URI host;
  private final String token;

  BotApi(URI host, String token) {
    this.host = host;
    this.token = token;
  }

  /**
   * @param code what was wrong, 0 where nothing was; the HTTP status where the answer has no code
   * @param own whether the answer is one of the bot's host and not, say, of a proxy on the way
   * @param http the answer as it came
   * @param json its body; missing where it is none
   */
  record Result(int code, boolean own, GatewayHttp.Reply.Answer http, JsonNode json) {
    /**
     * What came of a message.
     *
     * @param maker whose answer is expected, for the words
     * @param refused what the maker's own codes mean
     */
    Delivery judge(String name, String maker, Function<Result, Delivery> refused) {
      if (code == 0) {
        return new Delivery.Taken();
      }
      if (own) {
        return refused.apply(this);
      }
      // a proxy's or a captive portal's page passes; a wrong host does not
      return http.isSuccess()
          ? new Delivery.RetryLater(name + ": the answer is not one of " + maker + "'s")
          : GatewayHttp.judge(name, http.status(), http.after());
    }
  }

  /** What came of a call; nothing where there was no answer. */
  sealed interface Outcome {
    record Answered(Result result) implements Outcome {}

    record Away(GatewayHttp.Reply.Away reply) implements Outcome {}
  }

  Outcome call(String method, Map<String, Object> parameters, Duration within) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(host + "/bot" + token + "/" + method))
            .header("Content-Type", "application/json; charset=utf-8")
            .header("User-Agent", "daugio")
            .POST(HttpRequest.BodyPublishers.ofString(write(parameters)))
            .build();
    GatewayHttp.Reply reply = GatewayHttp.exchange(request, within);
    if (reply instanceof GatewayHttp.Reply.Answer answer) {
      return new Outcome.Answered(result(answer));
    }
    return new Outcome.Away((GatewayHttp.Reply.Away) reply);
  }

  /** Sends a message; what its answer means says the channel. */
  Delivery send(
      String name, Map<String, Object> message, Duration within, Function<Result, Delivery> judge) {
    Outcome outcome = call("sendMessage", message, within);
    return outcome instanceof Outcome.Answered answered
        ? judge.apply(answered.result())
        : ((Outcome.Away) outcome).reply().delivery(name);
  }

  private static Result result(GatewayHttp.Reply.Answer answer) {
    JsonNode json = read(answer.body());
    boolean own = json.path("ok").isBoolean();
    if (own && json.path("ok").booleanValue() && answer.isSuccess()) {
      return new Result(0, true, answer, json);
    }
    // a refusal stays one, whatever number it carries
    int code = json.path("error_code").asInt(answer.status());
    return new Result(code == 0 ? NO_CODE : code, own, answer, json);
  }

  static JsonNode read(String body) {
    try {
      JsonNode json = JSON.readTree(body);
      return json == null ? MissingNode.getInstance() : json;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  static String write(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can be written as JSON", e);
    }
  }
}
