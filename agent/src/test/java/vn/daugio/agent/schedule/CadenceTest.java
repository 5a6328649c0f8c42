package vn.daugio.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.daugio.protocol.CheckType;

class CadenceTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private final Cadence usual = new Cadence(Map.of());

  private static LastRun ago(long seconds) {
    return ran(seconds, false);
  }

  private static LastRun ran(long seconds, boolean changed) {
    Instant at = NOW.minusSeconds(seconds);
    return new LastRun(at, changed, false, at);
  }

  @Test
  void whatWasBlockedMayBeAskedAtOnceButOtherPeoplesServersKeepTheirPause() {
    Instant blockedAt = NOW.minusSeconds(5);
    for (CheckType type : new CheckType[] {CheckType.INTERNET_DNS, CheckType.PRINTER_STATUS}) {
      assertThat(usual.mayAsk(type, new LastRun(blockedAt, false, true, blockedAt), NOW)).isTrue();
    }
    CheckType web = CheckType.SYSTEM_WEB;
    assertThat(usual.mayAsk(web, new LastRun(blockedAt, false, true, null), NOW)).isTrue();
    assertThat(usual.mayAsk(web, new LastRun(blockedAt, false, true, NOW.minusSeconds(299)), NOW))
        .isFalse();
    assertThat(usual.mayAsk(web, new LastRun(blockedAt, false, true, NOW.minusSeconds(300)), NOW))
        .isTrue();
    // a clock that was ahead
    assertThat(usual.mayAsk(web, new LastRun(blockedAt, false, true, NOW.plusSeconds(9)), NOW))
        .isTrue();
  }

  @Test
  void theLookAroundKeepsOutOfTheRoundsButWhatAPersonAskedFor() {
    CheckType devices = CheckType.LAN_DEVICES;
    for (RoundKind kind : RoundKind.values()) {
      assertThat(usual.runsIn(new Tick(kind, NOW, true, false), devices))
          .as(kind.name())
          .isEqualTo(kind == RoundKind.NOW);
    }
    assertThat(new Cadence(Map.of("lan.devices", 60L)).interval(devices))
        .contains(Duration.ofHours(24));
  }

  @Test
  void aTypeWithoutIntervalRunsInFullRoundsOnly() {
    assertThat(usual.nextWatch(CheckType.COMPUTER_HEALTH, null, NOW)).isEmpty();
    Tick full = Tick.now(NOW);
    Tick shortRound = new Tick(RoundKind.AFTERNOON, NOW, false, false);
    assertThat(usual.runsIn(full, CheckType.COMPUTER_HEALTH)).isTrue();
    assertThat(usual.runsIn(shortRound, CheckType.COMPUTER_HEALTH)).isFalse();
    assertThat(usual.runsIn(shortRound, CheckType.LAN_GATEWAY)).isTrue();
  }

  @Test
  void thePlanChangesIntervals() {
    Cadence planned = new Cadence(Map.of("lan.gateway", 120L, "computer.health", 3600L));
    assertThat(planned.interval(CheckType.LAN_GATEWAY)).contains(Duration.ofMinutes(2));
    assertThat(planned.interval(CheckType.COMPUTER_HEALTH)).contains(Duration.ofHours(1));
    assertThat(planned.interval(CheckType.INTERNET_LINK)).contains(Duration.ofMinutes(1));
  }

  @Test
  void absurdIntervalsOfAPlanAreBounded() {
    Cadence absurd =
        new Cadence(Map.of("lan.gateway", 0L, "internet.link", 1L, "lan.interface", -5L));
    assertThat(absurd.interval(CheckType.LAN_GATEWAY)).contains(Duration.ofMinutes(1));
    assertThat(absurd.interval(CheckType.INTERNET_LINK)).contains(Duration.ofSeconds(10));
    assertThat(absurd.interval(CheckType.LAN_INTERFACE)).contains(Duration.ofMinutes(1));
    Cadence huge = new Cadence(Map.of("lan.gateway", Long.MAX_VALUE));
    assertThat(huge.interval(CheckType.LAN_GATEWAY)).contains(Duration.ofDays(366));
  }

  @Test
  void systemsAreNeverAskedMoreOftenThanEveryFiveMinutes() {
    Cadence eager = new Cadence(Map.of("system.web", 10L));
    assertThat(eager.interval(CheckType.SYSTEM_WEB)).contains(Duration.ofMinutes(5));
    LastRun changed = ran(60, true);
    assertThat(eager.nextWatch(CheckType.SYSTEM_WEB, changed, NOW)).contains(NOW.plusSeconds(240));
  }

  @Test
  void aSubjectIsDueAtOnceThenByItsInterval() {
    assertThat(usual.nextWatch(CheckType.LAN_GATEWAY, null, NOW)).contains(NOW);
    assertThat(usual.nextWatch(CheckType.LAN_GATEWAY, ago(20), NOW)).contains(NOW.plusSeconds(40));
  }

  @Test
  void aChangeIsConfirmedAfterHalfAMinute() {
    LastRun changed = ran(10, true);
    assertThat(usual.nextWatch(CheckType.PRINTER_STATUS, changed, NOW))
        .contains(NOW.plusSeconds(20));
    Cadence quick = new Cadence(Map.of("lan.gateway", 15L));
    assertThat(quick.nextWatch(CheckType.LAN_GATEWAY, changed, NOW)).contains(NOW.plusSeconds(5));
  }

  @Test
  void aClockThatWasFarAheadDoesNotSilenceTheWatch() {
    assertThat(usual.nextWatch(CheckType.LAN_GATEWAY, ago(-86_400), NOW)).contains(NOW);
    // a correction by seconds must not make it ask twice
    assertThat(usual.nextWatch(CheckType.SYSTEM_WEB, ago(-3), NOW)).contains(NOW.plusSeconds(303));
  }
}
