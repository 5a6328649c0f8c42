package vn.daugio.agent.check.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Tokens;
import vn.daugio.agent.os.Tokens.Certificate;
import vn.daugio.agent.os.Tokens.Health;
import vn.daugio.agent.os.Tokens.Middleware;
import vn.daugio.agent.os.Tokens.Pin;
import vn.daugio.agent.os.Tokens.Reading;
import vn.daugio.agent.os.Tokens.Service;
import vn.daugio.agent.os.Tokens.Token;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

class SigningCertificateCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final Token TOKEN = new Token("0123456789abcdef", Pin.FINE);

  private static Finding judge(Tokens tokens, LastReading last, Access... access) throws Exception {
    return new SigningCertificateCheck(tokens, Clock.fixed(NOW, ZoneOffset.UTC))
        .judge(
            Assignments.of(CheckType.SIGNING_CERTIFICATE, access),
            last,
            Deadline.in(Duration.ofSeconds(5)));
  }

  private static Finding judge(Certificate... certificates) throws Exception {
    return judge(reading(1, certificates), LastReading.NONE);
  }

  private static Tokens reading(int tokens, Certificate... certificates) {
    Reading reading =
        new Reading(
            Service.RUNNING,
            tokens,
            0,
            List.of(new Middleware("opensc", Health.WORKS)),
            Optional.of(tokens == 0 ? List.of() : List.of(TOKEN)),
            Optional.of(List.of(certificates)),
            0,
            false);
    return deadline -> reading;
  }

  private static Certificate certificate(String serial, String role, Duration left) {
    Instant to = NOW.plus(left);
    return new Certificate(
        "000000000000" + serial, to.minus(Duration.ofDays(730)), to, serial, "government", role);
  }

  private static Certificate certificate(String serial, Duration left) {
    return certificate(serial, "person", left);
  }

  @ParameterizedTest
  @CsvSource({
    "P61D, OK,",
    "P60D, OK,",
    "P59DT23H, WARN, signing.certificate_expiring",
    "P30D, WARN, signing.certificate_expiring",
    "P29DT23H, WARN, signing.certificate_expiring_soon",
    "P20D, WARN, signing.certificate_expiring_soon",
    "P6DT23H, WARN, signing.certificate_last_days",
    "PT1S, WARN, signing.certificate_last_days",
    "PT0S, FAIL, signing.certificate_expired",
    "P-90D, FAIL, signing.certificate_expired",
    "P800D, FAIL, signing.certificate_not_yet_valid",
  })
  void daysLeftAreJudgedByTheLimits(Duration left, Outcome outcome, String reason)
      throws Exception {
    Finding finding = judge(certificate("20b0", left));
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.reason() == null ? null : finding.reason().code()).isEqualTo(reason);
  }

  @Test
  void factsAndMeasureNameClassesOnly() throws Exception {
    Finding finding = judge(certificate("20b0", Duration.ofDays(20)));
    assertThat(finding.facts())
        .isEqualTo(
            Map.of(
                "found", "1",
                "issuer", "government",
                "role", "person",
                "serial", "20b0",
                "validFrom", "2024-12-13",
                "validUntil", "2026-12-13",
                "daysLeft", "20",
                "read", "now"));
    assertThat(finding.measures())
        .containsExactly(
            new Measure(
                "certificate_remaining_seconds",
                Map.of("issuer", "government", "role", "person", "serial", "20b0"),
                20 * 86_400,
                "seconds"));
  }

  @Test
  void aRenewedCertificateIsNotBlamedForTheOldOne() throws Exception {
    assertThat(
            judge(
                    certificate("0001", Duration.ofDays(-3)),
                    certificate("0002", Duration.ofDays(700)))
                .outcome())
        .isEqualTo(Outcome.OK);
    assertThat(
            judge(
                    certificate("0001", Duration.ofDays(90)),
                    certificate("0003", Duration.ofDays(800)))
                .outcome())
        .as("the one of tomorrow does not sign today")
        .isEqualTo(Outcome.OK);
  }

  @Test
  void theOfficesOwnCertificateIsAnotherThanThePersons() throws Exception {
    Finding finding =
        judge(
            certificate("0001", "person", Duration.ofDays(700)),
            certificate("0002", "organisation", Duration.ofDays(-1)));
    assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(finding.facts())
        .containsEntry("serial", "0002")
        .containsEntry("role", "organisation")
        .doesNotContainKey("daysLeft");
  }

  @Test
  void aTokenInTheDrawerRunsOutAsWell() throws Exception {
    Finding before = judge(certificate("20b0", Duration.ofDays(20)));
    Finding finding = judge(reading(0), new LastReading(NOW, before.remember()));
    assertThat(finding.reason()).isEqualTo(Reason.SIGNING_CERTIFICATE_EXPIRING_SOON);
    assertThat(finding.facts()).containsEntry("read", "earlier").containsEntry("found", "0");
    assertThat(finding.remember()).isEqualTo(before.remember()).hasSize(1);

    String old = before.remember().values().iterator().next();
    String stale = old.replaceFirst("\\d+$", "" + NOW.minusSeconds(31 * 86_400).getEpochSecond());
    Finding forgotten =
        judge(
            reading(0),
            new LastReading(NOW, Map.of(before.remember().keySet().iterator().next(), stale)));
    assertThat(forgotten.outcome()).isEqualTo(Outcome.OK);
    assertThat(forgotten.remember()).isEmpty();
  }

  @Test
  void whatWasRememberedByNobodyOfUsIsLeftOut() throws Exception {
    assertThat(
            judge(reading(0), new LastReading(NOW, Map.of("certificate.x", "Nguyen Van An")))
                .facts())
        .isEqualTo(Map.of("found", "0"));
  }

  @Test
  void aMachineThatNeverHadAnyIsOk() throws Exception {
    Finding finding = judge(reading(0), LastReading.NONE);
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(finding.facts()).isEqualTo(Map.of("found", "0"));
  }

  @Test
  void aTokenWithoutPublicCertificateIsNotKnown() throws Exception {
    assertThat(judge().reason()).isEqualTo(Reason.SIGNING_NO_CERTIFICATE);
    assertThat(judge().outcome()).isEqualTo(Outcome.UNKNOWN);
    Access required = new Access.Required(List.of(), List.of("token"));
    assertThat(judge(reading(0), LastReading.NONE, required).reason())
        .isEqualTo(Reason.SIGNING_NO_CERTIFICATE);
  }

  @Test
  void whatCannotBeReadIsUnknown() throws Exception {
    Reading damaged =
        new Reading(
            Service.RUNNING,
            1,
            0,
            List.of(),
            Optional.of(List.of(TOKEN)),
            Optional.of(List.of()),
            1,
            false);
    assertThat(judge(deadline -> damaged, LastReading.NONE).reason())
        .isEqualTo(Reason.SIGNING_CERTIFICATE_UNREADABLE);
    Reading crashed =
        new Reading(
            Service.RUNNING,
            1,
            0,
            List.of(new Middleware("opensc", Health.CRASHED)),
            Optional.empty(),
            Optional.empty(),
            0,
            false);
    assertThat(judge(deadline -> crashed, LastReading.NONE).reason())
        .isEqualTo(Reason.SIGNING_CERTIFICATE_UNREADABLE);
    Reading hidden =
        new Reading(
            Service.RUNNING, 0, 0, List.of(), Optional.of(List.of()), Optional.empty(), 0, true);
    assertThat(judge(deadline -> hidden, LastReading.NONE).reason())
        .as("a store of another account")
        .isEqualTo(Reason.NOT_PERMITTED);
    Finding refused =
        judge(
            deadline -> {
              throw new NotPermittedException("no devices");
            },
            LastReading.NONE);
    assertThat(refused.reason()).isEqualTo(Reason.NOT_PERMITTED);
  }
}
