package vn.daugio.agent.os.linux;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.daugio.agent.os.linux.FilterChains.Rule;
import vn.daugio.agent.os.linux.FilterChains.Verdict;

/** Reads {@code iptables-legacy -S} (iptables(8)); only rules without a match hold for all. */
final class IptablesRules {
  private static final Pattern POLICY = Pattern.compile("-P INPUT (ACCEPT|DROP)");
  private static final Pattern PLAIN =
      Pattern.compile("-A (\\S{1,64}) -(j|g) (\\S{1,64})(?: --reject-with \\S+)?");

  /** Targets after which a packet goes on to the next rule. */
  private static final Set<String> NEUTRAL = Set.of("LOG", "NFLOG", "AUDIT", "MARK");

  private IptablesRules() {}

  /**
   * @param family {@code ip} or {@code ip6}
   * @return empty when the chain INPUT is not told
   */
  static Optional<FilterChains> parse(String output, String family) {
    FilterChains chains = new FilterChains();
    boolean told = false;
    for (String line : output.lines().map(String::strip).toList()) {
      Matcher policy = POLICY.matcher(line);
      Matcher plain = PLAIN.matcher(line);
      if (policy.matches()) {
        chains.base(family, "INPUT", policy.group(1).equals("DROP"));
        told = true;
      } else if (plain.matches() && !NEUTRAL.contains(plain.group(3))) {
        chains.rule(plain.group(1), rule(plain.group(2), plain.group(3)));
      }
    }
    return told ? Optional.of(chains) : Optional.empty();
  }

  private static Rule rule(String how, String target) {
    return switch (target) {
      case "ACCEPT" -> new Rule(Verdict.ACCEPT, "");
      case "DROP", "REJECT" -> new Rule(Verdict.DROP, "");
      case "RETURN" -> new Rule(Verdict.RETURN, "");
      default -> new Rule(how.equals("g") ? Verdict.GOTO : Verdict.JUMP, target);
    };
  }
}
