package vn.daugio.acceptance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import vn.daugio.acceptance.process.AgentProcess;
import vn.daugio.acceptance.process.Child;
import vn.daugio.acceptance.process.CollectorProcess;
import vn.daugio.acceptance.process.LoopbackPlan;
import vn.daugio.acceptance.process.WebhookSink;

/**
 * Memory of the resident agent, which keeps TLS and SNMPv3 in it, and what the ticks of an ordinary
 * PC cost, beside Debian's agents. Goals without a peer stand against 1.
 */
final class Footprint {
  private static final int TICKS = 5;

  /** A tick every 15 minutes. */
  private static final double TICK_EVERY_SECONDS = 900;

  /** Some of its items ask the network; in a namespace of its own they cannot. */
  private static final List<String> ZABBIX_ONCE = List.of("unshare", "-rn", "zabbix_agent2", "-p");

  private Footprint() {}

  static List<String> measure(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    // pages of a file that was just written count as private and dirty until they are on the disk
    Child.run(List.of("sync"));
    List<String> lines = new ArrayList<>();
    try (WebhookSink sink = new WebhookSink();
        CollectorProcess collector =
            new CollectorProcess(folder.resolve("collector"), LoopbackPlan.CALM, sink.url());
        SecureFront front = SecureFront.of(folder.resolve("tls"), collector.port());
        SnmpV3Printer printer = SnmpV3Printer.start(folder.resolve("snmpv3"))) {
      resident(folder, collector, front, printer, lines);
      ticks(folder, collector, front, lines);
    }
    lines.add(
        Bench.figure(
            "cpu_seconds_zabbix_agent2_all_items_once",
            median(TICKS, () -> Timed.run(ZABBIX_ONCE).processorSeconds()),
            1));
    lines.add(
        Bench.figure(
            "cpu_seconds_node_exporter_start_and_scrape",
            median(TICKS, () -> Timed.run(nodeExporterOnce()).processorSeconds()),
            1));
    return lines;
  }

  private static void resident(
      Path folder,
      CollectorProcess collector,
      SecureFront front,
      SnmpV3Printer printer,
      List<String> lines)
      throws IOException {
    try (AgentProcess prober =
        AgentProcess.join(
            folder.resolve("prober"),
            front.url(),
            collector.joinCode(LoopbackPlan.SITE, 1),
            front.certificate())) {
      prober.addTargets(printer.target());
      prober.start();
      prober.await(
          "answer by SNMPv3",
          Duration.ofMinutes(2),
          () -> collector.get("/api/v1/fleet").contains("\"check\":\"printer.supplies\""));
      prober.settle();
      double rss = Memory.resident(prober.pid());
      double dirty = Memory.privateDirty(prober.pid());
      lines.add(Bench.atMost("rss_mb_run_tls_snmpv3", rss, 1, 50));
      lines.add(Bench.atMost("private_dirty_mb_run_tls_snmpv3", dirty, 1, 24));
      lines.add(Bench.figure("rss_mb_run_vs_zabbix_agent2", rss, zabbix(folder)));
      lines.add(Bench.figure("rss_mb_run_vs_node_exporter", rss, nodeExporter(folder)));
    }
  }

  private static void ticks(
      Path folder, CollectorProcess collector, SecureFront front, List<String> lines)
      throws IOException {
    AgentProcess ordinary =
        AgentProcess.join(
            folder.resolve("ordinary"),
            front.url(),
            collector.joinCode(LoopbackPlan.SITE, 1),
            front.certificate());
    // a full round each time, which is the dearest tick of the day
    double cpu = median(TICKS, () -> Timed.run(ordinary.tickCommand()).processorSeconds());
    List<Memory.Life> lives = new ArrayList<>();
    for (int i = 0; i < TICKS; i++) {
      lives.add(Memory.of(ordinary.tickCommand()));
    }
    lives.sort(Comparator.comparingDouble(Memory.Life::megabyteSeconds));
    Memory.Life life = lives.get(TICKS / 2);
    lines.add(Bench.atMost("cpu_seconds_tick", cpu, 1, 1.0));
    lines.add(Bench.atMost("core_percent_day_of_ticks", 100 * cpu / TICK_EVERY_SECONDS, 1, 0.3));
    lines.add(
        Bench.atMost(
            "mb_averaged_day_of_ticks", life.megabyteSeconds() / TICK_EVERY_SECONDS, 1, 2));
    lines.add(Bench.figure("wall_seconds_tick", life.wallSeconds(), 1));
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
      return Memory.resident(agent.pid());
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
      return Memory.resident(exporter.pid());
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

  private static double median(int times, java.util.function.DoubleSupplier measured) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      values.add(measured.getAsDouble());
    }
    values.sort(null);
    return values.get(times / 2);
  }
}
