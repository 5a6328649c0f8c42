package vn.daugio.agent.check.system;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.Assignments.values;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.Authority;
import vn.daugio.agent.testing.Dnsmasq;
import vn.daugio.agent.testing.Dovecot;
import vn.daugio.agent.testing.OfficeNetwork;
import vn.daugio.agent.testing.Peers;
import vn.daugio.agent.testing.Postfix;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** Against a real Postfix, Dovecot and dnsmasq. */
class SystemMailCheckTest {
  @TempDir static Path directory;
  private static Authority authority;
  private static Postfix postfix;
  private static Dovecot dovecot;
  private static Peers.Peer names;

  @BeforeAll
  static void start() {
    authority = Authority.create(directory);
    Authority.Pair pair = authority.named("mail", "x", "DNS:localhost,DNS:mail.xa.gov.vn");
    postfix = Postfix.start(directory, pair);
    dovecot = Dovecot.start(directory, pair);
    names =
        Dnsmasq.start(
            directory,
            List.of(
                "--local=/xa.gov.vn/",
                "--mx-host=xa.gov.vn,mail2.xa.gov.vn,20",
                "--mx-host=xa.gov.vn,mail.xa.gov.vn,10",
                "--mx-host=half.xa.gov.vn,mail.xa.gov.vn,10",
                "--mx-host=half.xa.gov.vn,gone.xa.gov.vn,20",
                "--mx-host=dead.xa.gov.vn,gone.xa.gov.vn,10",
                "--dns-rr=none.xa.gov.vn,15,000000",
                "--host-record=bare.xa.gov.vn,192.0.2.7",
                "--host-record=mail.xa.gov.vn,192.0.2.5",
                "--host-record=mail2.xa.gov.vn,2001:db8::6"));
  }

  @AfterAll
  static void stop() {
    // what was not started for want of a program is not there
    for (@Nullable AutoCloseable one : new AutoCloseable[] {postfix, dovecot, names}) {
      try {
        if (one != null) {
          one.close();
        }
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  private static Assignment mail(
      @Nullable String domain, @Nullable String smtp, @Nullable String imap) {
    return Assignments.of(
        CheckType.SYSTEM_MAIL,
        new Access.Mail(
            domain,
            smtp,
            imap,
            List.of("127.0.0.1:" + names.port()),
            authority.certificate().toString(),
            null));
  }

  static Finding judge(Assignment assignment, Duration most) throws Exception {
    return new SystemMailCheck(OfficeNetwork.EMPTY, InstantSource.fixed(Instant.now()))
        .judge(assignment, LastReading.NONE, Deadline.in(most));
  }

  private static Finding judge(Assignment assignment) throws Exception {
    return judge(assignment, Duration.ofSeconds(25));
  }

  private static List<String> phases(Finding finding) {
    return finding.measures().stream()
        .filter(measure -> measure.name().equals("mail_phase_seconds"))
        .map(Measure::labels)
        .map(labels -> labels.get("protocol") + " " + labels.get("phase"))
        .toList();
  }

  @Test
  void sendingAndReadingWithStartTls() throws Exception {
    Finding ok =
        judge(
            mail(
                "xa.gov.vn",
                "localhost:" + postfix.submission(),
                "localhost:" + dovecot.startTls()));
    assertThat(ok.facts())
        .containsEntry("smtp", "ok")
        .containsEntry("imap", "ok")
        .containsEntry("mx", "mail.xa.gov.vn, mail2.xa.gov.vn")
        .containsEntry("certificateName", "localhost");
    assertThat(ok.outcome()).isEqualTo(Outcome.OK);
    assertThat(phases(ok))
        .containsExactlyInAnyOrder(
            "imap dns",
            "imap connect",
            "imap greeting",
            "imap tls",
            "smtp dns",
            "smtp connect",
            "smtp greeting",
            "smtp tls");
    assertThat(values(ok, "mail_certificate_remaining_seconds"))
        .hasSize(2)
        .allMatch(left -> left > 99 * 86_400.0);
    // it took leave, and began nothing
    assertThat(Files.readString(postfix.log()))
        .contains("starttls=1 quit=1 commands=3")
        .doesNotContain("mail=")
        .doesNotContain("auth=");
    assertThat(Files.readString(dovecot.log())).doesNotContain("auth failed");
  }

  @Test
  void tlsFromTheFirstByte() throws Exception {
    Finding ok =
        judge(
            mail(
                null,
                "smtps://127.0.0.1:" + postfix.implicit(),
                "imaps://localhost:" + dovecot.implicit()));
    // the certificate has no address
    assertThat(ok.facts()).containsEntry("imap", "ok").containsEntry("tls", "name_mismatch");
    assertThat(ok.reason()).isEqualTo(Reason.SYSTEM_TLS_INVALID);
    Finding named = judge(mail(null, "smtps://localhost:" + postfix.implicit(), null));
    assertThat(named.outcome()).isEqualTo(Outcome.OK);
    assertThat(phases(named))
        .containsExactlyInAnyOrder("smtp dns", "smtp connect", "smtp tls", "smtp greeting");
  }

  @Test
  void withoutTls() throws Exception {
    Finding plain = judge(mail(null, "smtp://localhost:" + postfix.plain(), null));
    assertThat(plain.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(plain.reason()).isEqualTo(Reason.SYSTEM_MAIL_NO_STARTTLS);
    assertThat(plain.facts())
        .containsEntry("smtp", "no STARTTLS")
        .containsEntry("host", "localhost");
  }

  @Test
  void certificates() throws Exception {
    Access.Mail untrusted =
        new Access.Mail(null, "localhost:" + postfix.submission(), null, List.of(), null, null);
    Finding unknown = judge(Assignments.of(CheckType.SYSTEM_MAIL, untrusted));
    assertThat(unknown.reason()).isEqualTo(Reason.SYSTEM_TLS_INVALID);
    assertThat(unknown.facts()).containsEntry("tls", "untrusted");
    Access.Mail other =
        new Access.Mail(
            null,
            "127.0.0.1:" + postfix.submission(),
            null,
            List.of(),
            authority.certificate().toString(),
            "mail.xa.gov.vn");
    assertThat(judge(Assignments.of(CheckType.SYSTEM_MAIL, other)).outcome()).isEqualTo(Outcome.OK);
    Assignment soon =
        Assignments.limited(
            mail(null, "localhost:" + postfix.submission(), null),
            "certificate-warn-below",
            101 * 86_400.0);
    Finding expiring = judge(soon);
    assertThat(expiring.outcome()).isEqualTo(Outcome.WARN);
    assertThat(expiring.reason()).isEqualTo(Reason.SYSTEM_CERTIFICATE_EXPIRING);
    assertThat(expiring.facts()).containsEntry("smtp", "tls expiring");
  }

  @Test
  void theWayToTheDomain() throws Exception {
    Finding half = judge(mail("half.xa.gov.vn", null, null));
    assertThat(half.outcome()).isEqualTo(Outcome.WARN);
    assertThat(half.reason()).isEqualTo(Reason.SYSTEM_MAIL_MX_UNRESOLVED);
    assertThat(half.facts()).containsEntry("mxWithoutAddress", "gone.xa.gov.vn");
    Map<String, Outcome> expected =
        Map.of(
            "dead.xa.gov.vn", Outcome.FAIL,
            "none.xa.gov.vn", Outcome.FAIL,
            "bare.xa.gov.vn", Outcome.WARN,
            "missing.xa.gov.vn", Outcome.FAIL,
            "elsewhere.vn", Outcome.UNKNOWN);
    Map<String, Reason> reasons =
        Map.of(
            "dead.xa.gov.vn", Reason.SYSTEM_MAIL_MX_UNRESOLVED,
            "elsewhere.vn", Reason.SYSTEM_MAIL_MX_UNKNOWN);
    for (Map.Entry<String, Outcome> one : expected.entrySet()) {
      Finding finding = judge(mail(one.getKey(), null, null));
      assertThat(finding.outcome()).as(one.getKey()).isEqualTo(one.getValue());
      assertThat(finding.reason())
          .as(one.getKey())
          .isEqualTo(reasons.getOrDefault(one.getKey(), Reason.SYSTEM_MAIL_NO_MX));
    }
  }

  @Test
  void oneDeadServerDoesNotHideTheOther() throws Exception {
    Finding finding =
        judge(
            mail(null, "127.0.0.1:" + Peers.freePort(), "imaps://localhost:" + dovecot.implicit()));
    assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(finding.reason()).isEqualTo(Reason.SYSTEM_REFUSED);
    assertThat(finding.facts()).containsEntry("imap", "ok").containsEntry("smtp", "smtp: refused");
  }
}
