package vn.daugio.agent.os.linux;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether packets to this computer that no rule is about are dropped: the verdict of the first rule
 * without a condition, else the chain's policy (nft(8), iptables(8)).
 */
final class FilterChains {
  private static final int MOST_CHAINS = 300;

  private final Map<String, List<Rule>> rules = new LinkedHashMap<>();
  private final List<Base> bases = new ArrayList<>();

  /** What a rule does with a packet. */
  enum Verdict {
    ACCEPT,
    DROP,
    JUMP,
    GOTO,
    RETURN
  }

  /**
   * A rule that every packet meets.
   *
   * @param target the chain of a jump; empty for other verdicts
   */
  record Rule(Verdict verdict, String target) {}

  /**
   * A chain that the kernel begins at.
   *
   * @param family of addresses: {@code ip}, {@code ip6} or {@code inet}
   */
  private record Base(String family, String chain, boolean drops) {}

  void base(String family, String chain, boolean drops) {
    bases.add(new Base(family, chain, drops));
  }

  void rule(String chain, Rule rule) {
    rules.computeIfAbsent(chain, name -> new ArrayList<>()).add(rule);
  }

  /**
   * @param family {@code ip} or {@code ip6}
   */
  boolean drops(String family) {
    return bases.stream()
        .filter(base -> base.family().equals(family) || base.family().equals("inet"))
        .anyMatch(base -> decides(base.chain(), new HashMap<>()).orElse(base.drops()));
  }

  /**
   * Whether a chain drops what comes to its end; empty: it has no opinion.
   *
   * @param known of the chains that were looked at; a chain that leads back to itself decides
   *     nothing, and one that many jumps lead to is looked at once
   */
  private Optional<Boolean> decides(String chain, Map<String, Optional<Boolean>> known) {
    Optional<Boolean> before = known.get(chain);
    if (before != null) {
      return before;
    }
    known.put(chain, Optional.empty());
    if (known.size() > MOST_CHAINS) {
      return Optional.empty();
    }
    Optional<Boolean> verdict = first(rules.getOrDefault(chain, List.of()), known);
    known.put(chain, verdict);
    return verdict;
  }

  private Optional<Boolean> first(List<Rule> ofChain, Map<String, Optional<Boolean>> known) {
    for (Rule rule : ofChain) {
      Optional<Boolean> decided =
          switch (rule.verdict()) {
            case ACCEPT -> Optional.of(false);
            case DROP -> Optional.of(true);
            case JUMP, GOTO -> decides(rule.target(), known);
            case RETURN -> Optional.empty();
          };
      boolean leaves = rule.verdict() == Verdict.GOTO || rule.verdict() == Verdict.RETURN;
      if (decided.isPresent() || leaves) {
        return decided;
      }
    }
    return Optional.empty();
  }
}
