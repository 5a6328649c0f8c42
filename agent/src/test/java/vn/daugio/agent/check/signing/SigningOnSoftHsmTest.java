package vn.daugio.agent.check.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.testing.Peers;
import vn.daugio.agent.testing.SoftHsm;
import vn.daugio.agent.testing.WholeAgent;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.ProtocolJson;

/** The whole agent beside real tokens of SoftHSM whose names are full of people. */
class SigningOnSoftHsmTest {
  private static final String GOVERNMENT =
      "/C=VN/O=Ban Cơ yếu Chính phủ/CN=CA phục vụ các cơ quan Nhà nước G2";
  private static final String LEADER =
      "/C=VN/O=UBND xã Đại Đồng/CN=Nguyễn Văn An/UID=CCCD:040080000001";
  private static final String OFFICE = "/C=VN/O=UBND xã Đại Đồng/CN=UBND xã Đại Đồng/UID=MST:2900";

  /** All that a payload may say, by name: anything else fails. */
  private static final Map<String, Pattern> FACTS =
      Map.ofEntries(
          Map.entry("found", Pattern.compile("\\d{1,2}")),
          Map.entry("readers", Pattern.compile("\\d{1,2}")),
          Map.entry("service", Pattern.compile("running|stopped|absent")),
          Map.entry("middleware", Pattern.compile("[a-z0-9-]+(, [a-z0-9-]+)*")),
          Map.entry("library", Pattern.compile("[a-z0-9-]+(, [a-z0-9-]+)*")),
          Map.entry("helpers", Pattern.compile("(vgca|vnpt-ca)(, vnpt-ca)?")),
          Map.entry("issuer", Pattern.compile("[a-z]{1,20}")),
          Map.entry("role", Pattern.compile("person|organisation|unspecified")),
          Map.entry("serial", Pattern.compile("[0-9a-f]{4}")),
          Map.entry("validFrom", Pattern.compile("\\d{4}-\\d\\d-\\d\\d")),
          Map.entry("validUntil", Pattern.compile("\\d{4}-\\d\\d-\\d\\d")),
          Map.entry("daysLeft", Pattern.compile("\\d{1,5}")),
          Map.entry("read", Pattern.compile("now|earlier")));

  @TempDir static Path folder;
  private final Instant now = Instant.now();

  @BeforeAll
  static void peers() {
    Peers.need("softhsm2-util");
    Peers.need("pkcs11-tool");
  }

  private static SoftHsm token(String name) {
    return SoftHsm.create(folder.resolve(name)).token("Nguyen Van An 040080000001");
  }

  private SoftHsm token(String name, String subject, Duration from, Duration to) {
    return token(name)
        .certificate(
            "Nguyen Van An 040080000001", GOVERNMENT, subject, now.plus(from), now.plus(to));
  }

  private static List<CheckResult> check(SoftHsm hsm) {
    List<String> command =
        WholeAgent.command("check", "--only", "signing.token,signing.certificate");
    command.addAll(List.of("--format", "json"));
    String output = SoftHsm.run(command, hsm.configuration());
    assertThat(output).doesNotContainIgnoringCase("Nguy").doesNotContain("UBND", "0400800", "xã");
    List<CheckResult> results = new ArrayList<>();
    int start = output.indexOf("{\"check\":");
    while (start >= 0) {
      int next = output.indexOf(",{\"check\":", start);
      String one = output.substring(start, next < 0 ? output.lastIndexOf("]}") : next);
      results.add(ProtocolJson.read(one, CheckResult.class));
      start = next < 0 ? -1 : next + 1;
    }
    assertThat(results)
        .extracting(CheckResult::check)
        .containsExactly("signing.token", "signing.certificate");
    results.forEach(SigningOnSoftHsmTest::tellsNothingElse);
    return results;
  }

  private static void tellsNothingElse(CheckResult result) {
    assertThat(result.facts())
        .allSatisfy((name, value) -> assertThat(FACTS.get(name)).as(name).isNotNull())
        .allSatisfy((name, value) -> assertThat(value).as(name).matches(FACTS.get(name)));
    for (Measure one : result.measures()) {
      assertThat(one.name()).isIn("found_tokens", "found_readers", "certificate_remaining_seconds");
      assertThat(one.labels())
          .allSatisfy((name, value) -> assertThat(name).isIn("issuer", "role", "serial"))
          .allSatisfy((name, value) -> assertThat(value).matches(FACTS.get(name)));
    }
  }

  private static String certificate(SoftHsm hsm) {
    List<CheckResult> results = check(hsm);
    assertThat(results.get(0).outcome() + " " + results.get(0).facts().get("found"))
        .isEqualTo("OK 1");
    CheckResult result = results.get(1);
    return result.outcome()
        + " "
        + result.reason()
        + " "
        + result.facts().get("role")
        + " "
        + result.facts().get("daysLeft");
  }

  @Test
  void theDaysLeftOfTheCertificateDecide() {
    assertThat(certificate(token("valid", LEADER, Duration.ofDays(-5), Duration.ofHours(9_606))))
        .isEqualTo("OK null person 400");
    assertThat(certificate(token("soon", OFFICE, Duration.ofDays(-5), Duration.ofHours(486))))
        .isEqualTo("WARN signing.certificate_expiring_soon organisation 20");
    assertThat(certificate(token("past", LEADER, Duration.ofDays(-9), Duration.ofDays(-1))))
        .isEqualTo("FAIL signing.certificate_expired person null");
    assertThat(certificate(token("future", LEADER, Duration.ofDays(2), Duration.ofHours(486))))
        .isEqualTo("FAIL signing.certificate_not_yet_valid person 20");
    assertThat(certificate(token("none"))).isEqualTo("UNKNOWN signing.no_certificate null null");
  }

  @Test
  void withoutTokenBothAreOk() {
    assertThat(check(SoftHsm.create(folder.resolve("no-token"))))
        .extracting(one -> one.outcome() + " " + one.facts().get("found"))
        .containsExactly("OK 0", "OK 0");
  }

  /** Its own mount namespace has an empty /run, so that nothing of this machine is touched. */
  @Test
  void aServiceWithoutReaderIsSeenAndNoFault() throws Exception {
    String pcscd = Peers.need("pcscd");
    Peers.needThat("root".equals(System.getProperty("user.name")), "mount namespaces need root");
    SoftHsm hsm = SoftHsm.create(folder.resolve("pcscd"));
    List<String> agent = WholeAgent.command("check", "--only", "signing.token", "--format", "json");
    Path script = folder.resolve("pcscd.sh");
    Files.writeString(
        script,
        """
        set -e
        mount -t tmpfs none /run
        mkdir /run/pcscd
        %s -f >/dev/null 2>&1 &
        service=$!
        for i in $(seq 200); do [ -S /run/pcscd/pcscd.comm ] && break; read -t 0.05 none <> <(:) || :; done
        status=0
        "$@" || status=$?
        kill $service
        exit $status
        """
            .formatted(pcscd));
    List<String> command = new ArrayList<>(List.of("unshare", "-m", "bash", script.toString()));
    command.addAll(agent);
    assertThat(SoftHsm.run(command, hsm.configuration()))
        .contains("\"service\":\"running\"", "\"readers\":\"0\"", "\"found\":\"0\"")
        .contains("\"outcome\":\"OK\"");
  }
}
