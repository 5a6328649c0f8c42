package vn.daugio.collector.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.OfficeFile;
import vn.daugio.collector.office.YamlFile;
import vn.daugio.collector.state.Subject;
import vn.daugio.protocol.OfficeZone;

class HushTest {
  private static final String PLAN =
      """
      province: p
      maintenance:
        - {from: 2026-11-23T18:00, to: 2026-11-23T20:00, targets: [dvcqg], why: w, by: province}
      communes:
        a:
          name: A
          maintenance:
            - {weekly: monday, hours: "20:00-21:30", why: w, by: supplier}
          sites:
            s: {name: S, contact: Tổ}
        b:
          name: B
          sites:
            s: {name: S, contact: Tổ}
      """;
  private static final Office OFFICE = OfficeFile.of("plan", YamlFile.parse("plan", PLAN));

  /** A time of Monday, 23 November 2026, in Vietnam. */
  private static Instant at(String time) {
    return LocalDateTime.parse("2026-11-23T" + time).atZone(OfficeZone.ZONE).toInstant();
  }

  private static @Nullable Instant until(String site, String target, String time, Mute... mutes) {
    Subject subject = new Subject(site, target, "system.web");
    return Hush.until(subject, OFFICE.maintenance(), List.of(mutes), at(time)).orElse(null);
  }

  private static Mute mute(String site, @Nullable String target, String from, String until) {
    return new Mute(1, site, target, null, at(from), at(until), "w", "response-team", "operator");
  }

  @Test
  void plannedWorkHushesItsTargetsWhileItLasts() {
    assertThat(until("b/s", "dvcqg", "17:59:59")).isNull();
    assertThat(until("b/s", "dvcqg", "18:00")).isEqualTo(at("20:00"));
    assertThat(until("b/s", "dvcqg", "20:00")).isNull();
    assertThat(until("b/s", "other", "18:00")).isNull();
  }

  @Test
  void windowsThatAdjoinAreOne() {
    assertThat(until("a/s", "dvcqg", "18:30")).isEqualTo(at("21:30"));
    assertThat(until("a/s", "other", "20:30")).isEqualTo(at("21:30"));
    assertThat(until("a/s", "dvcqg", "18:30", mute("a/s", null, "21:00", "22:00")))
        .isEqualTo(at("22:00"));
  }

  @Test
  void aMuteIsOfItsSiteAndTargetOnly() {
    Mute mute = mute("b/s", "printer", "08:00", "09:00");
    assertThat(until("b/s", "printer", "08:00", mute)).isEqualTo(at("09:00"));
    assertThat(until("b/s", "printer", "09:00", mute)).isNull();
    assertThat(until("b/s", "scanner", "08:30", mute)).isNull();
    assertThat(until("a/s", "printer", "08:30", mute)).isNull();
  }
}
