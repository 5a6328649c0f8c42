package vn.daugio.agent.check.endpoint;

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
import vn.daugio.agent.os.Antivirus;
import vn.daugio.agent.os.Antivirus.Product;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

class EndpointProtectionCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final CheckType TYPE = CheckType.ENDPOINT_PROTECTION;

  private static Finding judge(Antivirus antivirus) {
    Target machine = new Target("OC-1", TargetKind.MACHINE, null, null, List.of());
    return new EndpointProtectionCheck(antivirus, Clock.fixed(NOW, ZoneOffset.UTC))
        .judge(
            new Assignment(TYPE, machine, TYPE.limits(), TYPE.deadline(), null),
            LastReading.NONE,
            Deadline.in(TYPE.deadline()));
  }

  private static Finding judge(Product... products) {
    return judge(() -> List.of(products));
  }

  private static Product clamav(boolean running, Duration age) {
    return new Product("ClamAV", true, Optional.of(running), Optional.of(NOW.minus(age)));
  }

  @ParameterizedTest
  @CsvSource({
    "P0D, OK,",
    "P7D, OK,",
    "P7DT1S, WARN, endpoint.definitions_old",
    "P30D, WARN, endpoint.definitions_old",
    "P30DT1S, FAIL, endpoint.definitions_old",
    "PT-23H, OK,",
    "P-2D, UNKNOWN, endpoint.definitions_unknown",
  })
  void theAgeOfTheDefinitionsIsJudgedByTheLimits(Duration age, Outcome outcome, String reason) {
    Finding finding = judge(clamav(true, age));
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.reason() == null ? null : finding.reason().code()).isEqualTo(reason);
  }

  @Test
  void theAgeIsMeasuredInSeconds() {
    assertThat(judge(clamav(true, Duration.ofHours(2))).measures())
        .containsExactly(
            new Measure("definitions_age_seconds", Map.of("product", "ClamAV"), 7200, "seconds"));
  }

  @Test
  void absentAndStoppedFail() {
    assertThat(judge().reason()).isEqualTo(Reason.ENDPOINT_NOT_INSTALLED);
    assertThat(judge().outcome()).isEqualTo(Outcome.FAIL);
    assertThat(judge(clamav(false, Duration.ZERO)).reason()).isEqualTo(Reason.ENDPOINT_NOT_RUNNING);
    assertThat(
            judge(new Product("Kaspersky", false, Optional.of(false), Optional.empty())).reason())
        .isEqualTo(Reason.ENDPOINT_NOT_INSTALLED);
  }

  @Test
  void whatCannotBeSeenIsUnknown() {
    Finding noAge = judge(new Product("Kaspersky", true, Optional.of(true), Optional.empty()));
    assertThat(noAge.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(noAge.reason()).isEqualTo(Reason.ENDPOINT_DEFINITIONS_UNKNOWN);
    assertThat(judge(new Product("X", true, Optional.empty(), Optional.of(NOW))).reason())
        .isEqualTo(Reason.NOT_PERMITTED);
    Finding refused =
        judge(
            () -> {
              throw new NotPermittedException("process list");
            });
    assertThat(refused.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(refused.reason()).isEqualTo(Reason.NOT_PERMITTED);
  }

  @Test
  void theBestOfSeveralProductsIsJudged() {
    Finding finding =
        judge(
            clamav(false, Duration.ZERO),
            new Product("Kaspersky", true, Optional.of(true), Optional.of(NOW)));
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(finding.facts())
        .isEqualTo(
            Map.of(
                "products", "ClamAV, Kaspersky",
                "product", "Kaspersky",
                "definitions", "2026-11-23"));
  }
}
