package vn.daugio.acceptance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vn.daugio.acceptance.process.AgentProcess;
import vn.daugio.acceptance.process.Child;
import vn.daugio.acceptance.process.CollectorProcess;
import vn.daugio.acceptance.process.LoopbackPlan;
import vn.daugio.acceptance.process.WebhookSink;

/** Memory of the resident agent and processor time of one tick, beside Debian's agents. */
final class Footprint {
  private static final int TICKS = 5;

  /** Some of its items ask the network; in a namespace of its own they cannot. */
  private static final List<String> ZABBIX_ONCE = List.of("unshare", "-rn", "zabbix_agent2", "-p");

  private Footprint() {}

  static List<String> measure(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    double ours;
    double tick;
    try (WebhookSink sink = new WebhookSink();
        CollectorProcess collector =
            new CollectorProcess(folder.resolve("collector"), LoopbackPlan.TEXT, sink.url())) {
      AgentProcess prober =
          AgentProcess.join(
              folder.resolve("prober"),
              collector.url(),
              collector.joinCode(LoopbackPlan.SITE, 1),
              List.of());
      prober.start();
      prober.await(
          "first report",
          Duration.ofMinutes(1),
          () -> collector.get("/api/v1/fleet").contains("\"lastReportAt\":\"2"));
      prober.settle();
      ours = residentMegabytes(prober.pid());
      prober.close();
      AgentProcess ordinary =
          AgentProcess.join(
              folder.resolve("ordinary"),
              collector.url(),
              collector.joinCode(LoopbackPlan.SITE, 1),
              List.of());
      tick = median(TICKS, () -> Timed.run(ordinary.tickCommand()).processorSeconds());
    }
    List<String> lines = new ArrayList<>();
    lines.add(Bench.figure("rss_mb_run_vs_zabbix_agent2", ours, zabbix(folder)));
    lines.add(Bench.figure("rss_mb_run_vs_node_exporter", ours, nodeExporter(folder)));
    lines.add(
        Bench.figure(
            "cpu_seconds_tick_vs_zabbix_agent2_all_items_once",
            tick,
            median(TICKS, () -> Timed.run(ZABBIX_ONCE).processorSeconds())));
    lines.add(
        Bench.figure(
            "cpu_seconds_tick_vs_node_exporter_start_and_scrape",
            tick,
            median(TICKS, () -> Timed.run(nodeExporterOnce()).processorSeconds())));
    return lines;
  }

  private static double zabbix(Path folder) throws IOException {
    int port = Child.freeLowPort();
    Path config = folder.resolve("zabbix.conf");
    Files.writeString(
        config,
        "Server=127.0.0.1\nListenIP=127.0.0.1\nListenPort=%d\nLogType=console\nControlSocket=%s\n"
            .formatted(port, folder.resolve("zabbix.sock")));
    try (Child agent =
        Child.start(
            folder.resolve("zabbix.log"),
            List.of("zabbix_agent2", "-f", "-c", config.toString()))) {
      agent.awaitPort(port);
      agent.settle();
      return residentMegabytes(agent.pid());
    }
  }

  private static double nodeExporter(Path folder) throws IOException {
    int port = Child.freePortPair();
    try (Child exporter =
        Child.start(
            folder.resolve("node-exporter.log"),
            List.of("prometheus-node-exporter", "--web.listen-address=127.0.0.1:" + port))) {
      exporter.awaitPort(port);
      exporter.settle();
      return residentMegabytes(exporter.pid());
    }
  }

  /**
   * Starts it, reads it once, and ends it: what a machine would do that keeps nothing in memory.
   */
  private static List<String> nodeExporterOnce() {
    int port = Child.freePortPair();
    return List.of(
        "bash",
        "-c",
        """
        prometheus-node-exporter --web.listen-address=127.0.0.1:%1$d & exporter=$!
        until exec 3<>/dev/tcp/127.0.0.1/%1$d; do sleep 0.05; done
        printf 'GET /metrics HTTP/1.0\\r\\n\\r\\n' >&3
        cat <&3
        kill $exporter; wait $exporter
        exit 0
        """
            .formatted(port));
  }

  private static double residentMegabytes(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    throw new IllegalStateException("no VmRSS of " + pid);
  }

  private static double median(int times, java.util.function.DoubleSupplier measured) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      values.add(measured.getAsDouble());
    }
    values.sort(null);
    return values.get(times / 2);
  }
}
