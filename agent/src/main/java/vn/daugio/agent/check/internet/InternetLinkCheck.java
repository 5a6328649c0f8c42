package vn.daugio.agent.check.internet;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.internet.PortalReading.State;
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
    LineUse use =
        new LineUse(
            Lines.sourceOf(line, false),
            Lines.sourceOf(line, true),
            new Ledger(),
            assignment.limit("round-bytes-most"));
    Finding.Builder finding = Finding.of(CheckType.INTERNET_LINK);
    List<Access.Destination> destinations = leaving(line, use, finding, deadline);
    if (destinations.isEmpty()) {
      return finding.unknown(Reason.INTERNET_LINE_NOT_SEPARABLE).build();
    }
    List<Burst> bursts = bursts(destinations, Lines.isBackup(line), use, deadline);
    bursts.forEach(burst -> measure(burst, finding));
    finding.fact("method", bursts.stream().anyMatch(Burst::icmp) ? "icmp" : "tcp");
    finding.fact("silent", names(bursts.stream().filter(Burst::isDead).toList()));
    if (!portal(line, bursts, use, finding, deadline)) {
      new Families(bursts).judge(finding);
      quality(bursts, assignment, finding);
    }
    if (Lines.isBackup(line) && bursts.stream().anyMatch(burst -> !burst.isDead())) {
      new BackupPath(network, line, use, deadline).judge(finding);
    }
    finding.measure("round_bytes", (double) use.ledger().bytes());
    return finding.build();
  }

  /** The destinations to which packets from the line's address leave by the line. */
  private List<Access.Destination> leaving(
      Access.Line line, LineUse use, Finding.Builder finding, Deadline deadline)
      throws InterruptedException {
    LineSource source = new LineSource(network, line, deadline);
    List<Access.Destination> all = Lines.destinations(line, network);
    Map<Boolean, LineSource.Way> ways = new HashMap<>();
    for (Access.Destination destination : all) {
      InetAddress address = Lines.literal(destination.address());
      if (!ways.containsKey(Lines.isV6(address))) {
        ways.put(Lines.isV6(address), source.way(address, use.source(address)));
      }
    }
    if (ways.containsValue(LineSource.Way.OTHER)) {
      // one family that leaves elsewhere would show the other line's health as this one's
      finding.unknown(Reason.INTERNET_LINE_NOT_SEPARABLE);
    }
    finding.fact("source", ways.containsValue(LineSource.Way.ABSENT) ? "absent" : null);
    return all.stream()
        .filter(one -> ways.get(Lines.isV6(Lines.literal(one.address()))) != LineSource.Way.OTHER)
        .toList();
  }

  private List<Burst> bursts(
      List<Access.Destination> destinations, boolean backup, LineUse use, Deadline deadline)
      throws InterruptedException {
    int count = backup ? Burst.BACKUP_COUNT : Burst.COUNT;
    List<Callable<Burst>> questions = new ArrayList<>();
    for (Access.Destination destination : destinations) {
      questions.add(() -> Burst.send(network, destination, count, use, deadline));
    }
    return Parallel.all(questions);
  }

  /** True when somebody answers in the place of others: then no silence says anything. */
  private boolean portal(
      Access.Line line, List<Burst> bursts, LineUse use, Finding.Builder finding, Deadline deadline)
      throws InterruptedException {
    Set<Boolean> asked = bursts.stream().map(Burst::isV6).collect(Collectors.toSet());
    List<Callable<PortalReading>> questions = new ArrayList<>();
    for (boolean v6 : asked) {
      List<Access.Page> pages =
          Lines.pages(line).stream().filter(page -> Lines.isV6(page) == v6).toList();
      questions.add(() -> PortalReading.of(pages, Resolvers.of(line, network), use, deadline));
    }
    List<PortalReading> readings = Parallel.all(questions);
    for (PortalReading reading : readings) {
      if (reading.state() == State.PORTAL || reading.state() == State.EXHAUSTED) {
        finding.fact("portal", reading.answer());
        finding.fail(
            reading.state() == State.PORTAL
                ? Reason.INTERNET_CAPTIVE_PORTAL
                : Reason.INTERNET_DATA_EXHAUSTED);
      }
    }
    return readings.stream().anyMatch(reading -> reading.state().compareTo(State.SILENT) > 0);
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
