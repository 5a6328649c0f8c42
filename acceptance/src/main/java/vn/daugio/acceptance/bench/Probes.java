package vn.daugio.acceptance.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vn.daugio.acceptance.process.Child;
import vn.daugio.acceptance.process.Tree;
import vn.daugio.protocol.CheckType;

/**
 * A hundred TCP and a hundred HTTP checks, twenty at a time, beside Debian's blackbox exporter that
 * is asked twenty at a time for the same targets: an nginx on a hundred addresses of loopback. Both
 * stay resident and are warm, and their rounds alternate. The figures are of a whole process from
 * its start to its end, in which Java warms up.
 */
final class Probes {
  private static final int TARGETS = 100;
  private static final int WARM_UP = 10;
  private static final int ROUNDS = 21;

  private Probes() {}

  /** One kind of check, in our words and in the exporter's. */
  private record Kind(String name, CheckType type, String module, List<String> targets) {}

  private record Programs(Path config, Ours ours, ProbeExporter exporter) {}

  static List<String> measure(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    int port = Child.freePortPair();
    int exporterPort = Child.freePortPair();
    try (Child nginx = Child.start(folder.resolve("nginx.log"), nginx(folder, port));
        Child exporter =
            Child.start(folder.resolve("exporter.log"), exporter(folder, exporterPort))) {
      nginx.await("nginx", java.time.Duration.ofSeconds(30), () -> Child.listens(port));
      exporter.awaitPort(exporterPort);
      Path config = config(folder, port);
      List<String> lines = new ArrayList<>();
      try (Ours ours = new Ours(config);
          ProbeExporter client = new ProbeExporter(exporterPort, ProbeRounds.AT_A_TIME)) {
        Programs programs = new Programs(config, ours, client);
        lines.addAll(
            compare(
                new Kind("tcp", CheckType.DEVICE_REACHABLE, "tcp_connect", hosts(port)), programs));
        lines.addAll(
            compare(
                new Kind(
                    "http",
                    CheckType.SYSTEM_WEB,
                    "http_2xx",
                    hosts(port).stream().map(host -> "http://" + host + "/").toList()),
                programs));
      }
      return lines;
    }
  }

  private static List<String> compare(Kind kind, Programs programs)
      throws IOException, InterruptedException {
    List<Double> ours = new ArrayList<>();
    List<Double> peer = new ArrayList<>();
    double slowest = 0;
    for (int i = 0; i < WARM_UP + ROUNDS; i++) {
      Round round = programs.ours().round(kind.type());
      slowest = Math.max(slowest, round.slowest());
      double theirs = ask(programs.exporter(), kind);
      if (i >= WARM_UP) {
        ours.add(round.seconds());
        peer.add(theirs);
      }
    }
    double once =
        Timed.run(
                List.of(
                    Tree.agent(),
                    "check",
                    "--config",
                    programs.config().toString(),
                    "--only",
                    kind.type().code()))
            .wallSeconds();
    String name = "checks_100_" + kind.name();
    return List.of(
        Bench.atMost(name + "_wall_vs_blackbox", median(ours), median(peer), 1.5),
        Bench.atMost(
            name + "_slowest_vs_deadline", slowest, kind.type().deadline().toMillis() / 1000.0, 1),
        Bench.figure(name + "_process_wall_vs_blackbox", once, median(peer)));
  }

  private static double ask(ProbeExporter exporter, Kind kind) throws InterruptedException {
    long start = System.nanoTime();
    confirm(exporter.ask(kind.module(), kind.targets()));
    return (System.nanoTime() - start) / 1e9;
  }

  /** A round that is quick because it reached nothing is no round. */
  private static void confirm(int fine) {
    if (fine != TARGETS) {
      throw new IllegalStateException(fine + " of " + TARGETS + " are fine");
    }
  }

  private static double median(List<Double> seconds) {
    return seconds.stream().sorted().toList().get(seconds.size() / 2);
  }

  private static List<String> hosts(int port) {
    return IntStream.rangeClosed(1, TARGETS).mapToObj(i -> "127.44.0." + i + ":" + port).toList();
  }

  private static List<String> nginx(Path folder, int port) throws IOException {
    String temporary =
        List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi").stream()
            .map(kind -> kind + "_temp_path " + folder.resolve(kind) + "; ")
            .collect(Collectors.joining());
    String listening =
        hosts(port).stream()
            .map(host -> "listen " + host + "; ")
            .collect(Collectors.joining("", "listen 127.0.0.1:" + port + "; ", ""));
    Path file =
        Files.writeString(
            folder.resolve("nginx.conf"),
            """
            daemon off; master_process off; pid %s; error_log stderr; events {}
            http { access_log off; default_type text/html; %s
              server { %s location / { return 200 "%s"; } } }
            """
                .formatted(folder.resolve("pid"), temporary, listening, "Dau Gio ".repeat(128)));
    return List.of("nginx", "-c", file.toString());
  }

  private static List<String> exporter(Path folder, int port) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("blackbox.yml"),
            "modules: {tcp_connect: {prober: tcp}, http_2xx: {prober: http}}\n");
    return List.of(
        "prometheus-blackbox-exporter",
        "--config.file=" + file,
        "--web.listen-address=127.0.0.1:" + port,
        "--log.level=error");
  }

  private static Path config(Path folder, int port) throws IOException {
    StringBuilder config =
        new StringBuilder("site: thu-nghiem/tru-so\nmachine: MAY-01\ntargets:\n");
    List<String> hosts = hosts(port);
    for (int i = 0; i < TARGETS; i++) {
      config.append(
          """
            - {name: tb-%1$d, kind: device, address: "%2$s"}
            - {name: pm-%1$d, kind: system, url: "http://%2$s/"}
          """
              .formatted(i, hosts.get(i)));
    }
    return Files.writeString(folder.resolve("agent.yml"), config);
  }

  private record Round(double seconds, double slowest) {}

  /** The agent's code in a process with the flags of a prober. */
  private static final class Ours implements AutoCloseable {
    private final Process process;
    private final Writer wishes;
    private final BufferedReader results;

    Ours(Path config) throws IOException {
      process =
          new ProcessBuilder(
                  "java",
                  "-XX:+UseSerialGC",
                  "-Xmx24m",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  ProbeRounds.class.getName(),
                  config.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      wishes = process.outputWriter(StandardCharsets.UTF_8);
      results =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    Round round(CheckType type) throws IOException {
      wishes.write(type.code() + "\n");
      wishes.flush();
      String line = results.readLine();
      if (line == null) {
        throw new IOException("the rounds have ended");
      }
      String[] words = line.split(" ", -1);
      confirm(Integer.parseInt(words[0]));
      return new Round(Double.parseDouble(words[1]), Double.parseDouble(words[2]));
    }

    @Override
    public void close() throws IOException {
      wishes.close();
      process.destroy();
    }
  }
}
