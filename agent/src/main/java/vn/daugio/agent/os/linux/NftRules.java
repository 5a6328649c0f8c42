package vn.daugio.agent.os.linux;

import io.avaje.json.JsonException;
import io.avaje.jsonb.Jsonb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.linux.FilterChains.Rule;
import vn.daugio.agent.os.linux.FilterChains.Verdict;

/** Reads {@code nft -j list ruleset} (libnftables-json(5)). */
final class NftRules {
  private static final Jsonb JSONB = Jsonb.builder().build();
  private static final int MOST = 20_000;

  /** Statements that decide nothing and hold for every packet. */
  private static final Set<String> NEUTRAL = Set.of("counter", "log", "comment");

  private NftRules() {}

  /** Empty for anything else than a ruleset of a reasonable size. */
  static Optional<FilterChains> parse(String json) {
    Object document;
    try {
      document = JSONB.type(Object.class).fromJson(json);
    } catch (JsonException | IllegalStateException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
    if (!(document instanceof Map<?, ?> whole)
        || !(whole.get("nftables") instanceof List<?> entries)
        || entries.size() > MOST) {
      return Optional.empty();
    }
    FilterChains chains = new FilterChains();
    for (Object entry : entries) {
      if (entry instanceof Map<?, ?> one) {
        chain(one.get("chain"), chains);
        rule(one.get("rule"), chains);
      }
    }
    return Optional.of(chains);
  }

  private static void chain(@Nullable Object said, FilterChains chains) {
    if (said instanceof Map<?, ?> chain
        && "input".equals(chain.get("hook"))
        && "filter".equals(chain.get("type"))) {
      chains.base(
          String.valueOf(chain.get("family")),
          key(chain, chain.get("name")),
          "drop".equals(chain.get("policy")));
    }
  }

  private static void rule(@Nullable Object said, FilterChains chains) {
    if (!(said instanceof Map<?, ?> rule) || !(rule.get("expr") instanceof List<?> statements)) {
      return;
    }
    @Nullable Rule verdict = null;
    for (Object statement : statements) {
      if (!(statement instanceof Map<?, ?> one) || one.size() != 1) {
        return;
      }
      String word = String.valueOf(one.keySet().iterator().next());
      if (NEUTRAL.contains(word)) {
        continue;
      }
      verdict = verdict(word, one.get(word), rule);
      if (verdict == null) {
        return;
      }
    }
    if (verdict != null) {
      chains.rule(key(rule, rule.get("chain")), verdict);
    }
  }

  /** Null for what is a condition, or what we do not know. */
  private static @Nullable Rule verdict(String word, @Nullable Object value, Map<?, ?> rule) {
    return switch (word) {
      case "accept" -> new Rule(Verdict.ACCEPT, "");
      case "drop", "reject" -> new Rule(Verdict.DROP, "");
      case "return" -> new Rule(Verdict.RETURN, "");
      case "jump" -> new Rule(Verdict.JUMP, target(value, rule));
      case "goto" -> new Rule(Verdict.GOTO, target(value, rule));
      default -> null;
    };
  }

  private static String target(@Nullable Object value, Map<?, ?> rule) {
    return key(rule, value instanceof Map<?, ?> to ? to.get("target") : null);
  }

  private static String key(Map<?, ?> of, @Nullable Object chain) {
    return of.get("family") + " " + of.get("table") + " " + chain;
  }
}
