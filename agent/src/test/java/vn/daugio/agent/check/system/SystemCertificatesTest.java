package vn.daugio.agent.check.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.Authority;
import vn.daugio.agent.testing.Nginx;
import vn.daugio.agent.testing.Peers;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** The names in certificates of openssl, shown by nginx. */
class SystemCertificatesTest {
  @TempDir static Path directory;
  private static Authority authority;

  @BeforeAll
  static void create() {
    authority = Authority.create(directory);
  }

  private static Finding judge(String url, @Nullable String name) throws Exception {
    Access.WebDetail detail = new Access.WebDetail(null, null, List.of(), null, null, false, name);
    Access.Web web =
        new Access.Web(url, "200-403", null, authority.certificate().toString(), detail);
    return new SystemWebCheck(InstantSource.fixed(Instant.now()))
        .judge(
            Assignments.of(CheckType.SYSTEM_WEB, web),
            LastReading.NONE,
            Deadline.in(Duration.ofSeconds(20)));
  }

  @Test
  void theExactNameOrTheOneDemanded() throws Exception {
    Authority.Pair pair =
        authority.named("names", "x", "DNS:localhost,DNS:*.xa.gov.vn,IP:127.0.0.1");
    try (Peers.Peer server = Nginx.https(directory, pair, "location / { return 200 'ok'; }")) {
      String url = "https://localhost:" + server.port();
      Finding exact = judge(url, null);
      assertThat(exact.outcome()).isEqualTo(Outcome.OK);
      assertThat(exact.facts()).containsEntry("certificateName", "localhost");
      Finding address = judge("https://127.0.0.1:" + server.port(), null);
      assertThat(address.facts()).containsEntry("certificateName", "127.0.0.1");
      Finding wildcard = judge(url, "*.XA.gov.vn");
      assertThat(wildcard.outcome()).isEqualTo(Outcome.OK);
      assertThat(wildcard.facts()).containsEntry("certificateName", "*.xa.gov.vn");
      // covered by the wildcard, but not the exact name that is demanded
      Finding demanded = judge(url, "mail.xa.gov.vn");
      assertThat(demanded.outcome()).isEqualTo(Outcome.FAIL);
      assertThat(demanded.reason()).isEqualTo(Reason.SYSTEM_CERTIFICATE_NAME);
      assertThat(demanded.facts())
          .containsEntry("certificateNames", "localhost, *.xa.gov.vn, 127.0.0.1");
    }
  }

  @Test
  void anotherNameIsGoodWhereItIsDemanded() throws Exception {
    Authority.Pair pair = authority.named("other", "x", "DNS:mot-cua.xa.gov.vn");
    try (Peers.Peer server = Nginx.https(directory, pair, "location / { return 200 'ok'; }")) {
      String url = "https://localhost:" + server.port();
      assertThat(judge(url, "mot-cua.xa.gov.vn").outcome()).isEqualTo(Outcome.OK);
      Finding mismatch = judge(url, null);
      assertThat(mismatch.reason()).isEqualTo(Reason.SYSTEM_TLS_INVALID);
      assertThat(mismatch.facts())
          .containsEntry("tls", "name_mismatch")
          .containsEntry("certificateNames", "mot-cua.xa.gov.vn");
    }
  }

  @Test
  void aCommonNameIsNoName() throws Exception {
    Authority.Pair pair = authority.named("plain", "localhost", "");
    try (Peers.Peer server = Nginx.https(directory, pair, "location / { return 200 'ok'; }")) {
      Finding finding = judge("https://localhost:" + server.port(), null);
      assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
      assertThat(finding.reason()).isEqualTo(Reason.SYSTEM_CERTIFICATE_NAME);
      assertThat(finding.facts()).doesNotContainKey("certificateName");
    }
  }

  @Test
  void aRedirectOutOfTlsIsNotFollowed() throws Exception {
    Authority.Pair pair = authority.named("secure", "x", "DNS:localhost");
    try (Peers.Peer server =
        Nginx.https(directory, pair, "location / { return 302 http://localhost:9/login; }")) {
      Finding finding = judge("https://localhost:" + server.port(), null);
      assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
      assertThat(finding.reason()).isEqualTo(Reason.SYSTEM_REDIRECT_INSECURE);
      assertThat(finding.facts()).containsEntry("redirectHost", "localhost");
    }
  }

  @Test
  void aWildcardIsOneLabel() {
    assertThat(CertificateJudgement.covers("*.gov.vn", "xa.gov.vn")).isTrue();
    assertThat(CertificateJudgement.covers("*.gov.vn", "a.xa.gov.vn")).isFalse();
    assertThat(CertificateJudgement.covers("*.gov.vn", "gov.vn")).isFalse();
    assertThat(CertificateJudgement.covers("XA.gov.vn.", "xa.GOV.vn")).isTrue();
    assertThat(CertificateJudgement.covers("*.0.0.1", "127.0.0.1")).isFalse();
    assertThat(CertificateJudgement.covers("0:0:0:0:0:0:0:1", "::1")).isTrue();
  }
}
