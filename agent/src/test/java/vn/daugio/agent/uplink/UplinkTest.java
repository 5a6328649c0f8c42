package vn.daugio.agent.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.daugio.agent.spool.Spool;
import vn.daugio.agent.spool.SpoolEntry;
import vn.daugio.protocol.EnrolmentRequest;
import vn.daugio.protocol.InventoryReport;
import vn.daugio.protocol.PlanDocument;
import vn.daugio.protocol.ProtocolJson;
import vn.daugio.protocol.Receipt;

class UplinkTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path directory;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private @Nullable HttpServer server;
  private volatile int status = 200;
  private volatile String body = "{\"accepted\":1,\"duplicate\":false}";
  private volatile Map<String, String> headers = Map.of();
  private URI url = URI.create("http://127.0.0.1:1");

  @BeforeEach
  void serve() throws IOException {
    Files.writeString(directory.resolve("token"), "tok-1\n");
    HttpServer started =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    started.createContext(
        "/",
        exchange -> {
          byte[] sent = exchange.getRequestBody().readAllBytes();
          boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
          String text =
              gzip
                  ? new String(
                      new GZIPInputStream(new ByteArrayInputStream(sent)).readAllBytes(),
                      StandardCharsets.UTF_8)
                  : new String(sent, StandardCharsets.UTF_8);
          asked.add(
              String.join(
                  " | ",
                  exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                  String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                  String.valueOf(exchange.getRequestHeaders().getFirst("If-None-Match")),
                  text));
          headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
          byte[] answer = body.getBytes(StandardCharsets.UTF_8);
          boolean empty = status == 304 || status == 204;
          exchange.sendResponseHeaders(status, empty ? -1 : answer.length);
          if (!empty) {
            exchange.getResponseBody().write(answer);
          }
          exchange.close();
        });
    started.start();
    server = started;
    url = URI.create("http://127.0.0.1:" + started.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private Uplink uplink(URI to, Duration deadline) {
    return new Uplink(
        to,
        directory.resolve("token"),
        InstantSource.fixed(NOW),
        new Http(null, deadline),
        () -> 0.5);
  }

  private Uplink uplink() {
    return uplink(url, PATIENCE);
  }

  private SpoolEntry entry(String json) throws IOException {
    Spool spool = new Spool(directory.resolve("spool-" + System.nanoTime()), 1 << 20);
    spool.append(Spool.Rank.WATCH, 0, json);
    return spool.oldest().orElseThrow().entry();
  }

  private Delivery deliver() throws IOException {
    return uplink().deliver(entry("{\"machine\":\"ý\"}"));
  }

  @Test
  void anAcceptedReportIsSentOnceCompressedWithTheToken() throws IOException {
    assertThat(deliver()).isEqualTo(new Delivery.Accepted(new Receipt(1, false)));
    assertThat(asked)
        .containsExactly("POST /api/v1/reports | Bearer tok-1 | null | {\"machine\":\"ý\"}");
  }

  @ParameterizedTest
  @CsvSource({"400", "406", "409", "413", "415", "422", "451"})
  void whatTheCollectorWillNeverTakeIsRefusedWithItsReason(int answer) throws IOException {
    status = answer;
    body = "{\"reason\":\"bad_time\",\"detail\":\"in the future\"}";
    assertThat(deliver())
        .isEqualTo(new Delivery.Refused(answer, "status " + answer + " bad_time: in the future"));
  }

  @ParameterizedTest
  @CsvSource({
    "401, 900",
    "403, 900",
    "429, 1",
    "503, 1",
    "500, 1",
    "502, 1",
    "504, 1",
    "302, 1",
    "404, 1",
    "204, 1",
    "408, 1",
    "200, 1"
  })
  void everythingElseWaits(int answer, long seconds) throws IOException {
    status = answer;
    body = "<html>log in here</html>";
    assertThat(deliver())
        .isInstanceOfSatisfying(
            Delivery.RetryLater.class,
            later -> {
              assertThat(later.after().toMillis()).isBetween(seconds * 1000, seconds * 1500);
              assertThat(later.why()).doesNotContain("log in here", "tok-1");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "17;17",
        "0;1",
        "999999;3600",
        "Mon, 23 Nov 2026 03:02:00 GMT;120",
        "Sun, 22 Nov 2026 03:02:00 GMT;1"
      })
  void retryAfterIsHonoured(String header, long seconds) throws IOException {
    status = 503;
    headers = Map.of("Retry-After", header);
    assertThat(deliver())
        .isInstanceOfSatisfying(
            Delivery.RetryLater.class,
            later -> assertThat(later.after()).isEqualTo(Duration.ofSeconds(seconds)));
  }

  @Test
  void aCorrectedTokenWorksAtOnce() throws IOException {
    Uplink uplink = uplink();
    status = 401;
    uplink.deliver(entry("a"));
    Files.writeString(directory.resolve("token"), "tok-2");
    status = 200;
    uplink.deliver(entry("b"));
    assertThat(asked.get(1)).contains("Bearer tok-2");
  }

  @Test
  void waitsDoubleUpToFiveMinutesAndStartAnewAfterSuccess() {
    Backoff backoff = new Backoff(() -> 0.0);
    long[] waits = new long[12];
    for (int i = 0; i < waits.length; i++) {
      waits[i] = backoff.failed().toSeconds();
    }
    assertThat(waits).containsExactly(1, 2, 4, 8, 16, 32, 64, 128, 150, 150, 150, 150);
    backoff.succeeded();
    assertThat(backoff.failed()).isEqualTo(Duration.ofSeconds(1));
    Backoff unlucky = new Backoff(() -> Math.nextDown(1.0));
    assertThat(unlucky.failed()).isBetween(Duration.ofMillis(1990), Duration.ofSeconds(2));
  }

  @Test
  void nobodyThereIsARetry() throws IOException {
    int free;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = probe.getLocalPort();
    }
    Delivery delivery =
        uplink(URI.create("http://127.0.0.1:" + free), PATIENCE).deliver(entry("x"));
    assertThat(delivery)
        .isInstanceOfSatisfying(
            Delivery.RetryLater.class,
            later -> assertThat(later.why()).contains("ConnectException"));
  }

  /** A server that says these bytes and then nothing more, or keeps dripping them. */
  private Delivery fromHostile(String says, boolean drips) throws IOException {
    try (ServerSocket hostile = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread thread =
          new Thread(
              () -> {
                try (Socket socket = hostile.accept()) {
                  OutputStream out = socket.getOutputStream();
                  do {
                    out.write(says.getBytes(StandardCharsets.ISO_8859_1));
                    out.flush();
                  } while (drips);
                  InputStream in = socket.getInputStream();
                  while (in.read() >= 0) {
                    // until the other side gives up
                  }
                } catch (IOException e) {
                  // the agent hung up, as it should
                }
              });
      thread.start();
      URI to = URI.create("http://127.0.0.1:" + hostile.getLocalPort());
      return uplink(to, Duration.ofMillis(700)).deliver(entry("x"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{\"accepted\":1",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 999999999999 \r\n\r\n",
        "SSH-2.0-OpenSSH\r\n",
        "\0\0\0\0"
      })
  void aHostileAnswerIsARetryInTime(String says) throws IOException {
    assertThat(fromHostile(says, false)).isInstanceOf(Delivery.RetryLater.class);
  }

  @Test
  void anEndlessAnswerIsARetryInTime() throws IOException {
    assertThat(fromHostile("HTTP/1.1 200 OK\r\nX: y\r\n", true))
        .isInstanceOf(Delivery.RetryLater.class);
  }

  @Test
  void thePlanIsAskedForWithItsTag() {
    status = 304;
    assertThat(uplink().plan("\"v1\"")).isEqualTo(new Uplink.PlanAnswer.Unchanged());
    assertThat(asked.get(0)).startsWith("GET /api/v1/plan | Bearer tok-1 | \"v1\"");
  }

  private static final String PLAN =
      "{\"site\":\"a/b\",\"machine\":\"M\",\"prober\":true,\"targets\":[],\"sessions\":[],"
          + "\"daysOff\":[],\"limits\":{},\"every\":{},\"ntp\":[]}";

  private static PlanDocument plan() {
    return new PlanDocument(
        "a/b", "M", true, List.of(), List.of(), List.of(), Map.of(), Map.of(), List.of(), null,
        null);
  }

  private Courier courier(PlanCache plans, String machine) throws IOException {
    return new Courier(
        uplink(),
        new Spool(directory.resolve("r"), 1 << 20),
        plans,
        machine,
        UplinkTest::installed);
  }

  @Test
  void aFreshPlanIsKeptWithItsTagAndABrokenOneChangesNothing() throws IOException {
    Path file = directory.resolve("plan.json");
    body = PLAN;
    headers = Map.of("ETag", "\"v2\"");
    PlanCache plans = PlanCache.open(file);
    courier(plans, "M").refreshPlan();
    assertThat(plans.plan()).isEqualTo(plan());
    assertThat(PlanCache.open(file).plan()).isEqualTo(plan());
    assertThat(PlanCache.open(file).etag()).isEqualTo("\"v2\"");
    body = "{\"site\":";
    courier(plans, "M").refreshPlan();
    assertThat(plans.plan()).isEqualTo(plan());
  }

  private static InventoryReport installed(long request) {
    return new InventoryReport(
        request,
        List.of(new InventoryReport.Entry("unit", "clamav-daemon.service", null, null, true)),
        List.of());
  }

  @Test
  void whatThePlanAsksForIsToldOnceAndAgainWhenItDidNotArrive() throws IOException {
    PlanCache plans = PlanCache.open(directory.resolve("plan.json"));
    plans.keep(ProtocolJson.read(PLAN.replace("\"ntp\"", ASKING), PlanDocument.class), "v1");
    Courier courier = courier(plans, "M");
    status = 503;
    courier.refreshPlan();
    courier.refreshPlan();
    status = 200;
    body = "{\"accepted\":1,\"duplicate\":false}";
    courier.refreshPlan();
    courier.refreshPlan();
    assertThat(asked.stream().filter(one -> one.startsWith("POST /api/v1/inventories"))).hasSize(3);
  }

  private static final String ASKING =
      "\"demands\":{\"products\":[],\"devices\":[],\"inventory\":7},\"ntp\"";

  @Test
  void aPlanForAnotherMachineIsNotTaken() throws IOException {
    body = PLAN;
    PlanCache plans = PlanCache.open(directory.resolve("plan.json"));
    courier(plans, "OTHER").refreshPlan();
    assertThat(plans.plan()).isNull();
  }

  @Test
  void aDamagedPlanIsSetAside() throws IOException {
    Files.writeString(directory.resolve("plan.json"), "{\"plan\":");
    assertThat(PlanCache.open(directory.resolve("plan.json")).plan()).isNull();
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("plan.json.corrupt-"));
    }
  }

  @Test
  void theCourierDeliversInOrderPutsRefusedOnesAsideAndStopsAtTrouble()
      throws IOException, InterruptedException {
    Spool spool = new Spool(directory.resolve("r"), 1 << 20);
    spool.append(Spool.Rank.WATCH, 0, "one");
    spool.append(Spool.Rank.WATCH, 0, "two");
    Courier courier =
        new Courier(
            uplink(),
            spool,
            PlanCache.open(directory.resolve("plan.json")),
            "M",
            UplinkTest::installed);
    status = 503;
    assertThat(courier.drain(PATIENCE)).isPresent();
    assertThat(spool.size()).isEqualTo(2);
    status = 422;
    assertThat(courier.drain(PATIENCE)).isEmpty();
    assertThat(spool.size()).isZero();
    assertThat(spool.takeDropped()).isEqualTo(2);
    assertThat(asked)
        .extracting(line -> line.substring(line.length() - 3))
        .containsExactly("one", "one", "two");
  }

  @Test
  void enrolmentSendsTheCodeWithoutToken() throws IOException {
    body = "{\"site\":\"a/b\",\"machine\":\"M\",\"token\":\"t\"}";
    assertThat(Uplink.enrol(url, new EnrolmentRequest("code", null), null).token()).isEqualTo("t");
    assertThat(asked)
        .containsExactly("POST /api/v1/enrolments | null | null | {\"code\":\"code\"}");
    status = 403;
    body = "{\"reason\":\"join_code_used\",\"detail\":\"ask for another\"}";
    assertThatThrownBy(() -> Uplink.enrol(url, new EnrolmentRequest("code", null), null))
        .hasMessage("status 403 join_code_used: ask for another");
  }

  @Test
  void trustNeedsACertificate() throws IOException {
    Path pem = Files.writeString(directory.resolve("ca.pem"), "no certificate");
    assertThatThrownBy(() -> Trust.only(pem)).isInstanceOf(IOException.class);
  }
}
