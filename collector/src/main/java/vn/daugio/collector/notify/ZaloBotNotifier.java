package vn.daugio.collector.notify;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.Language;

/** Zalo Bot (bot.zaloplatforms.com/docs): a chat message from a bot to a person or a group. */
public final class ZaloBotNotifier implements Notifier {
  private static final String HOST = "https://bot-api.zaloplatforms.com";

  /** sendMessage takes texts of 1 to 2000 characters. */
  private static final int LONGEST = 2000;

  private static final Pattern CHAT = Pattern.compile("[A-Za-z0-9_.:-]{1,100}");

  /** What the network may take on top of a long poll. */
  private static final Duration ON_TOP = Duration.ofSeconds(10);

  private final String name;
  private final BotApi api;
  private final Language language;
  private final Duration within;

  /**
   * A chat that has written to the bot.
   *
   * @param id what a contact's {@code zalo-chat} wants
   * @param type PRIVATE or GROUP
   */
  public record Chat(String id, String type) {}

  /**
   * What came of asking for chats.
   *
   * @param chats empty when nobody wrote
   * @param problem what is wrong, in words without secrets; empty when nothing is
   */
  public record Chats(List<Chat> chats, String problem) {}

  ZaloBotNotifier(String name, URI host, String token, Language language, Duration within) {
    this.name = name;
    this.api = new BotApi(host, token);
    this.language = language;
    this.within = within;
  }

  static Notifier read(String name, ConfigMap map, SecretFiles files) {
    return new ZaloBotNotifier(
        name,
        ChannelConfig.web(map, "host", HOST),
        ChannelConfig.secret(map, files, "token-file", BotApi.TOKEN),
        ChannelConfig.language(map),
        GatewayHttp.USUAL);
  }

  @Override
  public Channel channel() {
    return Channel.ZALO_BOT;
  }

  @Override
  public String name() {
    return channel().code() + ":" + name;
  }

  @Override
  public int longest() {
    return LONGEST;
  }

  @Override
  public Delivery send(Letter letter, String address) {
    if (!CHAT.matcher(address).matches()) {
      return new Delivery.Permanent(name + ": this is no chat id of Zalo");
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("chat_id", address);
    parameters.put("text", letter.text(language, LONGEST));
    return api.send(name, parameters, within, this::judge);
  }

  private Delivery judge(BotApi.Result result) {
    return result.judge(name, "Zalo", this::refused);
  }

  private Delivery refused(BotApi.Result result) {
    int code = result.code();
    return switch (code) {
      case 401, 403 -> new Delivery.Misconfigured(name + ": Zalo refuses the token (" + code + ")");
      case 400, 404 ->
          new Delivery.Permanent(name + ": Zalo does not take it for this chat (" + code + ")");
      default -> GatewayHttp.judge(name, code, result.http().after());
    };
  }

  /**
   * Tests the token, then waits once for somebody to write to the bot. Zalo hands out what was
   * written one message at a time; its content is not looked at.
   *
   * @param timeout at most 60 s
   */
  public Chats chats(Duration timeout) {
    BotApi.Outcome me = api.call("getMe", Map.of(), within);
    String problem = problem(me);
    if (!problem.isEmpty()) {
      return new Chats(List.of(), problem);
    }
    BotApi.Outcome updates =
        api.call("getUpdates", Map.of("timeout", timeout.toSeconds()), timeout.plus(ON_TOP));
    if (updates instanceof BotApi.Outcome.Answered answered && answered.result().code() == 408) {
      return new Chats(List.of(), "");
    }
    problem = problem(updates);
    if (!problem.isEmpty()) {
      return new Chats(List.of(), problem);
    }
    return new Chats(found(((BotApi.Outcome.Answered) updates).result().json()), "");
  }

  /** The result is one update; a list of them is understood as well. */
  private static List<Chat> found(JsonNode json) {
    JsonNode result = json.path("result");
    List<Chat> chats = new ArrayList<>();
    Iterable<JsonNode> updates = result.isArray() ? result : List.of(result);
    for (JsonNode update : updates) {
      JsonNode chat = update.path("message").path("chat");
      String id = chat.path("id").asText();
      String type = "GROUP".equals(chat.path("chat_type").asText()) ? "GROUP" : "PRIVATE";
      if (CHAT.matcher(id).matches() && !chats.contains(new Chat(id, type))) {
        chats.add(new Chat(id, type));
      }
    }
    return chats;
  }

  private String problem(BotApi.Outcome outcome) {
    if (outcome instanceof BotApi.Outcome.Away away) {
      return away.reply().why();
    }
    Delivery delivery = judge(((BotApi.Outcome.Answered) outcome).result());
    if (delivery instanceof Delivery.Misconfigured wrong) {
      return wrong.why();
    }
    if (delivery instanceof Delivery.RetryLater later) {
      return later.why();
    }
    return delivery instanceof Delivery.Permanent refused ? refused.why() : "";
  }

  @Override
  public String toString() {
    return name();
  }
}
