package vn.daugio.agent.check.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.TcpResponder;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** Servers that refuse, lie, flood or say nothing. */
class HostileMailTest {
  private static Finding smtp(TcpResponder.Service service) throws Exception {
    return judge(service, true);
  }

  private static Finding judge(TcpResponder.Service service, boolean smtp) throws Exception {
    try (TcpResponder server = TcpResponder.start(service)) {
      String url = (smtp ? "smtp" : "imap") + "://127.0.0.1:" + server.port();
      Access.Mail mail =
          new Access.Mail(null, smtp ? url : null, smtp ? null : url, List.of(), null, null);
      return SystemMailCheckTest.judge(
          Assignments.of(CheckType.SYSTEM_MAIL, mail), Duration.ofSeconds(2));
    }
  }

  private static void say(Socket connection, String... lines) throws IOException {
    for (String line : lines) {
      connection.getOutputStream().write((line + "\r\n").getBytes(ISO_8859_1));
      connection.getOutputStream().flush();
      if (connection.getInputStream().read(new byte[4096]) < 0) {
        return;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "554-mail.xa.gov.vn\r\n554 5.7.1 listed\u0007\u001b[31m",
        "220 welcome|421 4.3.2 not now",
        "220 welcome|250-mail\r\n250 STARTTLS|454 4.7.0 no TLS"
      })
  void aRefusalIsToldInItsOwnWords(String talk) throws Exception {
    Finding refused = smtp((connection, number) -> say(connection, talk.split("\\|", -1)));
    assertThat(refused.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(refused.reason()).isEqualTo(Reason.SYSTEM_MAIL_REFUSED);
    assertThat(refused.facts().get("smtp")).matches("refused (554|421|454)");
    assertThat(refused.facts().get("said"))
        .isIn("554 mail.xa.gov.vn 5.7.1 listed [31m", "421 4.3.2 not now", "454 4.7.0 no TLS");
  }

  @Test
  void imapSaysByeOrNo() throws Exception {
    Finding bye = judge((connection, number) -> say(connection, "* BYE overloaded"), false);
    assertThat(bye.reason()).isEqualTo(Reason.SYSTEM_MAIL_REFUSED);
    assertThat(bye.facts()).containsEntry("imap", "refused BYE");
    Finding none =
        judge(
            (connection, number) ->
                say(connection, "* PREAUTH hi", "* CAPABILITY IMAP4rev1\r\na1 OK done"),
            false);
    assertThat(none.reason()).isEqualTo(Reason.SYSTEM_MAIL_NO_STARTTLS);
  }

  @Test
  void anOldServerWithoutExtensionsHasNoTls() throws Exception {
    Finding old = smtp((connection, number) -> say(connection, "220 x", "502 what"));
    assertThat(old.reason()).isEqualTo(Reason.SYSTEM_MAIL_NO_STARTTLS);
  }

  @Test
  void noTlsAfterStartTls() throws Exception {
    Finding finding =
        smtp(
            (connection, number) ->
                say(connection, "220 x", "250-x\r\n250 STARTTLS", "220 go", "never TLS"));
    assertThat(finding.reason()).isEqualTo(Reason.SYSTEM_TLS_INVALID);
    assertThat(finding.facts()).containsEntry("tls", "no_handshake");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 400 Bad Request\r\n", "\u0000\u0001\u0002\n", "220\t x\n"})
  void whatIsNoMailServerIsUnreadable(String banner) throws Exception {
    for (boolean smtp : List.of(true, false)) {
      Finding finding = judge((connection, number) -> say(connection, banner), smtp);
      assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
      assertThat(finding.reason()).isEqualTo(Reason.SYSTEM_MALFORMED);
    }
  }

  @Test
  void aFloodWithoutEndOfLineOrWithoutEndIsCutOff() throws Exception {
    for (String drop : List.of("2", "220-more\r\n")) {
      byte[] bytes = drop.repeat(1_000).getBytes(ISO_8859_1);
      Finding finding =
          smtp(
              (connection, number) -> {
                OutputStream out = connection.getOutputStream();
                while (true) {
                  out.write(bytes);
                }
              });
      assertThat(finding.reason()).isEqualTo(Reason.SYSTEM_MALFORMED);
    }
  }

  @Test
  void silenceAndADripEndAtTheDeadline() throws Exception {
    Finding silent = smtp((connection, number) -> connection.getInputStream().readAllBytes());
    assertThat(silent.reason()).isEqualTo(Reason.SYSTEM_MAIL_NO_GREETING);
    Finding closed = smtp((connection, number) -> connection.shutdownOutput());
    assertThat(closed.reason()).isEqualTo(Reason.SYSTEM_MAIL_NO_GREETING);
    Finding drip =
        smtp(
            (connection, number) -> {
              connection.setSoTimeout(50);
              while (true) {
                connection.getOutputStream().write('2');
                try {
                  if (connection.getInputStream().read() < 0) {
                    return;
                  }
                } catch (SocketTimeoutException e) {
                  // the pause between two drops
                }
              }
            });
    assertThat(drip.reason()).isEqualTo(Reason.SYSTEM_MAIL_NO_GREETING);
    Finding stuck =
        smtp(
            (connection, number) -> {
              say(connection, "220 x");
              connection.getInputStream().readAllBytes();
            });
    assertThat(stuck.reason()).isEqualTo(Reason.SYSTEM_TIMED_OUT);
  }
}
