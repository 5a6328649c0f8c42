package vn.daugio.agent.check.internet;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Reason;

/**
 * Whether the line carries traffic beyond the gateway: bursts to several domestic and foreign
 * destinations. Quality is judged by the median over the domestic ones that answer at all, so that
 * one server which drops echo requests alarms nobody.
 */
public final class InternetLinkCheck implements Check {
  private final Network network;

  public InternetLinkCheck(Network network) {
    this.network = network;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Access.Line line = Lines.of(assignment);
    @Nullable InetAddress source = Lines.source(line);
    List<Callable<Burst>> questions = new ArrayList<>();
    for (Access.Destination destination : Lines.destinations(line)) {
      questions.add(() -> Burst.send(network, destination, source, deadline));
    }
    List<Burst> bursts = Parallel.all(questions);
    Finding.Builder finding = Finding.of(CheckType.INTERNET_LINK);
    bursts.forEach(burst -> measure(burst, finding));
    finding.fact("method", bursts.stream().anyMatch(Burst::icmp) ? "icmp" : "tcp");
    finding.fact("silent", names(bursts.stream().filter(Burst::isDead).toList()));
    reach(bursts, finding);
    quality(bursts, assignment, finding);
    return finding.build();
  }

  private static void measure(Burst burst, Finding.Builder finding) {
    Map<String, String> labels =
        Map.of(
            "destination", burst.destination().name(),
            "scope", burst.destination().scope());
    finding.measure("loss_ratio", burst.loss(), labels);
    burst.latency().ifPresent(value -> finding.measure("latency_seconds", value, labels));
    burst.jitter().ifPresent(value -> finding.measure("jitter_seconds", value, labels));
  }

  private static void reach(List<Burst> bursts, Finding.Builder finding) {
    List<Burst> domestic = bursts.stream().filter(Burst::isDomestic).toList();
    List<Burst> foreign = bursts.stream().filter(burst -> !burst.isDomestic()).toList();
    if (bursts.stream().allMatch(Burst::isDead)) {
      finding.fail(Reason.INTERNET_UNREACHABLE);
    } else if (!domestic.isEmpty() && domestic.stream().allMatch(Burst::isDead)) {
      finding.fail(Reason.INTERNET_DOMESTIC_UNREACHABLE);
    } else if (!foreign.isEmpty() && foreign.stream().allMatch(Burst::isDead)) {
      finding.warn(Reason.INTERNET_FOREIGN_UNREACHABLE);
    }
  }

  private static void quality(List<Burst> bursts, Assignment assignment, Finding.Builder finding) {
    boolean anyDomestic = bursts.stream().anyMatch(Burst::isDomestic);
    List<Burst> judged =
        bursts.stream()
            .filter(burst -> !burst.isDead() && (burst.isDomestic() || !anyDomestic))
            .toList();
    if (median(judged, burst -> Optional.of(burst.loss())) > assignment.limit("loss-warn-above")) {
      finding.warn(Reason.INTERNET_LOSS_HIGH);
    }
    if (median(judged, Burst::latency) > assignment.limit("latency-warn-above")) {
      finding.warn(Reason.INTERNET_LATENCY_HIGH);
    }
    if (median(judged, Burst::jitter) > assignment.limit("jitter-warn-above")) {
      finding.warn(Reason.INTERNET_JITTER_HIGH);
    }
  }

  private static double median(List<Burst> bursts, Function<Burst, Optional<Double>> value) {
    return Burst.median(bursts.stream().map(value).flatMap(Optional::stream).toList()).orElse(0.0);
  }

  private static String names(List<Burst> bursts) {
    return bursts.stream()
        .map(burst -> burst.destination().name())
        .collect(Collectors.joining(", "));
  }
}
