package vn.daugio.agent.os.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.os.Command;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network.PingReply;
import vn.daugio.agent.os.Network.PingRequest;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.testing.OfficeNetwork;

class PingOutputTest {
  private static final String ALL =
      """
      PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.
      64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.240 ms
      64 bytes from 127.0.0.1: icmp_seq=2 ttl=64 time=0.068 ms
      64 bytes from 127.0.0.1: icmp_seq=3 ttl=64 time=12 ms

      --- 127.0.0.1 ping statistics ---
      3 packets transmitted, 3 received, 0% packet loss, time 407ms
      rtt min/avg/max/mdev = 0.042/0.116/0.240/0.087 ms
      """;
  private static final String PARTIAL =
      """
      PING 10.0.0.1 (10.0.0.1) 56(84) bytes of data.
      64 bytes from 10.0.0.1: icmp_seq=2 ttl=64 time=0.500 ms
      64 bytes from 10.0.0.1: icmp_seq=2 ttl=64 time=0.900 ms (DUP!)
      64 bytes from 10.0.0.1: icmp_seq=5 ttl=64 time=0.700 ms

      --- 10.0.0.1 ping statistics ---
      5 packets transmitted, 2 received, +1 duplicates, 60% packet loss, time 813ms
      """;
  private static final String UNREACHABLE =
      """
      PING 10.0.0.9 (10.0.0.9) 56(84) bytes of data.
      From 10.0.0.2 icmp_seq=1 Destination Host Unreachable
      From 10.0.0.2 icmp_seq=2 Destination Host Unreachable

      --- 10.0.0.9 ping statistics ---
      2 packets transmitted, 0 received, +2 errors, 100% packet loss, time 1031ms
      """;
  private static final String V6 =
      """
      PING ::1(::1) 56 data bytes
      64 bytes from ::1: icmp_seq=1 ttl=64 time=0.112 ms
      64 bytes from ::1: icmp_seq=2 ttl=64 time<1 ms

      --- ::1 ping statistics ---
      2 packets transmitted, 2 received, 0% packet loss, time 201ms
      """;

  private static PingReply read(int exit, String out, String err, int count) throws Exception {
    return LinuxPing.read(new Command.Result(exit, out, err, false), count);
  }

  @Test
  void allAnswered() throws Exception {
    assertThat(read(0, ALL, "", 3))
        .isEqualTo(
            new PingReply(
                3,
                List.of(
                    Duration.ofNanos(240_000), Duration.ofNanos(68_000), Duration.ofMillis(12))));
  }

  @Test
  void lossAndDuplicates() throws Exception {
    assertThat(read(0, PARTIAL, "", 5))
        .isEqualTo(new PingReply(5, List.of(Duration.ofNanos(500_000), Duration.ofNanos(700_000))));
  }

  @Test
  void unreachableMessagesAreNoAnswers() throws Exception {
    assertThat(read(1, UNREACHABLE, "", 2)).isEqualTo(new PingReply(2, List.of()));
    assertThat(read(2, "", "ping: connect: Network is unreachable\n", 5))
        .isEqualTo(new PingReply(5, List.of()));
    assertThat(read(2, "", "ping: bind: Cannot assign requested address\n", 5))
        .isEqualTo(new PingReply(5, List.of()));
  }

  @Test
  void ipv6() throws Exception {
    assertThat(read(0, V6, "", 2).roundTrips())
        .containsExactly(Duration.ofNanos(112_000), Duration.ofMillis(1));
  }

  @Test
  void whatCannotPingIsNotPermitted() {
    assertThatThrownBy(
            () ->
                read(2, "", "ping: socktype: SOCK_RAW\nping: socket: Operation not permitted\n", 5))
        .isInstanceOf(NotPermittedException.class);
    assertThatThrownBy(() -> read(1, "", "BusyBox v1.35: invalid option -- 'i'\n", 5))
        .isInstanceOf(NotPermittedException.class)
        .hasMessage("ping: BusyBox v1.35: invalid option -- 'i'");
    LinuxPing missing = new LinuxPing(List.of("/nonexistent/ping"));
    PingRequest request = new PingRequest(OfficeNetwork.address("127.0.0.1"), null, 1);
    assertThatThrownBy(() -> missing.ping(request, Deadline.in(Duration.ofSeconds(5))))
        .isInstanceOf(NotPermittedException.class);
  }

  @Test
  void anyOtherOutputIsAReplyWithinBoundsOrNone() {
    Random random = new Random(20261123);
    String letters = "0123456789 .:=<>-()\nicmp_seq=time ms packets transmitted, bytes from DUP!é";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(ALL);
      for (int edits = random.nextInt(30); edits >= 0; edits--) {
        int at = random.nextInt(text.length());
        text.replace(
            at,
            Math.min(text.length(), at + random.nextInt(6)),
            String.valueOf(letters.charAt(random.nextInt(letters.length()))));
      }
      PingOutput.parse(text.toString(), 3)
          .ifPresent(reply -> assertThat(reply.roundTrips()).hasSizeLessThanOrEqualTo(3));
    }
  }
}
