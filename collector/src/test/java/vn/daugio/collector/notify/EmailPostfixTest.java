package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.notify.Notifier.Delivery;
import vn.daugio.collector.surface.Programs;

/** A real Postfix with certificates takes the letters and puts them into a mailbox. */
class EmailPostfixTest {
  @TempDir private static Path folder;
  private static TestAuthority authority;
  private static Process postfix;
  private static int submission;
  private static int implicit;
  private static int plain;

  @BeforeAll
  static void start() throws Exception {
    String program = Programs.require("postfix");
    Programs.requireThat("root".equals(System.getProperty("user.name")), "Postfix needs root");
    Path home = Files.createDirectory(folder.resolve("postfix"));
    authority = TestAuthority.create(folder);
    submission = FreePort.next();
    implicit = FreePort.next();
    plain = FreePort.next();
    // its processes give up root before they open what stands below
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String name : List.of("conf", "queue", "data", "mail")) {
      Files.createDirectory(home.resolve(name));
    }
    Programs.run(folder, "", List.of("chown", "postfix", home.resolve("data").toString()));
    Programs.run(folder, "", List.of("chown", "nobody", home.resolve("mail").toString()));
    Files.writeString(home.resolve("conf/main.cf"), mainCf(home));
    Files.writeString(home.resolve("conf/master.cf"), masterCf());
    postfix =
        new ProcessBuilder(program, "-c", home.resolve("conf").toString(), "start-fg")
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("out").toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> answers(plain) && answers(submission) && answers(implicit));
  }

  private static boolean answers(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (postfix != null) {
      List<ProcessHandle> children = postfix.descendants().toList();
      postfix.destroy();
      children.forEach(ProcessHandle::destroy);
      postfix.waitFor(5, TimeUnit.SECONDS);
    }
  }

  private static String mainCf(Path home) throws IOException, InterruptedException {
    String nobody = Programs.run(folder, "", List.of("id", "-u", "nobody")).strip();
    return """
        compatibility_level = 3.6
        queue_directory = %1$s/queue
        data_directory = %1$s/data
        maillog_file = %1$s/log
        maillog_file_prefixes = %1$s
        myhostname = mail.xa.example
        mydestination =
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        alias_maps =
        smtpd_peername_lookup = no
        smtpd_relay_restrictions = reject_unauth_destination
        virtual_mailbox_domains = xa.example
        virtual_mailbox_maps = inline:{ truc@xa.example=truc/ }
        virtual_mailbox_base = %1$s/mail
        virtual_uid_maps = static:%4$s
        virtual_gid_maps = static:%4$s
        virtual_minimum_uid = 1
        smtpd_tls_security_level = encrypt
        smtpd_tls_received_header = yes
        smtpd_tls_cert_file = %2$s
        smtpd_tls_key_file = %3$s
        """
        .formatted(home, authority.certificate(), authority.key(), nobody);
  }

  private static String masterCf() {
    return """
        127.0.0.1:%d inet n - n - - smtpd
        127.0.0.1:%d inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
        127.0.0.1:%d inet n - n - - smtpd -o smtpd_tls_security_level=none
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        error unix - - n - - error
        retry unix - - n - - error
        virtual unix - n n - - virtual
        proxymap unix - - n - - proxymap
        anvil unix - - n - 1 anvil
        tlsmgr unix - - n 1000? 1 tlsmgr
        postlog unix-dgram n - n - 1 postlogd
        """
        .formatted(submission, implicit, plain);
  }

  private Delivery send(String tls, int port, String more, String to) {
    String yaml =
        """
        name: cong-vu
        kind: email
        host: 127.0.0.1
        port: %d
        tls: %s
        from: giam-sat@xa.example
        %s
        """
            .formatted(port, tls, more);
    return TestChannels.read(folder, yaml, EmailNotifier::read).send(TestLetters.opened(), to);
  }

  private static List<Path> mailbox() throws IOException {
    Path box = folder.resolve("postfix/mail/truc/new");
    if (!Files.isDirectory(box)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(box)) {
      return files.toList();
    }
  }

  @Test
  void lettersArriveOverBothKindsOfTls() throws IOException {
    Delivery.Taken taken = new Delivery.Taken();
    String to = "truc@xa.example";
    assertThat(send("starttls", submission, "ca-file: ca.pem", to)).isEqualTo(taken);
    assertThat(send("implicit", implicit, "ca-file: ca.pem", to)).isEqualTo(taken);
    await().atMost(Duration.ofSeconds(20)).until(() -> mailbox().size() == 2);
    for (Path mail : mailbox()) {
      assertThat(Files.readString(mail))
          .contains("Received: from xa.example", "(using TLSv1.3 with cipher")
          .contains("Message-ID: <daugio-12-opened.")
          .contains("Auto-Submitted: auto-generated");
    }
  }

  @Test
  void whatPostfixRefusesHasItsCategory() {
    assertThat(send("starttls", submission, "ca-file: ca.pem", "ai@xa.example"))
        .isEqualTo(new Delivery.Permanent("email:cong-vu: recipient: SMTP 550 5.1.1"));
    assertThat(send("starttls", submission, "ca-file: ca.pem", "ai@noi-khac.example"))
        .isEqualTo(new Delivery.Permanent("email:cong-vu: recipient: SMTP 554 5.7.1"));
    assertThat(send("none", submission, "", "truc@xa.example"))
        .isEqualTo(new Delivery.Misconfigured("email:cong-vu: sender: SMTP 530 5.7.0"));
  }

  @Test
  void withoutTlsThatIsBelievedNothingIsHandedOver() throws IOException {
    List<Path> before = mailbox();
    String unknown = "email:cong-vu: the certificate of the other side is not believed";
    assertThat(send("starttls", submission, "", "truc@xa.example"))
        .isEqualTo(new Delivery.Misconfigured(unknown));
    assertThat(send("implicit", implicit, "", "truc@xa.example"))
        .isEqualTo(new Delivery.Misconfigured(unknown));
    assertThat(send("starttls", plain, "ca-file: ca.pem", "truc@xa.example"))
        .isEqualTo(new Delivery.Misconfigured("email:cong-vu: the mail server offers no STARTTLS"));
    assertThat(send("implicit", plain, "ca-file: ca.pem\ntimeout: 2s", "truc@xa.example"))
        .isInstanceOf(Delivery.Misconfigured.class);
    assertThat(mailbox()).isEqualTo(before);
  }
}
