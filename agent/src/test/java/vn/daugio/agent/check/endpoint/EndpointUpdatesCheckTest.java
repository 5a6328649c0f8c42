package vn.daugio.agent.check.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Updates.Reading;
import vn.daugio.agent.os.Updates.Release;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

class EndpointUpdatesCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final CheckType TYPE = CheckType.ENDPOINT_UPDATES;
  private static final Release DEBIAN = new Release("debian", "12", "");

  private static Finding judge(Reading reading) throws InterruptedException {
    Target machine = new Target("OC-1", TargetKind.MACHINE, null, null, List.of());
    return new EndpointUpdatesCheck(deadline -> reading, Clock.fixed(NOW, ZoneOffset.UTC))
        .judge(
            new Assignment(TYPE, machine, TYPE.limits(), TYPE.deadline(), null),
            LastReading.NONE,
            Deadline.in(TYPE.deadline()));
  }

  private static Reading reading(
      @Nullable String installed, @Nullable String checked, @Nullable Integer pending) {
    return new Reading(
        Optional.ofNullable(installed).map(Instant::parse),
        Optional.ofNullable(checked).map(Instant::parse),
        Optional.ofNullable(pending),
        Optional.of(DEBIAN),
        false);
  }

  private static String verdict(Finding finding) {
    StringBuilder text = new StringBuilder(finding.outcome().toString());
    Optional.ofNullable(finding.reason()).ifPresent(it -> text.append(' ').append(it.code()));
    finding.also().forEach(it -> text.append(' ').append(it.code()));
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T00:00:00Z, 2026-11-22T00:00:00Z, 0, OK",
    "2026-10-19T00:00:00Z,, 2, WARN endpoint.updates_pending",
    "2026-10-18T23:59:59Z, 2026-11-22T00:00:00Z, 2, WARN endpoint.updates_old endpoint.updates_pending",
    "2026-08-25T00:00:00Z,, 1, WARN endpoint.updates_old endpoint.updates_pending",
    "2026-08-24T23:59:59Z,, 1, FAIL endpoint.updates_old endpoint.updates_pending",
    "2026-08-24T23:59:59Z,,, FAIL endpoint.updates_old endpoint.updates_unknown",
    // nothing to install, as of a list that is new
    "2026-01-01T00:00:00Z, 2026-11-22T00:00:00Z, 0, OK",
    ", 2026-11-22T00:00:00Z, 0, OK",
    // nothing to install, but that was said long ago
    ", 2026-05-01T00:00:00Z, 0, FAIL endpoint.updates_old",
    "2026-11-22T00:00:00Z, 2026-11-22T00:00:00Z,, UNKNOWN endpoint.updates_unknown",
    ", 2026-11-22T00:00:00Z, 1, UNKNOWN endpoint.updates_unknown endpoint.updates_pending",
    ",,, UNKNOWN endpoint.updates_unknown",
    // a clock that was wrong when it was written
    "2027-11-22T00:00:00Z,, 0, UNKNOWN endpoint.updates_unknown",
    "2026-11-23T12:00:00Z,, 0, OK",
  })
  void theAgeOfTheLastStateWithoutHolesIsJudged(
      @Nullable String installed, @Nullable String checked, @Nullable Integer pending, String said)
      throws Exception {
    assertThat(verdict(judge(reading(installed, checked, pending)))).isEqualTo(said);
  }

  @Test
  void whatIsTold() throws Exception {
    Finding finding = judge(reading("2026-10-01T20:00:00Z", null, 2));
    assertThat(finding.measures())
        .containsExactly(
            new Measure("updates_age_seconds", Map.of(), 4_507_200, "seconds"),
            new Measure("pending_updates", Map.of(), 2, "updates"),
            new Measure("support_left_seconds", Map.of(), 585 * 86_400.0, "seconds"));
    // days are those of the office
    assertThat(finding.facts())
        .isEqualTo(
            Map.of(
                "updated", "2026-10-02",
                "updateDays", "52",
                "pendingUpdates", "2",
                "system", "Debian 12 bookworm",
                "supportedUntil", "2028-06-30"));
  }

  @Test
  void refusedIsSaidAsSuch() throws Exception {
    Finding finding =
        judge(
            new Reading(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(DEBIAN), true));
    assertThat(verdict(finding)).isEqualTo("UNKNOWN not_permitted");
  }

  /** All of them with updates of the day before. */
  @ParameterizedTest
  @CsvSource({
    "windows, 26200, Professional, OK, 2027-10-12",
    "windows, 26100, Professional, FAIL endpoint.os_unsupported, 2026-10-13",
    "windows, 26100, Enterprise, OK, 2027-10-12",
    "windows, 22631, Education, FAIL endpoint.os_unsupported, 2026-11-10",
    "windows, 19045, Professional, OK, 2028-10-10",
    "windows, 19044, EnterpriseS, WARN endpoint.os_support_ending, 2027-01-12",
    "windows, 19044, IoTEnterpriseS, OK, 2032-01-13",
    "windows, 17763, EnterpriseS, OK, 2029-01-09",
    "windows, 14393, EnterpriseS, FAIL endpoint.os_unsupported, 2026-10-13",
    "windows-server, 14393, ServerStandard, WARN endpoint.os_support_ending, 2027-01-12",
    "windows-server, 20348, ServerDatacenter, OK, 2031-10-14",
    "windows, 29999, Professional, UNKNOWN endpoint.os_unknown,",
    "windows, 26200, Unheard, UNKNOWN endpoint.os_unknown,",
    "debian, 11, '', FAIL endpoint.os_unsupported, 2026-08-31",
    "ubuntu, 22.04, '', OK, 2027-04-30",
    "linuxmint, 22, '', UNKNOWN endpoint.os_unknown,",
  })
  void supportEndsByReleaseAndEdition(
      String system, String version, String edition, String said, @Nullable String until)
      throws Exception {
    Finding finding =
        judge(
            new Reading(
                Optional.of(NOW.minusSeconds(86_400)),
                Optional.empty(),
                Optional.of(0),
                Optional.of(new Release(system, version, edition)),
                false));
    assertThat(verdict(finding)).isEqualTo(said);
    assertThat(finding.facts().get("supportedUntil")).isEqualTo(until);
  }

  @Test
  void whoGetsNoUpdatesAfterTheEndHasNotPaidForThem() throws Exception {
    Release ten = new Release("windows", "19045", "Core");
    Reading late =
        new Reading(
            Optional.of(Instant.parse("2025-10-20T00:00:00Z")),
            Optional.empty(),
            Optional.of(0),
            Optional.of(ten),
            false);
    assertThat(verdict(judge(late))).isEqualTo("FAIL endpoint.updates_old endpoint.os_unsupported");
    Finding nothing =
        judge(
            new Reading(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false));
    assertThat(nothing.also()).containsExactly(Reason.ENDPOINT_OS_UNKNOWN);
    assertThat(nothing.outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void theDataIsDatedSourcedAndComplete() {
    SupportCatalogue data = SupportCatalogue.load();
    assertThat(LocalDate.parse(data.asOf())).isBeforeOrEqualTo(LocalDate.of(2026, 11, 23));
    assertThat(data.sources()).hasSizeGreaterThan(2);
    assertThat(data.releases())
        .hasSizeGreaterThan(50)
        .allSatisfy(
            one -> {
              assertThat(one.group())
                  .isIn(null, "home-pro", "enterprise-education", "ltsc", "iot-ltsc");
              assertThat(one.extendedLastDay().orElse(LocalDate.MAX)).isAfter(one.lastDay());
            });
    assertThat(data.releases().stream().map(one -> one.system() + one.version() + one.group()))
        .doesNotHaveDuplicates();
  }
}
