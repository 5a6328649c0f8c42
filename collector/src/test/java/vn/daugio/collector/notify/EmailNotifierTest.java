package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import vn.daugio.collector.notify.Notifier.Delivery;

class EmailNotifierTest {
  private static final String PASSWORD = "mat-khau-thu";
  private static final String TO = "truc@xa.example";
  private static final Delivery TAKEN = new Delivery.Taken();

  @TempDir private Path folder;
  private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private final ScriptedSmtp smtp = new ScriptedSmtp();

  @BeforeAll
  static void quiet() {
    ((Logger) LoggerFactory.getLogger("com.icegreen")).setLevel(Level.WARN);
  }

  @BeforeEach
  void password() throws IOException {
    Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    Files.writeString(folder.resolve("wrong"), "wrong");
  }

  @AfterEach
  void stop() {
    mail.stop();
    smtp.close();
  }

  private EmailNotifier notifier(int port, String more) {
    String yaml =
        """
        name: cong-vu
        kind: email
        host: 127.0.0.1
        port: %d
        tls: none
        from: "Đầu Giờ <giam-sat@xa.example>"
        %s
        """
            .formatted(port, more);
    return TestChannels.read(folder, yaml, EmailNotifier::read);
  }

  private EmailNotifier greenMail(String more) {
    mail.start();
    mail.setUser("giam-sat@xa.example", "giam-sat", PASSWORD);
    mail.getUserManager().setAuthRequired(true);
    return notifier(mail.getSmtp().getPort(), more);
  }

  @Test
  void aLetterArrivesAsOnePlainText() throws Exception {
    EmailNotifier notifier =
        greenMail("user: giam-sat\npassword-file: password\nreply-to: to-ung-cuu@xa.example");
    assertThat(notifier.send(TestLetters.opened(), TO)).isEqualTo(TAKEN);
    MimeMessage got = mail.getReceivedMessages()[0];
    assertThat(got.getSubject()).isEqualTo(TestLetters.SUBJECT);
    assertThat(got.getContentType()).isEqualTo("text/plain; charset=UTF-8");
    assertThat((String) got.getContent()).startsWith(TestLetters.TEXT);
    assertThat(got.getFrom()[0])
        .hasToString("=?UTF-8?Q?=C4=90=E1=BA=A7u_Gi=E1=BB=9D?= <giam-sat@xa.example>");
    assertThat(got.getReplyTo()[0]).hasToString("to-ung-cuu@xa.example");
    assertThat(got.getAllRecipients()).hasSize(1);
    assertThat(got.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(got.getHeader("Date")).hasSize(1);
  }

  @Test
  void aRepetitionHasTheSameIdAndTheRecoveryIsInTheSameThread() throws Exception {
    EmailNotifier notifier = greenMail("user: giam-sat\npassword-file: password");
    notifier.send(TestLetters.opened(), TO);
    notifier.send(TestLetters.opened(), TO);
    notifier.send(TestLetters.recovered(), TO);
    MimeMessage[] got = mail.getReceivedMessages();
    assertThat(got[0].getMessageID())
        .matches("<daugio-12-opened\\.[0-9a-f]{20}@xa\\.example>")
        .isEqualTo(got[1].getMessageID())
        .isNotEqualTo(got[2].getMessageID());
    for (MimeMessage one : got) {
      assertThat(one.getHeader("References")).containsExactly("<daugio-incident-12@xa.example>");
    }
  }

  @Test
  void aTestMessageIsInNoThread() throws Exception {
    EmailNotifier notifier = greenMail("user: giam-sat\npassword-file: password\nlanguage: en");
    assertThat(notifier.send(TestLetters.test(), TO)).isEqualTo(TAKEN);
    MimeMessage got = mail.getReceivedMessages()[0];
    assertThat(got.getHeader("References")).isNull();
    assertThat(got.getSubject()).isEqualTo("No Internet");
  }

  @Test
  void aSubjectBeginsNoHeader() throws Exception {
    EmailNotifier notifier = greenMail("user: giam-sat\npassword-file: password");
    Letter letter =
        TestLetters.with("k", "test", "a\r\nBcc: x@xa.example" + "ô".repeat(200), List.of());
    assertThat(notifier.send(letter, TO)).isEqualTo(TAKEN);
    MimeMessage got = mail.getReceivedMessages()[0];
    assertThat(got.getHeader("Bcc")).isNull();
    assertThat(got.getSubject()).startsWith("a Bcc: x@xa.example").endsWith("ô…").hasSize(150);
    assertThat(mail.getReceivedMessages()).hasSize(1);
  }

  @Test
  void aWrongPasswordIsSaidSoWithoutIt() {
    EmailNotifier notifier = greenMail("user: giam-sat\npassword-file: wrong");
    assertThat(notifier.send(TestLetters.opened(), TO))
        .isEqualTo(new Delivery.Misconfigured("email:cong-vu: log-in: SMTP 535 5.7.8"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "greeting | 554 5.7.1 no access for 127.0.0.1   | Misconfigured | connection: SMTP 554 5.7.1",
        "greeting | 421 4.3.2 shutting down             | RetryLater    | SMTP 421",
        "greeting | hang                                | RetryLater    | SocketTimeoutException",
        "greeting | hang up                             | RetryLater    | ",
        "auth     | 535 5.7.8 wrong for giam-sat        | Misconfigured | log-in: SMTP 535 5.7.8",
        "auth     | 454 4.7.0 directory is away         | RetryLater    | log-in: SMTP 454 4.7.0",
        "mail     | 550 5.7.1 giam-sat@xa.example?      | Misconfigured | sender: SMTP 550 5.7.1",
        "mail     | 530 5.7.0 log in first              | Misconfigured | sender: SMTP 530 5.7.0",
        "mail     | 452 4.3.1 disk is full              | RetryLater    | sender: SMTP 452 4.3.1",
        "rcpt     | 550 5.1.1 <truc@xa.example> unknown | Permanent     | recipient: SMTP 550 5.1.1",
        "rcpt     | 554 5.7.1 <truc@xa.example> relay   | Permanent     | recipient: SMTP 554 5.7.1",
        "rcpt     | 530 5.7.0 log in first              | Misconfigured | recipient: SMTP 530 5.7.0",
        "rcpt     | 450 4.2.1 greylisted                | RetryLater    | recipient: SMTP 450 4.2.1",
        "rcpt     | 421 4.7.0 too many                  | RetryLater    | recipient: SMTP 421 4.7.0",
        "data     | 451 4.3.0 later                     | RetryLater    | letter: SMTP 451 4.3.0",
        "data     | hang up                             | RetryLater    | ",
        ".        | 554 5.6.0 looks like spam           | Permanent     | letter: SMTP 554 5.6.0",
        ".        | 552 5.3.4 too big                   | Permanent     | letter: SMTP 552 5.3.4",
        ".        | 451 4.3.0 later                     | RetryLater    | letter: SMTP 451 4.3.0",
        ".        | hang                                | RetryLater    | SocketTimeoutException",
        ".        | hang up                             | RetryLater    | ",
      })
  void eachReplyHasItsCategoryAndNoReplyIsQuoted(
      String command, String reply, String category, String why) {
    smtp.answering(command, reply);
    Delivery delivery =
        notifier(
                smtp.port(),
                "user: giam-sat\npassword-file: password\ntimeout: "
                    + (reply.equals("hang") ? "500ms" : "20s"))
            .send(TestLetters.opened(), TO);
    assertThat(delivery.getClass().getSimpleName()).as(delivery.toString()).isEqualTo(category);
    assertThat(delivery.toString())
        .contains("why=email:cong-vu: " + (why == null ? "" : why))
        .doesNotContain("@", "127.0.0.1", "giam-sat", PASSWORD);
  }

  @Test
  void whatFollowsTheReceiptDoesNotUndoIt() {
    smtp.answering("quit", ScriptedSmtp.HANG_UP);
    assertThat(notifier(smtp.port(), "").send(TestLetters.opened(), TO)).isEqualTo(TAKEN);
  }

  @Test
  void theMachinesNameIsNotTold() {
    notifier(smtp.port(), "").send(TestLetters.opened(), TO);
    assertThat(smtp.heard.get(0)).isEqualTo("EHLO xa.example");
    assertThat(smtp.heard).noneMatch(line -> line.startsWith("AUTH"));
  }

  @Test
  void withoutEncryptionThereIsNoLogInWhereItIsWanted() {
    String yaml =
        """
        {name: n, kind: email, host: 127.0.0.1, port: %d, from: a@xa.example, user: giam-sat,
         password-file: password}
        """
            .formatted(smtp.port());
    EmailNotifier notifier = TestChannels.read(folder, yaml, EmailNotifier::read);
    assertThat(notifier.send(TestLetters.opened(), TO))
        .isEqualTo(new Delivery.Misconfigured("email:n: the mail server offers no STARTTLS"));
    assertThat(smtp.heard).noneMatch(line -> line.startsWith("AUTH"));
  }

  @Test
  void aServerThatIsAwayIsTriedAgain() {
    int port = smtp.port();
    smtp.close();
    assertThat(notifier(port, "").send(TestLetters.opened(), TO))
        .isEqualTo(new Delivery.RetryLater("email:cong-vu: ConnectException"));
  }

  @ParameterizedTest
  @CsvSource({"khong-phai-dia-chi", "'a@b,c@d'", "''"})
  void whatIsNoAddressIsNotTried(String address) {
    assertThat(notifier(smtp.port(), "").send(TestLetters.opened(), address))
        .isEqualTo(new Delivery.Permanent("email:cong-vu: this is no e-mail address"));
    assertThat(smtp.heard).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host: mail.xa.example | hots: mail.xa.example | channels[0].host: is missing",
        "host: mail.xa.example | host: 'mail:25' | channels[0].host: a name or an IP address is expected: mail:25",
        "tls: starttls | tls: none | channels[0].tls: none is for loopback only; mail.xa.example needs TLS",
        "tls: starttls | tls: ssl | channels[0].tls: unknown protection 'ssl'; known protections: implicit, none, starttls",
        "from: a@xa.example | from: a | channels[0].from: an e-mail address is expected",
        "from: a@xa.example | from: a@xa.example, reply-to: b c | channels[0].reply-to: an e-mail address is expected",
        "user: u | port: 70000 | channels[0].port: a whole number from 1 to 65535 is expected, not '70000'",
        "user: u | port: 25 | channels[0].user: is missing, but there is a password-file",
        "user: u | user: u, ca-file: password | channels[0].ca-file: holds no certificates in PEM form",
        "user: u | user: u, language: fr | channels[0].language: unknown language 'fr'; known languages: en, vi",
        "password-file: password | language: vi | channels[0].password-file: is missing",
      })
  void aMistakeIsTold(String good, String bad, String problem) {
    String yaml =
        "{name: n, kind: email, host: mail.xa.example, tls: starttls, from: a@xa.example,"
            + " user: u, password-file: password}";
    assertThat(TestChannels.problems(folder, yaml, EmailNotifier::read)).isEmpty();
    assertThat(yaml).contains(good);
    assertThat(TestChannels.problems(folder, yaml.replace(good, bad), EmailNotifier::read))
        .contains(problem);
  }
}
