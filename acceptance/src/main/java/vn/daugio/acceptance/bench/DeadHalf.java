package vn.daugio.acceptance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vn.daugio.acceptance.process.Child;
import vn.daugio.acceptance.process.Tree;
import vn.daugio.acceptance.simulator.DeviceSimulator;
import vn.daugio.protocol.CheckType;

/**
 * A round over 60 printers of one dependency level, half of which never answer: it may take at most
 * 1.5 times its longest single deadline.
 */
final class DeadHalf {
  private static final int TARGETS = 60;

  private DeadHalf() {}

  static List<String> measure(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    List<DatagramSocket> dead = new ArrayList<>();
    int port = Child.freePortPair();
    try (Child simulator =
        Child.start(
            folder.resolve("simulator.log"),
            List.of(
                "java",
                "-cp",
                System.getProperty("java.class.path"),
                DeviceSimulator.class.getName(),
                "--bind",
                "127.0.0.1",
                "--snmp-port",
                Integer.toString(port),
                "--control-port",
                Integer.toString(port + 1),
                "--device",
                "mono-laser"))) {
      simulator.awaitPort(port + 1);
      StringBuilder config =
          new StringBuilder("site: thu-nghiem/tru-so\nmachine: MAY-01\ntargets:\n");
      for (int i = 0; i < TARGETS; i++) {
        int target = port;
        if (i % 2 == 1) {
          DatagramSocket silent =
              new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
          dead.add(silent);
          target = silent.getLocalPort();
        }
        config.append(
            "  - {name: may-in-%d, kind: printer, address: \"127.0.0.1:%d\", snmp: {version: 2c, community: public}}%n"
                .formatted(i, target));
      }
      Path file = folder.resolve("agent.yml");
      Files.writeString(file, config);
      return List.of(
          Bench.atMost(
              "round_60_targets_half_dead_vs_longest_deadline",
              round(folder, file),
              CheckType.PRINTER_STATUS.deadline().toMillis() / 1000.0,
              1.5));
    } finally {
      dead.forEach(DatagramSocket::close);
    }
  }

  /** From the first start to the last end of a check, in seconds, as the agent's results tell. */
  private static double round(Path folder, Path config) throws IOException, InterruptedException {
    Path out = folder.resolve("results.json");
    Process check =
        new ProcessBuilder(
                Tree.agent(),
                "check",
                "--config",
                config.toString(),
                "--only",
                CheckType.PRINTER_STATUS.code(),
                "--format",
                "json")
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("agent.log").toFile())
            .start();
    check.waitFor();
    JsonNode results = new ObjectMapper().readTree(out.toFile()).path("results");
    if (results.size() != TARGETS) {
      throw new IllegalStateException("results of " + results.size() + " targets");
    }
    Instant first = Instant.MAX;
    Instant last = Instant.MIN;
    int ok = 0;
    for (JsonNode result : results) {
      Instant started = Instant.parse(result.path("startedAt").asText());
      Instant ended = started.plusMillis(result.path("tookMs").asLong());
      first = started.isBefore(first) ? started : first;
      last = ended.isAfter(last) ? ended : last;
      ok += result.path("outcome").asText().equals("OK") ? 1 : 0;
    }
    if (ok != TARGETS / 2) {
      throw new IllegalStateException(ok + " of " + TARGETS / 2 + " living printers are OK");
    }
    return (last.toEpochMilli() - first.toEpochMilli()) / 1000.0;
  }
}
