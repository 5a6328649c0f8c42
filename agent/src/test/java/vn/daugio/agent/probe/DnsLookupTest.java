package vn.daugio.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.daugio.agent.testing.OfficeNetwork.address;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network.HostAddress;
import vn.daugio.agent.probe.DnsLookup.Answer;
import vn.daugio.agent.probe.DnsLookup.Question;
import vn.daugio.agent.probe.DnsLookup.Status;
import vn.daugio.agent.testing.Dnsmasq;
import vn.daugio.agent.testing.Peers;
import vn.daugio.agent.testing.UdpResponder;

class DnsLookupTest {
  @TempDir Path directory;

  private static Answer lookup(int port, String name) {
    return DnsLookup.lookup(
        new HostAddress(address("127.0.0.1"), port),
        new Question(name, null),
        Deadline.in(Duration.ofSeconds(4)));
  }

  private static ProbeFailure failureOf(int port) {
    try {
      return fail(
          DnsLookup.lookup(
              new HostAddress(address("127.0.0.1"), port),
              new Question("a.example", null),
              Deadline.in(Duration.ofMillis(400))));
    } catch (ProbeException e) {
      return e.failure();
    }
  }

  private static ProbeFailure fail(Answer answer) {
    throw new AssertionError("answered: " + answer);
  }

  @Test
  void answersOfARealServer() {
    List<String> options = new ArrayList<>();
    options.add("--address=/dichvucong.gov.vn/203.0.113.7");
    options.add("--cname=alias.example,real.example");
    options.add("--host-record=real.example,203.0.113.8");
    options.add("--local=/example/");
    // so many that the answer does not fit into 512 bytes: it comes over TCP
    for (int i = 1; i <= 60; i++) {
      options.add("--host-record=many.example,203.0.113." + i);
    }
    try (Peers.Peer server = Dnsmasq.start(directory, options)) {
      Answer found = lookup(server.port(), "dichvucong.gov.vn");
      assertThat(found.status()).isEqualTo(Status.ANSWERED);
      assertThat(found.addresses()).containsExactly(address("203.0.113.7"));
      assertThat(found.took()).isPositive();
      assertThat(lookup(server.port(), "alias.example.").addresses())
          .containsExactly(address("203.0.113.8"));
      assertThat(lookup(server.port(), "none.example").status()).isEqualTo(Status.NO_SUCH_NAME);
      assertThat(lookup(server.port(), "other.invalid.zone").status()).isEqualTo(Status.REFUSED);
      assertThat(lookup(server.port(), "many.example").addresses()).hasSize(32);
    }
  }

  @Test
  void asksFromTheLinesOwnAddress() throws Exception {
    try (UdpResponder server = UdpResponder.start(query -> reply(query, 0))) {
      InetAddress source = address("127.0.0.77");
      DnsLookup.lookup(
          new HostAddress(address("127.0.0.1"), server.port()),
          new Question("a.example", source),
          Deadline.in(Duration.ofSeconds(5)));
      assertThat(server.lastSender()).isEqualTo(source);
    }
  }

  /** An answer without records. */
  private static byte[] reply(byte[] query, int code) {
    byte[] reply = query.clone();
    reply[2] |= (byte) 0x80;
    reply[3] = (byte) code;
    return reply;
  }

  @Test
  void serverFailureIsNoAnswerAboutTheName() throws Exception {
    try (UdpResponder server = UdpResponder.start(query -> reply(query, 2))) {
      assertThat(lookup(server.port(), "a.example").status()).isEqualTo(Status.SERVER_FAILED);
    }
  }

  @Test
  void nobodyListensOrNobodyAnswers() throws Exception {
    assertThat(failureOf(Peers.freePort())).isEqualTo(ProbeFailure.REFUSED);
    try (UdpResponder silent = UdpResponder.start(query -> new byte[0])) {
      assertThat(failureOf(silent.port())).isEqualTo(ProbeFailure.TIMED_OUT);
    }
  }

  @Test
  void anAnswerToAnotherQuestionIsIgnored() throws Exception {
    try (UdpResponder forger =
        UdpResponder.start(
            query -> {
              byte[] reply = reply(query, 0);
              reply[0] ^= 1;
              return reply;
            })) {
      assertThat(failureOf(forger.port())).isEqualTo(ProbeFailure.TIMED_OUT);
    }
  }

  @Test
  void recordsBeyondTheEndAreMalformed() throws Exception {
    try (UdpResponder liar =
        UdpResponder.start(
            query -> {
              byte[] reply = reply(query, 0);
              reply[7] = 9;
              return reply;
            })) {
      assertThat(failureOf(liar.port())).isEqualTo(ProbeFailure.MALFORMED);
    }
  }

  @Test
  void whatIsNoHostNameIsNotAsked() {
    assertThatThrownBy(() -> DnsMessage.query(1, "a..b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DnsMessage.query(1, "x".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anyBytesAreAReplyOrMalformed() {
    Random random = new Random(20261123);
    byte[] query = DnsMessage.query(7, "a.example");
    for (int i = 0; i < 50_000; i++) {
      byte[] noise = new byte[random.nextInt(80)];
      random.nextBytes(noise);
      ByteBuffer message = ByteBuffer.allocate(query.length + noise.length);
      message.put(reply(query, 0)).put(noise).putShort(6, (short) random.nextInt(5)).flip();
      message.limit(query.length + noise.length);
      assertThat(DnsMessage.answers(message, query)).isTrue();
      try {
        assertThat(DnsMessage.read(message, query).addresses()).hasSizeLessThanOrEqualTo(32);
      } catch (ProbeException e) {
        assertThat(e.failure()).isEqualTo(ProbeFailure.MALFORMED);
      }
    }
  }
}
