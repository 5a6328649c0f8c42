package vn.daugio.acceptance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.daugio.acceptance.process.Child;
import vn.daugio.acceptance.process.Tree;
import vn.daugio.acceptance.simulator.DeviceSimulator;
import vn.daugio.acceptance.simulator.SimulatedDevice;

/**
 * A round over 200 printers, of which every twentieth is dead, beside {@code snmpbulkwalk} of the
 * same tables, twenty printers at a time, with as many tries of the same length. Judged are rounds
 * of a resident process, as a prober is one; the figures are of a whole process from its start to
 * its end, in which Java warms up.
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
      Path config = config(folder, simulator);
      List<Timed> rounds = rounds(config);
      List<Run> once = new ArrayList<>();
      List<Run> peer = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        once.add(run(simulator, agent(folder, config)));
        confirm(folder);
        peer.add(run(simulator, walks(folder, simulator)));
      }
      double peerWall = median(peer, Timed::wallSeconds);
      double peerProcessor = median(peer, Timed::processorSeconds);
      return List.of(
          Bench.atMost(
              "printers_200_round_wall_vs_snmpbulkwalk",
              middle(rounds, Timed::wallSeconds),
              peerWall,
              0.25),
          Bench.atMost(
              "printers_200_round_cpu_vs_snmpbulkwalk",
              middle(rounds, Timed::processorSeconds),
              peerProcessor,
              0.5),
          Bench.atMost(
              "printers_200_requests_per_printer_vs_snmpbulkwalk",
              once.get(0).requests(),
              peer.get(0).requests(),
              0.99),
          Bench.figure(
              "printers_200_process_wall_vs_snmpbulkwalk",
              median(once, Timed::wallSeconds),
              peerWall),
          Bench.figure(
              "printers_200_process_cpu_vs_snmpbulkwalk",
              median(once, Timed::processorSeconds),
              peerProcessor));
    }
  }

  /** All but the first. */
  private static List<Timed> rounds(Path config) {
    String printed =
        Child.run(
            List.of(
                "java",
                "-XX:+UseSerialGC",
                "-Xmx24m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PrinterRounds.class.getName(),
                config.toString(),
                Integer.toString(ROUNDS + 1)));
    List<Timed> rounds = new ArrayList<>();
    for (String line : printed.lines().skip(1).toList()) {
      String[] words = line.split(" ", -1);
      confirm(Integer.parseInt(words[0]));
      rounds.add(new Timed(Double.parseDouble(words[1]), Double.parseDouble(words[2])));
    }
    return rounds;
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

  private static Path config(Path folder, DeviceSimulator simulator) throws IOException {
    StringBuilder config =
        new StringBuilder("site: thu-nghiem/tru-so\nmachine: MAY-01\ntargets:\n");
    for (int i = 0; i < PRINTERS; i++) {
      config.append(
          "  - {name: may-in-%d, kind: printer, address: \"127.0.0.1:%d\", snmp: {version: 2c, community: public}}%n"
              .formatted(i, simulator.snmpPorts().get(i)));
    }
    Path file = folder.resolve("agent.yml");
    Files.writeString(file, config);
    return file;
  }

  private static List<String> agent(Path folder, Path config) {
    String check = "%s check --config %s --only %s --format json > %s; [ $? -le 1 ]";
    return List.of(
        "sh", "-c", check.formatted(Tree.agent(), config, CHECKS, folder.resolve("results.json")));
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
    confirm(fine);
  }

  private static void confirm(int fine) {
    int checks = CHECKS.split(",", -1).length;
    if (fine != checks * (PRINTERS - PRINTERS / DEAD_EVERY)) {
      throw new IllegalStateException(fine + " results are OK");
    }
  }

  private static double median(List<Run> runs, ToDoubleFunction<Timed> figure) {
    return middle(runs.stream().map(Run::time).toList(), figure);
  }

  private static double middle(List<Timed> times, ToDoubleFunction<Timed> figure) {
    return times.stream().mapToDouble(figure).sorted().toArray()[times.size() / 2];
  }
}
