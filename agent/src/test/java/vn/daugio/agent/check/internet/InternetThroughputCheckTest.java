package vn.daugio.agent.check.internet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.NetNamespace;
import vn.daugio.agent.testing.OfficeNetwork;
import vn.daugio.agent.testing.Peers;
import vn.daugio.agent.testing.WholeAgent;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * The whole agent behind a line with a real shaper at both ends, in namespaces of the test's own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InternetThroughputCheckTest {
  /** 10 Mbps: a sample that takes so long is not bent by a moment of waiting. */
  private static final double SHAPED = 1.25e6;

  /** Both ends before all else that runs here, as far as this machine lets them. */
  private static final String[] FIRST = {"nice", "-n", "-15"};

  @TempDir static Path directory;

  private NetNamespace office;
  private NetNamespace provider;
  private Process nginx;

  @BeforeAll
  void wire() throws Exception {
    Peers.need("tc");
    String program = Peers.need("nginx");
    office = NetNamespace.create("t");
    provider = NetNamespace.create("u");
    office.run(
        "ip",
        "link",
        "add",
        "wan0",
        "type",
        "veth",
        "peer",
        "name",
        "wan0",
        "netns",
        provider.name());
    office.run("ip", "addr", "add", "10.74.0.2/24", "dev", "wan0");
    office.run("ip", "addr", "add", "10.74.0.3/24", "dev", "wan0");
    provider.run("ip", "addr", "add", "10.74.0.1/24", "dev", "wan0");
    for (NetNamespace one : List.of(office, provider)) {
      one.run("ip", "link", "set", "wan0", "up");
      // each packet as it would be on a wire
      one.run("ip", "link", "set", "wan0", "gso_max_segs", "1");
    }
    byte[] random = new byte[6_000_000];
    new Random(1).nextBytes(random);
    Files.write(directory.resolve("5MB.bin"), random);
    Path config =
        Files.writeString(
            directory.resolve("nginx.conf"),
            """
            daemon off; master_process off; pid %1$s/pid; error_log stderr; events {}
            http {
              log_format from "$remote_addr"; access_log %1$s/from.log from; default_type application/octet-stream; client_max_body_size 10m;
              client_body_temp_path %1$s/b; proxy_temp_path %1$s/p; fastcgi_temp_path %1$s/f;
              uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
              server {
                listen 10.74.0.1:80; listen 127.0.0.1:81; root %1$s;
                location = /take { proxy_pass http://127.0.0.1:81/taken; }
                location = /taken { return 204; }
                location = /portal { return 302 http://10.74.0.1/login; }
              }
            }
            """
                .formatted(directory));
    Path log = directory.resolve("nginx.log");
    nginx =
        new ProcessBuilder(
                provider.inside(FIRST[0], FIRST[1], FIRST[2], program, "-c", config.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!listens()) {
      assertThat(nginx.waitFor(20, TimeUnit.MILLISECONDS)).as(Files.readString(log)).isFalse();
      assertThat(System.nanoTime()).isLessThan(end);
    }
  }

  private boolean listens() throws Exception {
    Process ss = new ProcessBuilder(provider.inside("ss", "-ltn")).start();
    return new String(ss.getInputStream().readAllBytes(), UTF_8).contains("10.74.0.1:80");
  }

  @AfterAll
  void unwire() throws InterruptedException {
    if (nginx != null) {
      nginx.destroy();
      assertThat(nginx.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
    for (NetNamespace one : new NetNamespace[] {office, provider}) {
      if (one != null) {
        one.close();
      }
    }
  }

  private void shape(String... how) {
    for (NetNamespace one : List.of(office, provider)) {
      List<String> command = new ArrayList<>(List.of("tc", "qdisc"));
      command.addAll(List.of(how));
      one.run(command.toArray(String[]::new));
    }
  }

  private String check(String throughput) throws Exception {
    return checkLine("throughput: {" + throughput + "}");
  }

  private String checkLine(String keys) throws Exception {
    Path config =
        Files.writeString(
            directory.resolve("agent.yaml"),
            """
            site: dai-dong/tru-so
            machine: OC-Q1-01
            targets:
              - name: duong-chinh
                kind: link
                source: "10.74.0.3"
                %s
            """
                .formatted(keys));
    String output = WholeAgent.check(office, config, "internet.throughput", FIRST).output();
    return output;
  }

  private static double measure(String output, String name) {
    Matcher found =
        Pattern.compile("\"" + name + "\",\"labels\":\\{[^}]*},\"value\":([0-9.E]+)")
            .matcher(output);
    assertThat(found.find()).as(name + " in " + output).isTrue();
    return Double.parseDouble(found.group(1));
  }

  /** What the line of the office has carried, both ways, without the headers of Ethernet. */
  private long onTheWire() throws Exception {
    long bytes = 0;
    for (String way : List.of("rx", "tx")) {
      String folder = "/sys/class/net/wan0/statistics/" + way;
      Process cat =
          new ProcessBuilder(office.inside("cat", folder + "_bytes", folder + "_packets")).start();
      String[] counts = new String(cat.getInputStream().readAllBytes(), UTF_8).split("\n", -1);
      bytes += Long.parseLong(counts[0]) - 14 * Long.parseLong(counts[1]);
    }
    return bytes;
  }

  @Test
  void theRateOfAShapedLineWithinTheBudget() throws Exception {
    shape(
        "add", "dev", "wan0", "root", "tbf", "rate", "10mbit", "burst", "32kb", "latency", "50ms");
    try {
      long before = onTheWire();
      String output =
          check(
              """
              download: "http://10.74.0.1/5MB.bin", upload: "http://10.74.0.1/take",
              contracted-down: 50Mbps, contracted-up: 10Mbps""");
      long spent = onTheWire() - before;
      assertThat(measure(output, "download_bytes_per_second"))
          .isBetween(0.8 * SHAPED, 1.2 * SHAPED);
      assertThat(measure(output, "upload_bytes_per_second")).isBetween(0.8 * SHAPED, 1.2 * SHAPED);
      assertThat(spent).isBetween(3_700_000L, 5_000_000L);
      assertThat(measure(output, "sample_bytes")).isBetween(0.9 * spent, 5e6);
      // a fifth of what was contracted; but one sample is no proof
      assertThat(output)
          .contains("\"outcome\":\"OK\"", "\"downUnconfirmed\":\"below contracted\"")
          .doesNotContain("upUnconfirmed", "AtLeast");
    } finally {
      shape("del", "dev", "wan0", "root");
    }
  }

  @Test
  void anUnlimitedLineIsToldByItsLeastRateAndIsNeverSlow() throws Exception {
    String open = "download: \"http://10.74.0.1/5MB.bin\"";
    long before = onTheWire();
    String output = check(open + ", contracted-down: 20Mbps");
    assertThat(onTheWire() - before).isBetween(3_700_000L, 5_000_000L);
    assertThat(output)
        .contains("\"outcome\":\"OK\"", "\"downAtLeast\":\"")
        .doesNotContain("bytes_per_second\",", "contracted_share_ratio");
    assertThat(check(open + ", contracted-down: 900Gbps"))
        .contains("\"outcome\":\"UNKNOWN\",\"reason\":\"internet.sample_too_short\"");
  }

  @Test
  void onlyByItsOwnAddressAndOnlyWhereThatLeavesByTheLine() throws Exception {
    Path from = directory.resolve("from.log");
    Files.writeString(from, "");
    assertThat(check("download: \"http://10.74.0.1/5MB.bin\"")).contains("\"outcome\":\"OK\"");
    assertThat(Files.readAllLines(from)).containsExactly("10.74.0.3");
    assertThat(
            checkLine(
                "gateway: \"10.74.0.9\"\n    throughput: {download: \"http://10.74.0.1/5MB.bin\"}"))
        .contains("\"outcome\":\"UNKNOWN\",\"reason\":\"internet.line_not_separable\"");
    assertThat(Files.readAllLines(from)).hasSize(1);
  }

  @Test
  void whoeverAnswersInThePlaceOfTheSampleIsNoLine() throws Exception {
    assertThat(check("download: \"http://10.74.0.1/portal\""))
        .contains("\"reason\":\"internet.sample_wrong\"", "\"answer\":\"status 302\"");
    assertThat(check("download: \"http://10.74.0.1:82/x\""))
        .contains("\"reason\":\"internet.sample_not_answering\"", "\"failure\":\"refused\"");
  }

  @Test
  void aNameThatNobodyKnowsAndALineThatNamesNothing() throws Exception {
    InternetThroughputCheck check = new InternetThroughputCheck(OfficeNetwork.EMPTY);
    Deadline deadline = Deadline.in(Duration.ofSeconds(5));
    Access.Throughput sample =
        new Access.Throughput("http://do-toc-do.daugio.invalid/f", null, 1e6, null, false);
    Finding finding =
        check.judge(
            Assignments.of(CheckType.INTERNET_THROUGHPUT, sample), LastReading.NONE, deadline);
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.reason()).isEqualTo(Reason.INTERNET_SAMPLE_NOT_ANSWERING);
    assertThat(finding.facts()).isEqualTo(Map.of("failure", "name not found"));
    assertThat(finding.remember()).as("what was known stays").isEmpty();
    assertThatThrownBy(
            () ->
                check.judge(
                    Assignments.of(CheckType.INTERNET_THROUGHPUT), LastReading.NONE, deadline))
        .hasMessage("the line names no throughput");
  }
}
