package vn.daugio.collector.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.TestCollector;
import vn.daugio.protocol.Enrolment;
import vn.daugio.protocol.PlanDocument;
import vn.daugio.protocol.ProtocolJson;

class EnrolmentTest {
  @TempDir private Path folder;
  private TestCollector collector;

  @BeforeEach
  void start() throws Exception {
    collector = TestCollector.start(folder, "");
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  private HttpResponse<String> post(String body) throws Exception {
    return collector.send(collector.to("/api/v1/enrolments").POST(BodyPublishers.ofString(body)));
  }

  private Enrolment join(String code, String more) throws Exception {
    HttpResponse<String> answer = post("{\"code\":\"" + code + "\"" + more + "}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return ProtocolJson.read(answer.body(), Enrolment.class);
  }

  @Test
  void theWishedCodeElseThePlannedOnesElseANewOne() throws Exception {
    String code = collector.joinCode(4);
    assertThat(join(code, ",\"machine\":\"A-2\"").machine()).isEqualTo("A-2");
    assertThat(join(code, ",\"machine\":\"A-2\"").machine()).isEqualTo("A-1");
    assertThat(join(code, "").machine()).isEqualTo("MT-01");
    assertThat(join(code, ",\"machine\":\"../x\"").machine()).isEqualTo("MT-02");
    assertThat(post("{\"code\":\"" + code + "\"}").body())
        .isEqualTo(
            "{\"reason\":\"enrolment.code_invalid\","
                + "\"detail\":\"the code is unknown, used up or expired\"}");
  }

  @Test
  void aCodeMayBeTypedCarelessly() throws Exception {
    String code = collector.joinCode(1).toLowerCase(Locale.ROOT).replace("-", " ");
    assertThat(join(code, "").site()).isEqualTo("c/s");
  }

  @Test
  void guessingIsSlow() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(post("{\"code\":\"guess" + i + "\"}").statusCode()).isEqualTo(403);
    }
    HttpResponse<String> answer = post("{\"code\":\"" + collector.joinCode(1) + "\"}");
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("60");
  }

  @Test
  void whatIsNoRequestIsRefused() throws Exception {
    assertThat(post("{}").statusCode()).isEqualTo(400);
    assertThat(post("code").statusCode()).isEqualTo(400);
    assertThat(post("x".repeat(5000)).statusCode()).isEqualTo(413);
  }

  private HttpResponse<String> plan(Enrolment machine, String... headers) throws Exception {
    var request = collector.to("/api/v1/plan").header("Authorization", "Bearer " + machine.token());
    return collector.send(headers.length == 0 ? request : request.headers(headers));
  }

  @Test
  void thePlanHasTargetsForTheProberOnlyAndAnETag() throws Exception {
    String code = collector.joinCode(2);
    HttpResponse<String> answer = plan(join(code, ",\"machine\":\"A-1\""));
    PlanDocument prober = ProtocolJson.read(answer.body(), PlanDocument.class);
    assertThat(prober.prober()).isTrue();
    assertThat(prober.targets()).extracting("name").containsExactly("duong-chinh");
    assertThat(prober.sessions()).hasSize(10);
    Enrolment other = join(code, "");
    PlanDocument ordinary = ProtocolJson.read(plan(other).body(), PlanDocument.class);
    assertThat(ordinary.prober()).isFalse();
    assertThat(ordinary.targets()).isEmpty();
    String tag = plan(other).headers().firstValue("ETag").orElseThrow();
    assertThat(tag).matches("\"[0-9a-f]{32}\"");
    assertThat(plan(other, "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(plan(other, "If-None-Match", "\"x\", W/" + tag).statusCode()).isEqualTo(304);
    for (String foreign : new String[] {"\"x\"", "zzz", "\"zz", ",", "W/zz", "\"a\",b"}) {
      assertThat(plan(other, "If-None-Match", foreign).statusCode()).isEqualTo(200);
    }
  }
}
