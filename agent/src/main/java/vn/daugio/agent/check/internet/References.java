package vn.daugio.agent.check.internet;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.DataFile;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.internet.ResolverReading.State;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network.HostAddress;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Reason;

/**
 * Providers' and public resolvers that the line's own are compared with. Their silence says
 * nothing: a provider's serves its own customers only, and some offices allow no other resolver.
 *
 * @param resolvers by their names; empty where there is nothing to compare
 */
record References(Map<String, HostAddress> resolvers) {
  private static final int DNS_PORT = 53;

  /** Fewer that agree are no majority. */
  private static final int ENOUGH = 2;

  /**
   * Of a backup line none: its bytes are paid. A resolver on this machine may name what it likes.
   */
  static References of(Access.Line line, List<HostAddress> own) {
    boolean local = own.stream().anyMatch(one -> one.address().isLoopbackAddress());
    Map<String, HostAddress> resolvers = new LinkedHashMap<>();
    if (!local && !Lines.isBackup(line)) {
      addresses("dns-references.txt")
          .forEach((name, list) -> resolvers.put(name, new HostAddress(list.get(0), DNS_PORT)));
    }
    return new References(resolvers);
  }

  /** Names whose addresses never change. */
  static Map<String, List<InetAddress>> pinned() {
    return addresses("dns-pinned.txt");
  }

  private static Map<String, List<InetAddress>> addresses(String file) {
    Map<String, List<InetAddress>> addresses = new LinkedHashMap<>();
    for (String line : DataFile.lines(References.class, file)) {
      String[] words = line.split("\\s+", -1);
      addresses.put(words[0], Arrays.stream(words).skip(1).map(Lines::literal).toList());
    }
    return addresses;
  }

  private static List<String> names() {
    return DataFile.lines(References.class, "dns-compared.txt");
  }

  List<Callable<ResolverReading>> questions(@Nullable InetAddress source, Deadline deadline) {
    List<Callable<ResolverReading>> questions = new ArrayList<>();
    for (HostAddress resolver : resolvers.values()) {
      questions.add(() -> ResolverReading.of(resolver, names(), Map.of(), source, deadline));
    }
    return questions;
  }

  /**
   * @param own of the line's own resolvers
   * @param theirs in the order of the questions
   */
  void judge(List<ResolverReading> own, List<ResolverReading> theirs, Finding.Builder finding) {
    List<String> compared = new ArrayList<>();
    List<String> names = List.copyOf(resolvers.keySet());
    for (int i = 0; i < theirs.size(); i++) {
      if (theirs.get(i).state() == State.GOOD) {
        compared.add(names.get(i));
      }
    }
    finding.fact("compared", String.join(", ", compared));
    for (String name : names()) {
      Set<InetAddress> agreed = agreed(name, theirs);
      boolean contradicted =
          own.stream()
              .filter(reading -> reading.state() == State.GOOD)
              .map(reading -> reading.answers().getOrDefault(name, List.of()))
              .anyMatch(answer -> !answer.isEmpty() && answer.stream().noneMatch(agreed::contains));
      if (!agreed.isEmpty() && contradicted) {
        finding.warn(Reason.INTERNET_DNS_ANSWERS_DIFFER).fact("host", name);
      }
    }
  }

  /** What all references say that say anything; empty when they are too few or disagree. */
  private static Set<InetAddress> agreed(String name, List<ResolverReading> theirs) {
    List<Set<InetAddress>> answers =
        theirs.stream()
            .filter(reading -> reading.state() == State.GOOD)
            .map(reading -> Set.copyOf(reading.answers().getOrDefault(name, List.of())))
            .filter(answer -> !answer.isEmpty())
            .collect(Collectors.toList());
    if (answers.size() < ENOUGH) {
      return Set.of();
    }
    Set<InetAddress> common = new HashSet<>(answers.get(0));
    answers.forEach(common::retainAll);
    return common;
  }
}
