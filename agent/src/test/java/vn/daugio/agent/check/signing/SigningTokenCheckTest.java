package vn.daugio.agent.check.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
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
import vn.daugio.agent.os.Tokens.Health;
import vn.daugio.agent.os.Tokens.Middleware;
import vn.daugio.agent.os.Tokens.Pin;
import vn.daugio.agent.os.Tokens.Reading;
import vn.daugio.agent.os.Tokens.Service;
import vn.daugio.agent.os.Tokens.Token;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

class SigningTokenCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final Access REQUIRED = new Access.Required(List.of(), List.of("token"));
  private static final LastReading HAD = had(NOW.minusSeconds(86_400));

  private SigningHelpers helpers = new SigningHelpers(Map.of());

  private static LastReading had(Instant seen) {
    return new LastReading(NOW, Map.of("seen.token", seen.toString()));
  }

  private Finding judge(Tokens tokens, LastReading last, Access... access) throws Exception {
    return new SigningTokenCheck(tokens, helpers, Clock.fixed(NOW, ZoneOffset.UTC))
        .judge(
            Assignments.of(CheckType.SIGNING_TOKEN, access),
            last,
            Deadline.in(Duration.ofSeconds(10)));
  }

  private Finding judge(Reading reading, LastReading last, Access... access) throws Exception {
    return judge(deadline -> reading, last, access);
  }

  private static Reading reading(int readers, List<Middleware> middleware, Token... tokens) {
    boolean asked = middleware.stream().anyMatch(one -> one.health() == Health.WORKS);
    return new Reading(
        Service.RUNNING,
        readers,
        0,
        middleware,
        asked || readers == 0 ? Optional.of(List.of(tokens)) : Optional.empty(),
        Optional.of(List.of()),
        0,
        false);
  }

  private static List<Middleware> library(Health health) {
    return List.of(new Middleware("opensc", health));
  }

  private static Token token(Pin pin) {
    return new Token("0123456789abcdef", pin);
  }

  @Test
  void aMachineThatNeverHadAnyIsOk() throws Exception {
    Finding finding = judge(reading(0, List.of()), LastReading.NONE);
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(finding.facts())
        .isEqualTo(Map.of("found", "0", "readers", "0", "service", "running"));
    assertThat(finding.remember()).isEmpty();
  }

  @Test
  void aReaderWithoutTokenAndWithoutSoftwareIsForIdentityCards() throws Exception {
    Finding finding = judge(reading(1, List.of()), LastReading.NONE);
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(finding.facts()).containsEntry("found", "0").containsEntry("readers", "1");
  }

  @Test
  void aTokenIsSeenAndRemembered() throws Exception {
    Finding finding =
        judge(reading(1, library(Health.WORKS), token(Pin.FINE)), LastReading.NONE, REQUIRED);
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(finding.facts()).containsEntry("found", "1").containsEntry("middleware", "opensc");
    assertThat(finding.remember()).isEqualTo(Map.of("seen.token", NOW.toString()));
    assertThat(Assignments.values(finding, "found_tokens")).containsExactly(1.0);
  }

  @Test
  void goneIsNotNeverHad() throws Exception {
    Finding gone = judge(reading(0, List.of()), HAD);
    assertThat(gone.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(gone.reason()).isEqualTo(Reason.SIGNING_TOKEN_GONE);
    assertThat(gone.facts()).containsEntry("found", "0");
    assertThat(gone.remember()).isEqualTo(HAD.values());

    Finding forgotten = judge(reading(0, List.of()), had(NOW.minus(Duration.ofDays(31))));
    assertThat(forgotten.outcome()).isEqualTo(Outcome.OK);
    assertThat(forgotten.remember()).isEmpty();
  }

  @Test
  void whatThePlanDemandsIsMissed() throws Exception {
    assertThat(judge(reading(0, List.of()), LastReading.NONE, REQUIRED).reason())
        .isEqualTo(Reason.SIGNING_TOKEN_MISSING);
    assertThat(judge(reading(1, List.of()), LastReading.NONE, REQUIRED).reason())
        .isEqualTo(Reason.SIGNING_MIDDLEWARE_MISSING);
    Access other = new Access.Required(List.of(), List.of("printer"));
    assertThat(judge(reading(0, List.of()), LastReading.NONE, other).outcome())
        .isEqualTo(Outcome.OK);
  }

  @Test
  void aTokensMakerWithoutItsSoftwareSignsNothing() throws Exception {
    Reading plugged =
        new Reading(Service.ABSENT, 1, 1, List.of(), Optional.empty(), Optional.empty(), 0, false);
    assertThat(judge(plugged, LastReading.NONE).reason())
        .isEqualTo(Reason.SIGNING_MIDDLEWARE_MISSING);
  }

  @Test
  void aStoppedServiceHidesTheToken() throws Exception {
    Reading stopped =
        new Reading(
            Service.STOPPED,
            1,
            0,
            library(Health.WORKS),
            Optional.of(List.of()),
            Optional.of(List.of()),
            0,
            false);
    assertThat(judge(stopped, LastReading.NONE).reason()).isEqualTo(Reason.SIGNING_SERVICE_STOPPED);
    assertThat(judge(stopped, LastReading.NONE).outcome()).isEqualTo(Outcome.FAIL);
  }

  @ParameterizedTest
  @CsvSource({
    "CRASHED, FAIL, SIGNING_MIDDLEWARE_CRASHED",
    "HANGS, FAIL, SIGNING_MIDDLEWARE_HANGS",
    "NOT_LOADED, FAIL, SIGNING_MIDDLEWARE_BROKEN",
    "FAILS, FAIL, SIGNING_MIDDLEWARE_BROKEN",
    "NOT_SUPPORTED, UNKNOWN, NOT_SUPPORTED",
  })
  void aLibraryThatDoesNotWorkMeansThatNothingCanBeSigned(
      Health health, Outcome outcome, Reason reason) throws Exception {
    Finding finding = judge(reading(1, library(health)), LastReading.NONE);
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.reason()).isEqualTo(reason);
    assertThat(judge(reading(0, library(health)), LastReading.NONE).outcome())
        .as("nobody here signs")
        .isEqualTo(Outcome.OK);
  }

  @Test
  void aBrokenLibraryBesideOneThatReadsTheTokenIsAWarning() throws Exception {
    List<Middleware> two =
        List.of(new Middleware("bit4id", Health.CRASHED), new Middleware("opensc", Health.WORKS));
    Finding finding = judge(reading(1, two, token(Pin.FINE)), LastReading.NONE);
    assertThat(finding.outcome()).isEqualTo(Outcome.WARN);
    assertThat(finding.facts())
        .containsEntry("library", "bit4id")
        .containsEntry("middleware", "opensc");
  }

  @Test
  void aTokenThatNoLibraryReadsSignsNothingWithABrokenOne() throws Exception {
    Reading plugged =
        new Reading(
            Service.RUNNING,
            1,
            1,
            library(Health.FAILS),
            Optional.of(List.of(token(Pin.NOT_TOLD))),
            Optional.of(List.of()),
            0,
            false);
    assertThat(judge(plugged, LastReading.NONE).reason())
        .isEqualTo(Reason.SIGNING_MIDDLEWARE_BROKEN);
    assertThat(judge(plugged, LastReading.NONE).outcome()).isEqualTo(Outcome.FAIL);
  }

  @ParameterizedTest
  @CsvSource({
    "LOCKED, FAIL, SIGNING_PIN_LOCKED",
    "FINAL_TRY, WARN, SIGNING_PIN_FINAL_TRY",
    "COUNT_LOW, WARN, SIGNING_PIN_COUNT_LOW",
    "NOT_SET, WARN, SIGNING_PIN_NOT_SET",
  })
  void thePinTellsWhetherASignatureWouldWork(Pin pin, Outcome outcome, Reason reason)
      throws Exception {
    Finding finding = judge(reading(1, library(Health.WORKS), token(pin)), LastReading.NONE);
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.reason()).isEqualTo(reason);
  }

  @Test
  void whatCannotBeReadIsUnknownAndForgetsNothing() throws Exception {
    Finding finding =
        judge(
            deadline -> {
              throw new NotPermittedException("no devices");
            },
            HAD);
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.reason()).isEqualTo(Reason.NOT_PERMITTED);
    assertThat(finding.remember()).isEqualTo(HAD.values());
  }

  @Test
  void aHelperIsMissedOnceItWasThere() throws Exception {
    LastReading before;
    try (ServerSocket vgca = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      helpers = new SigningHelpers(Map.of("vgca", List.of(vgca.getLocalPort())));
      Finding there = judge(reading(0, List.of()), LastReading.NONE);
      assertThat(there.outcome()).isEqualTo(Outcome.OK);
      assertThat(there.facts()).containsEntry("helpers", "vgca");
      before = new LastReading(NOW, there.remember());
    }
    assertThat(judge(reading(0, List.of()), LastReading.NONE).outcome()).isEqualTo(Outcome.OK);
    Finding gone = judge(reading(0, List.of()), before);
    assertThat(gone.outcome()).isEqualTo(Outcome.WARN);
    assertThat(gone.reason()).isEqualTo(Reason.SIGNING_HELPER_STOPPED);
    assertThat(gone.facts()).containsEntry("stoppedHelpers", "vgca");
  }

  @Test
  void theKnownHelpersListenWhereTheirMakersSay() {
    assertThat(SigningHelpers.builtIn().ports())
        .isEqualTo(Map.of("vgca", List.of(8987), "vnpt-ca", List.of(4433, 4434, 4435, 9201, 9202)));
  }
}
