package vn.daugio.acceptance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.daugio.acceptance.process.Tree;
import vn.daugio.acceptance.simulator.DeviceSimulator;
import vn.daugio.acceptance.simulator.SimulatedDevice;

/**
 * One round over 200 printers, of which every twentieth is dead, beside {@code snmpbulkwalk} of the
 * same tables, twenty printers at a time, with as many tries of the same length. Whole processes
 * are measured, from their start to their end.
 */
final class ManyPrinters {
  private static final int PRINTERS = 200;
  private static final int DEAD_EVERY = 20;
  private static final int ROUNDS = 3;
  private static final Duration LATENCY = Duration.ofMillis(50);
  private static final String CHECKS = "printer.status,printer.supplies,printer.pages";

  /** As long and as often as the agent tries, see SnmpClient; each subtree after the other. */
  private static final String WALKS =
      Stream.of("1.3.6.1.2.1.43", "1.3.6.1.2.1.25.3")
          .map(
              subtree ->
                  "snmpbulkwalk -v2c -c public -Cr25 -On -t 0.5 -r 4 127.0.0.1:$1 " + subtree)
          .collect(Collectors.joining("; "));

  private ManyPrinters() {}

  /**
   * @param time of the whole process
   * @param requests to one living printer, on average
   */
  private record Run(Timed time, double requests) {}

  static List<String> measure(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (DeviceSimulator simulator =
        DeviceSimulator.start(
            new DeviceSimulator.Options(
                "127.0.0.1", 0, 0, 0, Collections.nCopies(PRINTERS, "office-laser")))) {
      for (int i = 0; i < PRINTERS; i++) {
        simulator.devices().get(i).setFaults(new SimulatedDevice.Faults(isDead(i), false, LATENCY));
      }
      List<Run> ours = new ArrayList<>();
      List<Run> peer = new ArrayList<>();
      List<String> agent = agent(folder, simulator);
      List<String> walks = walks(folder, simulator);
      for (int i = 0; i < ROUNDS; i++) {
        ours.add(run(simulator, agent));
        confirm(folder);
        peer.add(run(simulator, walks));
      }
      Comparator<Run> byWall = Comparator.comparingDouble(run -> run.time().wallSeconds());
      Comparator<Run> byProcessor =
          Comparator.comparingDouble(run -> run.time().processorSeconds());
      return List.of(
          Bench.atMost(
              "printers_200_round_wall_vs_snmpbulkwalk",
              median(ours, byWall).time().wallSeconds(),
              median(peer, byWall).time().wallSeconds(),
              0.25),
          Bench.atMost(
              "printers_200_round_cpu_vs_snmpbulkwalk",
              median(ours, byProcessor).time().processorSeconds(),
              median(peer, byProcessor).time().processorSeconds(),
              0.5),
          Bench.atMost(
              "printers_200_requests_per_printer_vs_snmpbulkwalk",
              ours.get(0).requests(),
              peer.get(0).requests(),
              0.99));
    }
  }

  private static boolean isDead(int printer) {
    return printer % DEAD_EVERY == DEAD_EVERY / 2;
  }

  private static Run run(DeviceSimulator simulator, List<String> command) {
    long before = requests(simulator);
    Timed time = Timed.run(command);
    int living = PRINTERS - PRINTERS / DEAD_EVERY;
    return new Run(time, (double) (requests(simulator) - before) / living);
  }

  private static long requests(DeviceSimulator simulator) {
    return simulator.devices().stream()
        .filter(device -> !device.faults().silent())
        .mapToLong(SimulatedDevice::requests)
        .sum();
  }

  private static List<String> agent(Path folder, DeviceSimulator simulator) throws IOException {
    StringBuilder config =
        new StringBuilder("site: thu-nghiem/tru-so\nmachine: MAY-01\ntargets:\n");
    for (int i = 0; i < PRINTERS; i++) {
      config.append(
          "  - {name: may-in-%d, kind: printer, address: \"127.0.0.1:%d\", snmp: {version: 2c, community: public}}%n"
              .formatted(i, simulator.snmpPorts().get(i)));
    }
    Path file = folder.resolve("agent.yml");
    Files.writeString(file, config);
    String check = "%s check --config %s --only %s --format json > %s; [ $? -le 1 ]";
    return List.of(
        "sh", "-c", check.formatted(Tree.agent(), file, CHECKS, folder.resolve("results.json")));
  }

  private static List<String> walks(Path folder, DeviceSimulator simulator) throws IOException {
    Path ports = folder.resolve("ports.txt");
    Files.write(ports, simulator.snmpPorts().stream().map(Object::toString).toList());
    return List.of(
        "xargs", "-a", ports.toString(), "-n", "1", "-P", "20", "sh", "-c", WALKS, "walks");
  }

  /** A round that is quick because it read nothing is no round. */
  private static void confirm(Path folder) throws IOException {
    JsonNode results =
        new ObjectMapper().readTree(folder.resolve("results.json").toFile()).path("results");
    int fine = 0;
    for (JsonNode result : results) {
      fine += result.path("outcome").asText().equals("OK") ? 1 : 0;
    }
    int checks = CHECKS.split(",", -1).length;
    if (fine != checks * (PRINTERS - PRINTERS / DEAD_EVERY)) {
      throw new IllegalStateException(fine + " results are OK");
    }
  }

  private static Run median(List<Run> runs, Comparator<Run> order) {
    return runs.stream().sorted(order).toList().get(runs.size() / 2);
  }
}
