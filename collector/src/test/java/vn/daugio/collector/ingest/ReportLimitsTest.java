package vn.daugio.collector.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.collector.TestCollector;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.TestDatabase;

class ReportLimitsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RESULT =
      """
      {"check":"internet.link","target":"duong-chinh","startedAt":"2026-11-23T00:29:00Z",\
      "tookMs":42,"outcome":"FAIL","reason":"internet.unreachable","also":[],\
      "measures":[{"name":"loss_ratio","labels":{"scope":"domestic"},"value":0.5,"unit":"ratio"}],\
      "facts":{"model":"x"}}""";
  static final String GOOD =
      """
      {"machine":"A-1","bootId":"b","sequence":1,"sentAt":"2026-11-23T00:29:30Z","agent":"1",\
      "dropped":0,"late":false,"results":["""
          + RESULT
          + "]}";

  @TempDir private static Path folder;
  private static TestCollector collector;
  private static String token;

  @BeforeAll
  static void start() throws Exception {
    collector = TestCollector.start(folder, "");
    String body = "{\"code\":\"" + collector.joinCode(1) + "\"}";
    HttpResponse<String> joined =
        collector.send(collector.to("/api/v1/enrolments").POST(BodyPublishers.ofString(body)));
    token = JSON.readTree(joined.body()).path("token").asText();
  }

  @AfterAll
  static void stop() {
    collector.close();
  }

  private static HttpResponse<String> post(byte[] body, String... headers) throws Exception {
    var request =
        collector
            .to("/api/v1/reports")
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofByteArray(body));
    return collector.send(headers.length == 0 ? request : request.headers(headers));
  }

  private static HttpResponse<String> post(String body) throws Exception {
    return post(body.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(byte[] bytes) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String reason)
      throws Exception {
    JsonNode body = JSON.readTree(answer.body());
    assertThat(body.path("reason").asText()).as(answer.body()).isEqualTo(reason);
    assertThat(body.path("detail").asText()).isNotEmpty();
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  void aGoodReportIsTakenOnceWhateverItsEncoding() throws Exception {
    String report = GOOD.replace("\"bootId\":\"b\"", "\"bootId\":\"good\"");
    assertThat(post(report).body()).isEqualTo("{\"accepted\":1,\"duplicate\":false}");
    HttpResponse<String> again =
        post(gzip(report.getBytes(StandardCharsets.UTF_8)), "Content-Encoding", "gzip");
    assertThat(again.body()).isEqualTo("{\"accepted\":1,\"duplicate\":true}");
  }

  @Test
  void whatOnlyANewerAgentKnowsIsNoError() throws Exception {
    String report =
        GOOD.replace("\"bootId\":\"b\"", "\"bootId\":\"newer\",\"mood\":{\"a\":[1]}")
            .replace("internet.link", "quantum.link")
            .replace("internet.unreachable", "quantum.entangled")
            .replace("loss_ratio", "spin_ratio");
    assertThat(post(report).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A-1 | A-2 | 403 | wrong_machine",
        "\"late\":false | \"site\":\"c/other\" | 403 | wrong_machine",
        "\"sequence\":1 | \"sequence\":0 | 422 | bad_number",
        "\"sequence\":1 | \"sequence\":1.5 | 422 | bad_number",
        "\"dropped\":0 | \"dropped\":-1 | 422 | bad_number",
        "\"tookMs\":42 | \"tookMs\":-1 | 422 | bad_number",
        "\"value\":0.5 | \"value\":1e16 | 422 | bad_number",
        "\"value\":0.5 | \"value\":1.01 | 422 | bad_number",
        "\"value\":0.5 | \"value\":-0.01 | 422 | bad_number",
        "\"model\":\"x\" | \"model\":\"\\u001b[31m\" | 422 | malformed",
        "\"value\":0.5 | \"value\":1e999 | 422 | bad_number",
        "\"value\":0.5 | \"value\":\"0.5\" | 422 | bad_number",
        "\"value\":0.5 | \"value\":NaN | 400 | not_json",
        "2026-11-23T00:29:00Z | 2026-11-23T00:41:00Z | 422 | from_the_future",
        "2026-11-23T00:29:30Z | 2099-01-01T00:00:00Z | 422 | from_the_future",
        "2026-11-23T00:29:00Z | 2026-10-01T00:00:00Z | 422 | too_old",
        "2026-11-23T00:29:00Z | yesterday | 422 | malformed",
        "\"FAIL\" | \"BAD\" | 422 | bad_outcome",
        "\"FAIL\" | \"OK\" | 422 | bad_outcome",
        "\"reason\":\"internet.unreachable\", | '' | 422 | bad_outcome",
        "\"machine\":\"A-1\", | '' | 422 | malformed",
        "\"target\":\"duong-chinh\" | \"target\":7 | 422 | malformed",
        "\"target\":\"duong-chinh\" | \"target\":\"a\\u0000b\" | 422 | malformed",
        "\"model\":\"x\" | \"model\":[[[[[[[[1]]]]]]]] | 400 | not_json",
        "\"agent\":\"1\" | \"agent\":\"1\",\"agent\":\"2\" | 400 | not_json",
        "\"late\":false | \"late\" | 400 | not_json",
      })
  void itIsRefused(String good, String bad, int status, String reason) throws Exception {
    assertThat(GOOD).contains(good);
    assertRefused(post(GOOD.replace(good, bad)), status, "report." + reason);
  }

  private static String results(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> RESULT.replace("duong-chinh", "t" + i))
        .collect(Collectors.joining(","));
  }

  @Test
  void tooMuchIsRefused() throws Exception {
    String measure = RESULT.substring(RESULT.indexOf("{\"name\""), RESULT.indexOf("],\"facts\""));
    String measures = String.join(",", java.util.Collections.nCopies(201, measure));
    String minimal =
        IntStream.range(0, 10_000)
            .mapToObj(
                i ->
                    "{\"check\":\"a.b\",\"target\":\"t%d\",\"startedAt\":\"2026-11-23T00:29:00Z\",\"outcome\":\"OK\"}"
                        .formatted(i))
            .collect(Collectors.joining(","));
    assertRefused(post(GOOD.replace(RESULT, minimal)), 422, "report.too_many");
    assertRefused(post(GOOD.replace(RESULT, results(1001))), 422, "report.too_many");
    assertRefused(post(GOOD.replace(measure, measures)), 422, "report.too_many");
    assertRefused(
        post(GOOD.replace(RESULT, RESULT + "," + RESULT)), 422, "report.repeated_subject");
    assertRefused(post(GOOD.replace("duong-chinh", "x".repeat(129))), 422, "report.too_long");
    assertRefused(post(" ".repeat(4 << 20) + GOOD), 413, "report.too_large");
  }

  @Test
  void aThousandResultsAreTaken() throws Exception {
    String report =
        GOOD.replace(RESULT, results(1000)).replace("\"bootId\":\"b\"", "\"bootId\":\"k\"");
    assertThat(post(report).body()).isEqualTo("{\"accepted\":1000,\"duplicate\":false}");
  }

  @Test
  void badEncodingsAreRefused() throws Exception {
    byte[] bomb = gzip(new byte[64 << 20]);
    assertThat(bomb.length).isLessThan(1 << 20);
    assertRefused(post(bomb, "Content-Encoding", "gzip"), 413, "report.too_large");
    assertRefused(
        post(GOOD.getBytes(StandardCharsets.UTF_8), "Content-Encoding", "gzip"),
        400,
        "report.bad_gzip");
    assertRefused(post(new byte[] {'{'}, "Content-Encoding", "br"), 415, "report.bad_encoding");
    assertRefused(post(new byte[] {'{', (byte) 0xC3, (byte) 0x28, '}'}), 400, "report.not_utf8");
    assertRefused(post(new byte[0]), 422, "report.malformed");
  }

  @Test
  void nothingOfARefusedReportIsStored() throws Exception {
    String half = RESULT.replace("duong-chinh", "half-stored");
    String bad = RESULT.replace("\"value\":0.5", "\"value\":1e16");
    assertRefused(post(GOOD.replace(RESULT, half + "," + bad)), 422, "report.bad_number");
    try (Store store = TestDatabase.open(folder.resolve("data").resolve("daugio.db"))) {
      assertThat(
              store.<Boolean>read(
                  tx ->
                      tx.states().ofSite("c/s").stream()
                          .noneMatch(row -> row.subject().target().equals("half-stored"))))
          .isTrue();
    }
  }
}
