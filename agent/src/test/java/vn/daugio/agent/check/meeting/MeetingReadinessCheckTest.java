package vn.daugio.agent.check.meeting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.Assignments.values;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.Authority;
import vn.daugio.agent.testing.Nginx;
import vn.daugio.agent.testing.Peers;
import vn.daugio.agent.testing.Sipp;
import vn.daugio.agent.testing.TcpResponder;
import vn.daugio.agent.testing.UdpResponder;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

class MeetingReadinessCheckTest {
  @TempDir Path directory;

  private static Assignment meeting(
      @Nullable String host, @Nullable String codec, @Nullable Authority authority) {
    String trusted = authority == null ? null : authority.certificate().toString();
    return Assignments.of(
        CheckType.MEETING_READINESS, new Access.Meeting(host, codec, trusted, null, null));
  }

  private static Finding judge(Assignment assignment, Duration most) throws Exception {
    return new MeetingReadinessCheck(InstantSource.fixed(Instant.now()))
        .judge(assignment, LastReading.NONE, Deadline.in(most));
  }

  private static Finding judge(Assignment assignment) throws Exception {
    return judge(assignment, Duration.ofSeconds(25));
  }

  @Test
  void hostAndCodecAndTheWayBetween() throws Exception {
    Authority authority = Authority.create(directory);
    Authority.Pair pair = authority.named("meet", "x", "DNS:localhost");
    try (Peers.Peer host = Nginx.https(directory, pair, "location / { return 200; }");
        Peers.Peer codec = Sipp.overUdp(directory, "200 OK")) {
      Assignment both =
          meeting("localhost:" + host.port(), "sip://127.0.0.1:" + codec.port(), authority);
      Finding ok = judge(both);
      assertThat(ok.outcome()).as(ok.toString()).isEqualTo(Outcome.OK);
      assertThat(ok.facts())
          .containsEntry("codecBy", "sip/udp")
          .containsEntry("sipStatus", "200")
          .containsEntry("certificateName", "localhost")
          .containsEntry("connections", "30/30")
          .containsEntry("bandwidth", "not_measured");
      assertThat(values(ok, "loss_ratio")).containsExactly(0.0);
      assertThat(ok.measures().stream().map(Measure::name))
          .containsExactlyInAnyOrder(
              "codec_latency_seconds",
              "phase_seconds",
              "phase_seconds",
              "phase_seconds",
              "certificate_remaining_seconds",
              "loss_ratio",
              "latency_seconds",
              "jitter_seconds");

      Finding slow = judge(Assignments.limited(both, "delay-warn-above", 0));
      assertThat(slow.outcome()).isEqualTo(Outcome.WARN);
      assertThat(slow.reason()).isEqualTo(Reason.MEETING_DELAY_HIGH);
      Assignment dead =
          Assignments.limited(
              Assignments.limited(both, "delay-warn-above", 0), "delay-fail-above", 0);
      assertThat(judge(dead).outcome()).isEqualTo(Outcome.FAIL);
      Finding jitter = judge(Assignments.limited(both, "jitter-warn-above", 0));
      assertThat(jitter.reason()).isEqualTo(Reason.MEETING_JITTER_HIGH);

      Finding unknown = judge(meeting("localhost:" + host.port(), null, null));
      assertThat(unknown.reason()).isEqualTo(Reason.SYSTEM_TLS_INVALID);
      assertThat(unknown.facts()).containsEntry("tls", "untrusted");
      // the certificate is that of a name
      Finding address = judge(meeting("127.0.0.1:" + host.port(), null, authority));
      assertThat(address.facts()).containsEntry("tls", "name_mismatch");
      Finding plain = judge(meeting("tcp://127.0.0.1:" + host.port(), null, null));
      assertThat(plain.outcome()).isEqualTo(Outcome.OK);
    }
  }

  @Test
  void aCodecAnswersOneWayOrAnother() throws Exception {
    // whoever refuses is there
    try (Peers.Peer busy = Sipp.overTcp(directory, "486 Busy Here")) {
      Finding tcp = judge(meeting(null, "sip://127.0.0.1:" + busy.port(), null));
      assertThat(tcp.outcome()).isEqualTo(Outcome.OK);
      assertThat(tcp.facts())
          .containsEntry("codecBy", "sip/tcp")
          .containsEntry("sipStatus", "486")
          .doesNotContainKey("codecFailure");
    }
    try (TcpResponder open = TcpResponder.start((connection, number) -> {})) {
      Finding h323 = judge(meeting(null, "h323://127.0.0.1:" + open.port(), null));
      assertThat(h323.facts()).containsEntry("codecBy", "h323");
      Finding https = judge(meeting(null, "https://127.0.0.1:" + open.port(), null));
      assertThat(https.facts()).containsEntry("codecBy", "https");
    }
    Finding gone = judge(meeting(null, "127.0.0.1:" + Peers.freePort(), null));
    assertThat(gone.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(gone.reason()).isEqualTo(Reason.MEETING_CODEC_NOT_ANSWERING);
    assertThat(gone.facts()).containsEntry("codecFailure", "sip: refused");
  }

  @Test
  void anAnswerToSomebodyElseIsNone() throws Exception {
    byte[] foreign = "SIP/2.0 200 OK\r\nCall-ID: other\r\nCSeq: 1 OPTIONS\r\n\r\n".getBytes(UTF_8);
    try (UdpResponder liar = UdpResponder.start(query -> foreign)) {
      Finding finding =
          judge(meeting(null, "sip://127.0.0.1:" + liar.port(), null), Duration.ofSeconds(2));
      assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
      assertThat(finding.reason()).isEqualTo(Reason.MEETING_CODEC_NOT_ANSWERING);
    }
  }

  @Test
  void aProvisionalAnswerIsWaitedOut() throws Exception {
    try (UdpResponder slow =
        UdpResponder.start(
            query -> {
              String request = new String(query, UTF_8);
              String callId = request.replaceFirst("(?s).*Call-ID: (\\S+).*", "$1");
              return ("SIP/2.0 100 Trying\r\ni: " + callId + "\r\nCSeq: 1 OPTIONS\r\n\r\n")
                  .getBytes(UTF_8);
            })) {
      Finding finding =
          judge(meeting(null, "sip://127.0.0.1:" + slow.port(), null), Duration.ofSeconds(2));
      assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
    }
  }

  @Test
  void aHostThatRefusesOrIsUnknown() throws Exception {
    Finding refused = judge(meeting("127.0.0.1:" + Peers.freePort(), null, null));
    assertThat(refused.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(refused.reason()).isEqualTo(Reason.SYSTEM_REFUSED);
    assertThat(values(refused, "loss_ratio")).isEmpty();
  }
}
