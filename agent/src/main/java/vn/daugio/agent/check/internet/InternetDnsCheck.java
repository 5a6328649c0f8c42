package vn.daugio.agent.check.internet;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.DataFile;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.internet.ResolverReading.State;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.Network.HostAddress;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Reason;

/**
 * Whether names are found: each resolver of the line is asked for names that surely exist, and its
 * answers are compared with what never changes and with what a provider's and a public resolver
 * say.
 */
public final class InternetDnsCheck implements Check {
  private final Network network;

  public InternetDnsCheck(Network network) {
    this.network = network;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Finding.Builder finding = Finding.of(CheckType.INTERNET_DNS);
    Access.Line line = Lines.of(assignment);
    List<HostAddress> resolvers = Resolvers.of(line, network);
    if (resolvers.isEmpty()) {
      return finding.fail(Reason.INTERNET_NO_RESOLVER).build();
    }
    List<String> names = DataFile.lines(InternetDnsCheck.class, "dns-names.txt");
    Map<String, List<InetAddress>> pinned = References.pinned();
    References references = References.of(line, resolvers);
    List<Callable<ResolverReading>> questions = new ArrayList<>();
    for (HostAddress resolver : resolvers) {
      @Nullable InetAddress source = Lines.sourceOf(line, Lines.isV6(resolver.address()));
      questions.add(() -> ResolverReading.of(resolver, names, pinned, source, deadline));
    }
    questions.addAll(references.questions(Lines.sourceOf(line, false), deadline));
    List<ResolverReading> all = Parallel.all(questions);
    List<ResolverReading> readings = all.subList(0, resolvers.size());
    measure(readings, finding);
    judge(readings, assignment.limit("latency-warn-above"), finding);
    references.judge(readings, all.subList(resolvers.size(), all.size()), finding);
    return finding.build();
  }

  private static void measure(List<ResolverReading> readings, Finding.Builder finding) {
    for (int i = 0; i < readings.size(); i++) {
      ResolverReading reading = readings.get(i);
      String label = "resolver-" + (i + 1);
      reading
          .lookupSeconds()
          .ifPresent(
              value -> finding.measure("dns_lookup_seconds", value, Map.of("resolver", label)));
      if (reading.state() != State.GOOD) {
        finding.fact(label, reading.state().name().toLowerCase(java.util.Locale.ROOT));
      }
    }
  }

  /** Only the first good resolver's speed is felt: the system asks the others after it. */
  private static void judge(
      List<ResolverReading> readings, double slowAbove, Finding.Builder finding) {
    List<State> states = readings.stream().map(ResolverReading::state).toList();
    boolean anyGood = states.contains(State.GOOD);
    if (states.contains(State.LIES) || (!anyGood && states.contains(State.DENIES))) {
      finding.fail(Reason.INTERNET_DNS_WRONG_ANSWER);
    } else if (states.contains(State.DIFFERS)) {
      finding.fail(Reason.INTERNET_DNS_ANSWERS_DIFFER);
    } else if (!anyGood) {
      finding.fail(Reason.INTERNET_DNS_NO_ANSWER);
    } else if (states.stream().anyMatch(state -> state != State.GOOD)) {
      finding.warn(Reason.INTERNET_DNS_PARTIAL);
    }
    Optional<Double> felt =
        readings.stream()
            .filter(reading -> reading.state() == State.GOOD)
            .findFirst()
            .flatMap(ResolverReading::lookupSeconds);
    if (felt.isPresent() && felt.get() > slowAbove) {
      finding.warn(Reason.INTERNET_DNS_SLOW);
    }
  }
}
