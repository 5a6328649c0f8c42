package vn.daugio.agent.check.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import vn.daugio.agent.check.Finding;
import vn.daugio.protocol.CheckResult;

/**
 * The numbers of the ports as the box told them. A report has room for so many; of what is worth
 * less the zeros are left out, then all.
 */
final class PortMeasures {
  private final Finding.Builder finding;
  private final List<String> omitted = new ArrayList<>();
  private int given;

  private PortMeasures(Finding.Builder finding) {
    this.finding = finding;
  }

  private record One(String name, double value, Map<String, String> labels) {}

  static void add(Finding.Builder finding, List<Port> ports) {
    PortMeasures measures = new PortMeasures(finding);
    List<One> states = new ArrayList<>();
    List<One> speeds = new ArrayList<>();
    List<One> bytes = new ArrayList<>();
    List<One> errors = new ArrayList<>();
    List<One> discards = new ArrayList<>();
    for (Port port : ports) {
      Port.Counters counted = port.counters();
      states.add(new One("port_state", 1, labels(port, "state", port.state().code())));
      if (port.isUp()) {
        one(speeds, "port_speed_bytes_per_second", port.speed(), bits -> bits / 8, labels(port));
      }
      one(bytes, "port_received_bytes", counted.received(), labels(port));
      one(bytes, "port_sent_bytes", counted.sent(), labels(port));
      one(errors, "port_errors", counted.in().errors(), labels(port, "direction", "in"));
      one(errors, "port_errors", counted.out().errors(), labels(port, "direction", "out"));
      String dropped = "port_discarded_packets";
      one(discards, dropped, counted.in().discards(), labels(port, "direction", "in"));
      one(discards, dropped, counted.out().discards(), labels(port, "direction", "out"));
    }
    measures.group("state", states);
    measures.group("speed", speeds);
    measures.group("bytes", bytes);
    measures.group("errors", errors);
    measures.group("discards", discards);
    finding.fact("omitted", String.join(", ", measures.omitted));
  }

  private static void one(
      List<One> group, String name, OptionalLong value, Map<String, String> labels) {
    one(group, name, value, number -> number, labels);
  }

  private static void one(
      List<One> group,
      String name,
      OptionalLong value,
      ToDoubleFunction<Double> unit,
      Map<String, String> labels) {
    if (value.isPresent()) {
      group.add(new One(name, unit.applyAsDouble((double) value.getAsLong()), labels));
    }
  }

  private static Map<String, String> labels(Port port, String... more) {
    Map<String, String> labels = new HashMap<>();
    labels.put("index", Long.toString(port.index()));
    labels.put("port", port.name());
    for (int i = 0; i < more.length; i += 2) {
      labels.put(more[i], more[i + 1]);
    }
    return labels;
  }

  private void group(String what, List<One> group) {
    List<One> some = group;
    if (given + some.size() > CheckResult.MOST_MEASURES) {
      omitted.add(what);
      some = group.stream().filter(one -> one.value() != 0).toList();
    }
    if (given + some.size() > CheckResult.MOST_MEASURES) {
      return;
    }
    given += some.size();
    some.forEach(one -> finding.measure(one.name(), one.value(), one.labels()));
  }
}
