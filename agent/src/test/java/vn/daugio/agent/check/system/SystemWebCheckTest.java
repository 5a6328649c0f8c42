package vn.daugio.agent.check.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.daugio.agent.testing.Assignments.values;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.Authority;
import vn.daugio.agent.testing.Nginx;
import vn.daugio.agent.testing.Peers;
import vn.daugio.agent.testing.TcpResponder;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

class SystemWebCheckTest {
  // ahead of the certificates that openssl dates by itself
  private final Instant now = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS);

  @TempDir Path directory;

  private static Assignment at(String url, String status, @Nullable String text) {
    return Assignments.of(CheckType.SYSTEM_WEB, Access.Web.plain(url, status, text, null));
  }

  private Finding judge(Assignment assignment, Duration most) throws Exception {
    return new SystemWebCheck(InstantSource.fixed(now))
        .judge(assignment, LastReading.NONE, Deadline.in(most));
  }

  private Finding judge(Assignment assignment) throws Exception {
    return judge(assignment, Duration.ofSeconds(20));
  }

  private static List<@Nullable String> phases(Finding finding) {
    return finding.measures().stream()
        .filter(measure -> measure.name().equals("phase_seconds"))
        .map(Measure::labels)
        .<@Nullable String>map(labels -> labels.get("phase"))
        .toList();
  }

  @Test
  void statusAndText() throws Exception {
    try (Peers.Peer server =
        Nginx.http(
            directory,
            "location /ok { return 200 'Trang chủ Cổng dịch vụ công'; }"
                + " location /moved { return 302 /ok; } location /gone { return 404; }")) {
      String base = "http://localhost:" + server.port();
      Finding ok = judge(at(base + "/ok", "200-403", "Cổng dịch vụ"));
      assertThat(ok.outcome()).isEqualTo(Outcome.OK);
      assertThat(ok.reason()).isNull();
      assertThat(phases(ok)).containsExactlyInAnyOrder("dns", "connect", "response");
      assertThat(ok.facts()).containsEntry("status", "200").containsEntry("attempts", "1");
      assertThat(judge(at(base + "/moved", "200,302", null)).outcome()).isEqualTo(Outcome.OK);
      assertThat(judge(at(base + "/moved", "200", null)).reason())
          .isEqualTo(Reason.SYSTEM_STATUS_UNEXPECTED);
      Finding gone = judge(at(base + "/gone", "200-403", null));
      assertThat(gone.outcome()).isEqualTo(Outcome.FAIL);
      assertThat(gone.reason()).isEqualTo(Reason.SYSTEM_STATUS_UNEXPECTED);
      assertThat(gone.facts()).containsEntry("status", "404").containsEntry("host", "localhost");
      assertThat(judge(at(base + "/ok", "200", "Đăng nhập")).reason())
          .isEqualTo(Reason.SYSTEM_TEXT_MISSING);
    }
  }

  private Finding overTls(Authority authority, Authority.Pair pair) throws Exception {
    try (Peers.Peer server = Nginx.https(directory, pair, "location / { return 200 'ok'; }")) {
      String url = "https://localhost:" + server.port() + "/";
      String trusted = authority.certificate().toString();
      return judge(
          Assignments.of(CheckType.SYSTEM_WEB, Access.Web.plain(url, "200-403", null, trusted)));
    }
  }

  @Test
  void certificates() throws Exception {
    Authority authority = Authority.create(directory);
    Instant from = now.minus(10, ChronoUnit.DAYS);
    Instant far = now.plus(100, ChronoUnit.DAYS);

    Finding valid = overTls(authority, authority.issue("valid", "localhost", from, far));
    assertThat(valid.outcome()).isEqualTo(Outcome.OK);
    assertThat(values(valid, "certificate_remaining_seconds")).containsExactly(100 * 86_400.0);
    assertThat(phases(valid)).containsExactlyInAnyOrder("dns", "connect", "tls", "response");

    Instant soon = now.plus(13, ChronoUnit.DAYS);
    Finding expiring = overTls(authority, authority.issue("soon", "localhost", from, soon));
    assertThat(expiring.outcome()).isEqualTo(Outcome.WARN);
    assertThat(expiring.reason()).isEqualTo(Reason.SYSTEM_CERTIFICATE_EXPIRING);
    assertThat(expiring.facts()).containsEntry("daysLeft", "13");

    Instant past = now.minus(2, ChronoUnit.DAYS);
    Finding expired = overTls(authority, authority.issue("past", "localhost", from, past));
    assertThat(expired.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(expired.reason()).isEqualTo(Reason.SYSTEM_CERTIFICATE_EXPIRED);
    assertThat(values(expired, "certificate_remaining_seconds")).containsExactly(-2 * 86_400.0);

    Finding other = overTls(authority, authority.issue("other", "other.example", from, far));
    assertThat(other.reason()).isEqualTo(Reason.SYSTEM_TLS_INVALID);
    assertThat(other.facts()).containsEntry("tls", "name_mismatch");

    Finding self = overTls(authority, authority.selfSigned("localhost"));
    assertThat(self.reason()).isEqualTo(Reason.SYSTEM_TLS_INVALID);
    assertThat(self.facts()).containsEntry("tls", "untrusted");
  }

  @Test
  void whatTheRuntimeDoesNotTrustNeedsTheCaFile() throws Exception {
    Authority authority = Authority.create(directory);
    Authority.Pair pair = authority.issue("valid", "localhost", now, now.plusSeconds(9_000_000));
    try (Peers.Peer server = Nginx.https(directory, pair, "location / { return 200 'ok'; }")) {
      String url = "https://localhost:" + server.port();
      assertThat(judge(at(url, "200", null)).facts()).containsEntry("tls", "untrusted");
      Access.Web missing = Access.Web.plain(url, "200", null, "/nonexistent/ca.pem");
      assertThatThrownBy(() -> judge(Assignments.of(CheckType.SYSTEM_WEB, missing)))
          .isInstanceOf(ProbeException.class);
    }
  }

  private static void say(Socket connection, String text) throws IOException {
    connection.getInputStream().read(new byte[4096]);
    connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void failuresOfTheConnection() throws Exception {
    Finding refused = judge(at("http://127.0.0.1:" + Peers.freePort(), "200", null));
    assertThat(refused.reason()).isEqualTo(Reason.SYSTEM_REFUSED);
    assertThat(refused.facts()).containsEntry("attempts", "2").containsEntry("host", "127.0.0.1");
    try (TcpResponder silent =
        TcpResponder.start((connection, number) -> connection.getInputStream().readAllBytes())) {
      Finding finding =
          judge(at("http://127.0.0.1:" + silent.port(), "200", null), Duration.ofSeconds(2));
      assertThat(finding.reason()).isEqualTo(Reason.SYSTEM_TIMED_OUT);
      assertThat(finding.facts()).containsEntry("attempts", "2");
    }
    try (TcpResponder noTls =
        TcpResponder.start((connection, number) -> say(connection, "HTTP/1.1 400 x\r\n\r\n"))) {
      Finding finding = judge(at("https://127.0.0.1:" + noTls.port(), "200", null));
      assertThat(finding.reason()).isEqualTo(Reason.SYSTEM_TLS_INVALID);
      assertThat(finding.facts()).containsEntry("tls", "no_handshake");
    }
  }

  @Test
  void aSecondAttemptThatSucceedsIsOk() throws Exception {
    try (TcpResponder flaky =
        TcpResponder.start(
            (connection, number) -> {
              if (number == 1) {
                connection.setSoLinger(true, 0);
              } else {
                say(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
              }
            })) {
      Finding finding = judge(at("http://127.0.0.1:" + flaky.port(), "200", null));
      assertThat(finding.outcome()).isEqualTo(Outcome.OK);
      assertThat(finding.facts()).containsEntry("attempts", "2");
    }
  }

  @Test
  void garbageIsMalformed() throws Exception {
    try (TcpResponder other =
        TcpResponder.start((connection, number) -> say(connection, "220 mail ESMTP\r\n\r\n"))) {
      Finding finding = judge(at("http://127.0.0.1:" + other.port(), "200", null));
      assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
      assertThat(finding.reason()).isEqualTo(Reason.SYSTEM_MALFORMED);
    }
  }

  @Test
  void anAnswerThatDripsEndsAtTheDeadline() throws Exception {
    try (TcpResponder drip =
        TcpResponder.start(
            (connection, number) -> {
              say(connection, "HTTP/1.1 200 OK\r\n");
              connection.setSoTimeout(50);
              while (true) {
                connection.getOutputStream().write('x');
                try {
                  if (connection.getInputStream().read() < 0) {
                    return;
                  }
                } catch (java.net.SocketTimeoutException e) {
                  // the pause between two drops
                }
              }
            })) {
      Finding finding =
          judge(at("http://127.0.0.1:" + drip.port(), "200", null), Duration.ofSeconds(2));
      assertThat(finding.reason()).isEqualTo(Reason.SYSTEM_TIMED_OUT);
    }
  }

  @Test
  void slowIsAWarning() throws Exception {
    try (Peers.Peer server = Nginx.http(directory, "location / { return 200 'ok'; }")) {
      Assignment one = at("http://127.0.0.1:" + server.port(), "200", null);
      Finding finding = judge(Assignments.limited(one, "duration-warn-above", 0.0));
      assertThat(finding.outcome()).isEqualTo(Outcome.WARN);
      assertThat(finding.reason()).isEqualTo(Reason.SYSTEM_SLOW);
      assertThat(phases(finding)).containsExactlyInAnyOrder("connect", "response");
    }
  }

  @Test
  void rangesOfStatusCodes() {
    assertThat(StatusRanges.accept("200-403", 403)).isTrue();
    assertThat(StatusRanges.accept("200-403", 404)).isFalse();
    assertThat(StatusRanges.accept("200,302", 302)).isTrue();
    assertThat(StatusRanges.accept("200,302", 301)).isFalse();
    assertThatThrownBy(() -> StatusRanges.accept("2xx", 200))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
