package vn.daugio.agent.check.internet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.check.internet.PortalReading.State;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.probe.HttpAnswer;
import vn.daugio.agent.testing.OfficeNetwork;
import vn.daugio.agent.testing.Peers;
import vn.daugio.agent.testing.TcpResponder;
import vn.daugio.protocol.Access;

class PortalReadingTest {
  private static final Access.Page KNOWN = new Access.Page("http://x/", 200, "Known", null);
  private static final Access.Page AWAY =
      new Access.Page("http://1.1.1.1/", 301, null, "https://1.1.1.1");

  private static HttpAnswer answer(int status, @Nullable String location, String body) {
    return new HttpAnswer(
        status, location == null ? Map.of() : Map.of("location", List.of(location)), body, false);
  }

  private static State judge(Access.Page page, int status, @Nullable String to, String body) {
    return PortalReading.judge(page, answer(status, to, body)).state();
  }

  @Test
  void whatIsExpectedAndWhatIsNot() {
    assertThat(judge(KNOWN, 200, null, "a Known page")).isEqualTo(State.NONE);
    assertThat(judge(KNOWN, 200, null, "please log in")).isEqualTo(State.PORTAL);
    assertThat(judge(KNOWN, 204, null, "Known")).isEqualTo(State.PORTAL);
    assertThat(judge(KNOWN, 200, "http://portal/", "Known")).isEqualTo(State.PORTAL);
    assertThat(judge(AWAY, 301, "https://1.1.1.1/", "")).isEqualTo(State.NONE);
    assertThat(judge(AWAY, 301, "http://192.168.1.1/login", "")).isEqualTo(State.PORTAL);
    assertThat(judge(AWAY, 301, null, "")).isEqualTo(State.PORTAL);
  }

  @Test
  void pagesThatWantMoney() {
    assertThat(judge(KNOWN, 200, null, "Quý khách đã SỬ DỤNG HẾT dung lượng"))
        .isEqualTo(State.EXHAUSTED);
    assertThat(judge(KNOWN, 200, null, "vui long nap\n the de tiep tuc"))
        .isEqualTo(State.EXHAUSTED);
    assertThat(judge(KNOWN, 302, "http://napthe.example.vn/", "")).isEqualTo(State.EXHAUSTED);
    assertThat(judge(KNOWN, 200, null, "Đăng nhập mạng của UBND")).isEqualTo(State.PORTAL);
  }

  @Test
  void theBuiltInPagesNeedNoNameServerFirst() {
    List<Access.Page> pages = Lines.pages(Access.Line.plain(null, null, List.of(), List.of()));
    assertThat(pages)
        .extracting(Access.Page::url)
        .containsExactly("http://1.1.1.1/", "http://connectivitycheck.gstatic.com/generate_204");
  }

  private static PortalReading read(Access.Page... pages) {
    LineUse use = new LineUse(null, null, new Ledger(), 40_000);
    return PortalReading.of(List.of(pages), List.of(), use, Deadline.in(Duration.ofSeconds(10)));
  }

  private static Access.Page at(int port) {
    return new Access.Page("http://127.0.0.1:" + port + "/", 200, "Known", null);
  }

  private static TcpResponder server(String answer) throws Exception {
    return TcpResponder.start(
        (connection, number) -> {
          while (connection.getInputStream().read() != '\n') {
            // the first line is enough
          }
          connection.getInputStream().read(new byte[4096]);
          connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        });
  }

  @Test
  void oneTrueAnswerIsEnoughAndSilenceSaysNothing() throws Exception {
    InetAddress here = OfficeNetwork.address("127.0.0.1");
    assertThat(here.isLoopbackAddress()).isTrue();
    int nobody = Peers.freePort();
    assertThat(read(at(nobody)).state()).isEqualTo(State.SILENT);
    try (TcpResponder portal = server("HTTP/1.1 302 Found\r\nLocation: http://p/\r\n\r\n");
        TcpResponder known = server("HTTP/1.1 200 OK\r\n\r\nKnown");
        TcpResponder garbage = server("SSH-2.0-portal\r\n")) {
      assertThat(read(at(portal.port()), at(known.port())).state()).isEqualTo(State.NONE);
      assertThat(read(at(nobody), at(portal.port())))
          .isEqualTo(new PortalReading(State.PORTAL, "status 302 redirect"));
      assertThat(read(at(garbage.port()))).isEqualTo(new PortalReading(State.PORTAL, "malformed"));
    }
  }

  @Test
  void aPublicAddressInAnEcho() {
    assertThat(BackupPath.first("203.0.113.7\n")).contains(OfficeNetwork.address("203.0.113.7"));
    assertThat(BackupPath.first("fl=1\nh=1.1.1.1\nip=2001:db8::7\nts=1.5\n"))
        .contains(OfficeNetwork.address("2001:db8::7"));
    assertThat(BackupPath.first("<p>no: address.</p>")).isEmpty();
  }
}
