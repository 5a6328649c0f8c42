package vn.daugio.collector.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.notify.ChannelTrial;
import vn.daugio.collector.office.Role;
import vn.daugio.collector.text.Texts;

/**
 * The form for a test message, and what came of one.
 *
 * @param message why none was sent; null: nothing was asked, or it was sent
 */
public record NoticeTrial(
    List<Choice> channels, List<Choice> roles, List<Result> results, @Nullable String message) {
  public NoticeTrial {
    channels = List.copyOf(channels);
    roles = List.copyOf(roles);
    results = List.copyOf(results);
  }

  /** A channel or a role to choose. */
  public record Choice(String code, String name, boolean chosen) {}

  /**
   * One channel to one destination, in words.
   *
   * @param light ok, fail, or unknown where it was not tried
   */
  public record Result(String light, String channel, String whom, String text, String why) {}

  /** Before anything was asked, or after it was refused. */
  static NoticeTrial asked(List<String> channels, Texts texts, @Nullable String message) {
    return new NoticeTrial(
        channelChoices(channels, ""), roles(Role.RESPONSE_TEAM, texts), List.of(), message);
  }

  /** After it was sent; the form keeps what was chosen. */
  static NoticeTrial done(
      List<String> channels,
      ChannelTrial.Wish wish,
      List<ChannelTrial.Outcome> outcomes,
      Texts texts) {
    return new NoticeTrial(
        channelChoices(channels, wish.channel()),
        roles(wish.role(), texts),
        outcomes.stream().map(one -> result(one, texts)).toList(),
        null);
  }

  private static List<Choice> channelChoices(List<String> channels, String chosen) {
    return channels.stream().map(one -> new Choice(one, one, one.equals(chosen))).toList();
  }

  private static List<Choice> roles(Role chosen, Texts texts) {
    return Arrays.stream(Role.values())
        .map(role -> new Choice(role.code(), texts.get("role." + role.code()), role == chosen))
        .toList();
  }

  private static Result result(ChannelTrial.Outcome outcome, Texts texts) {
    String light =
        switch (outcome.result()) {
          case "taken" -> "ok";
          case "nobody", "too_soon" -> "unknown";
          default -> "fail";
        };
    return new Result(
        light,
        outcome.channel(),
        whom(outcome.to(), texts),
        texts.get("notices.test.result." + outcome.result().replace('_', '-')),
        outcome.why());
  }

  /** Role and rank as {@link ChannelTrial.Outcome} names them. */
  private static String whom(String to, Texts texts) {
    if (to.isEmpty()) {
      return "";
    }
    String[] parts = to.split(" ", 2);
    List<String> words = new ArrayList<>(List.of(texts.get("role." + parts[0])));
    if (parts.length == 2) {
      words.add(texts.get("notices.rank." + parts[1].toLowerCase(Locale.ROOT)));
    }
    return String.join(", ", words);
  }

  public boolean isPossible() {
    return !channels.isEmpty();
  }

  public boolean hasResults() {
    return !results.isEmpty();
  }

  /** What a refusal is called in the page's address, in words; null for anything else. */
  static @Nullable String said(@Nullable String reason, Texts texts) {
    String key = "notices.test.said." + reason;
    return texts.has(key) ? texts.get(key, Map.of()) : null;
  }
}
