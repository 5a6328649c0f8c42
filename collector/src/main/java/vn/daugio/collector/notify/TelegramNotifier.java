package vn.daugio.collector.notify;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.Language;

/**
 * Telegram (core.telegram.org/bots/api). Blocked in Vietnam by order since May 2025 and reachable
 * at times only: off unless it is asked for twice, and never the only channel.
 */
final class TelegramNotifier implements Notifier {
  private static final String HOST = "https://api.telegram.org";
  private static final String ON = "enabled";
  private static final String KNOWN = "i-know-it-may-be-blocked";

  /** sendMessage takes texts of 1 to 4096 characters. */
  private static final int LONGEST = 4096;

  private static final Pattern CHAT = Pattern.compile("-?[0-9]{1,20}|@[A-Za-z0-9_]{5,32}");

  private final String name;
  private final BotApi api;
  private final Language language;
  private final Duration within;

  TelegramNotifier(String name, URI host, String token, Language language, Duration within) {
    this.name = name;
    this.api = new BotApi(host, token);
    this.language = language;
    this.within = within;
  }

  /** It is off unless it is switched on; then nothing else of it is looked at. */
  static boolean isOff(ConfigMap map) {
    return !map.flag(ON, false);
  }

  static Notifier read(String name, ConfigMap map, SecretFiles files) {
    map.has(ON);
    if (!map.flag(KNOWN, false)) {
      map.problems()
          .add(
              map.path() + "." + KNOWN,
              "Telegram is blocked by order in Vietnam and reachable at times only; say true"
                  + " here when you know that");
    }
    return new TelegramNotifier(
        name,
        ChannelConfig.web(map, "host", HOST),
        ChannelConfig.secret(map, files, "token-file", BotApi.TOKEN),
        ChannelConfig.language(map),
        GatewayHttp.USUAL);
  }

  @Override
  public Channel channel() {
    return Channel.TELEGRAM;
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
      return new Delivery.Permanent(name + ": this is no chat id of Telegram");
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("chat_id", address);
    parameters.put("text", letter.text(language, LONGEST));
    parameters.put("link_preview_options", Map.of("is_disabled", true));
    return api.send(name, parameters, within, this::judge);
  }

  private Delivery judge(BotApi.Result result) {
    return result.judge(name, "Telegram", this::refused);
  }

  /** A wrong token is 401 or 404; 403 is a person who has blocked the bot. */
  private Delivery refused(BotApi.Result result) {
    int code = result.code();
    return switch (code) {
      case 401, 404 ->
          new Delivery.Misconfigured(name + ": Telegram refuses the token (" + code + ")");
      case 400, 403 ->
          new Delivery.Permanent(name + ": Telegram does not take it for this chat (" + code + ")");
      default -> GatewayHttp.judge(name, code, after(result));
    };
  }

  /** Telegram says it in the body, in seconds. */
  private static @Nullable Duration after(BotApi.Result result) {
    JsonNode seconds = result.json().path("parameters").path("retry_after");
    boolean sensible = seconds.isInt() && seconds.intValue() >= 0 && seconds.intValue() <= 86_400;
    return sensible ? Duration.ofSeconds(seconds.intValue()) : result.http().after();
  }

  @Override
  public String warning() {
    return "Telegram is blocked by order in Vietnam: do not rely on it";
  }

  @Override
  public String toString() {
    return name();
  }
}
