package vn.daugio.collector.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.protocol.ConfigException;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

class OfficeFileTest {
  private static final String GOOD =
      """
      province: nghe-an
      days-off: {2026-12-24: "Nghỉ hoán đổi", 2027-01-01: false}
      communes:
        dai-dong:
          name: "Xã Đại Đồng"
          sites:
            tru-so:
              name: "Trụ sở"
              contact: "Tổ ứng cứu"
              machines: [{code: OC-Q1-01, role: "quầy 1", prober: true, requires: [printer, token]}, {code: OC-Q1-02}, {code: MAT-01, exempt: true}]
              protection: [bkav-endpoint]
              systems: [dvcqg]
              targets: [{name: may-in, kind: printer, address: "127.0.0.1:1161", snmp: {community: public}}]
              limits: {printer.supplies: {warn-below: 0.2}}
              every: {internet.link: 30s}
              ntp: ["127.0.0.1:1123"]
      """;
  private static final String SITE = "communes.dai-dong.sites.tru-so";

  @TempDir private Path folder;

  private static Office read(String yaml) {
    return OfficeFile.of("plan.yaml", YamlFile.parse("plan.yaml", yaml));
  }

  private static List<String> problems(String yaml) {
    ConfigException e = catchThrowableOfType(ConfigException.class, () -> read(yaml));
    assertThat(e).as("the file should have a problem").isNotNull();
    return e.problems();
  }

  @Test
  void aGoodFileIsRead() {
    Office office = read(GOOD);
    Office.Site site = office.site("dai-dong/tru-so").orElseThrow();
    assertThat(office.province()).isEqualTo("nghe-an");
    assertThat(site.machines())
        .containsExactly(
            new Office.PlannedMachine(
                "OC-Q1-01", "quầy 1", true, List.of("printer", "token"), false, null),
            new Office.PlannedMachine("OC-Q1-02", "", false),
            new Office.PlannedMachine("MAT-01", "", false, List.of(), true, null));
    assertThat(site.targets()).extracting("name").containsExactly("may-in", "dvcqg");
    assertThat(site.settings().limits().get("printer.supplies")).containsEntry("warn-below", 0.2);
    assertThat(site.settings().every()).containsEntry("internet.link", 30L);
    assertThat(site.settings().ntp()).containsExactly("127.0.0.1:1123");
    assertThat(site.settings().products()).containsExactly("bkav-endpoint");
  }

  @Test
  void anExemptMachineIsListedButNotExpected() {
    Office.Site site = read(GOOD).site("dai-dong/tru-so").orElseThrow();
    assertThat(Assigned.of(site, List.of("MT-01", "MAT-01")).machines())
        .containsExactlyInAnyOrder("OC-Q1-01", "OC-Q1-02", "MT-01");
  }

  @Test
  void aDeviceOfTheCounterIsATarget() {
    String device = "{name: lay-so, kind: device, address: \"192.168.1.60:80\"}, ";
    Office office = read(GOOD.replace("targets: [", "targets: [" + device));
    assertThat(office.site("dai-dong/tru-so").orElseThrow().target("lay-so"))
        .contains(new Target("lay-so", TargetKind.DEVICE, "192.168.1.60:80", null, List.of()));
  }

  @Test
  void theUsualHoursAndTheKnownHolidaysAreThere() {
    var calendar = read(GOOD).site("dai-dong/tru-so").orElseThrow().calendar();
    assertThat(calendar.sessionsOn(LocalDate.of(2026, 11, 23)))
        .extracting(session -> session.opens() + "-" + session.closes())
        .containsExactly("07:30-12:00", "13:30-17:00");
    assertThat(calendar.day(LocalDate.of(2026, 11, 24)).offName())
        .isEqualTo("Ngày Văn hóa Việt Nam");
    assertThat(calendar.isWorkingDay(LocalDate.of(2026, 11, 28))).isFalse();
    assertThat(calendar.isWorkingDay(LocalDate.of(2026, 12, 24))).isFalse();
    assertThat(calendar.isWorkingDay(LocalDate.of(2027, 1, 1))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "province: nghe-an | province: Nghe An | province: a code of a-z, 0-9 and - is expected, not 'Nghe An'",
        "province: nghe-an | provinz: nghe-an | province: is missing",
        "contact: \"Tổ ứng cứu\" | rooms: 3 | SITE.contact: is missing",
        "contact: | contct: | SITE: unknown key 'contct'; did you mean 'contact'?",
        "code: OC-Q1-02 | code: OC Q1 | SITE.machines[1].code: a code like OC-Q1-01 is expected, not 'OC Q1'",
        "code: OC-Q1-02 | code: OC-Q1-01 | SITE.machines: a second machine has the code 'OC-Q1-01'",
        "{code: OC-Q1-02} | {code: A, prober: true} | SITE.machines: 2 probers; one machine asks for the whole site",
        "prober: true | prober: false | SITE.machines: none has prober: true, so nobody checks the targets",
        "[dvcqg] | [dvcq] | SITE.systems: unknown system 'dvcq'; did you mean 'dvcqg'?",
        "[dvcqg] | [dvcqg, dvcqg] | SITE.systems: a second target is named 'dvcqg'",
        "name: may-in | name: OC-Q1-02 | SITE.targets: 'OC-Q1-02' is the code of a machine",
        "printer.supplies: | printer.supply: | SITE.limits: unknown key 'printer.supply'; did you mean 'printer.supplies'?",
        "warn-below: | warn-bellow: | SITE.limits.printer.supplies: unknown key 'warn-bellow'; did you mean 'warn-below'?",
        "internet.link: 30s | system.web: 1m | SITE.every.system.web: at least 5m: public systems are asked politely",
        "internet.link: 30s | internet.link: 100ms | SITE.every.internet.link: from 1s to 1d is possible",
        "internet.link: 30s | internet.link: soon | SITE.every.internet.link: a duration like 30s, 5m, 12h or 7d is expected, not 'soon'",
        "[printer, token] | [printer, tocken] | SITE.machines[0].requires: unknown device 'tocken'; did you mean 'token'?",
        "{code: MAT-01, | {code: MAT-01, requires: [token], | SITE.machines[2]: is exempt and gets no agent: it can neither ask nor be asked",
        "[bkav-endpoint] | [BKAV Endpoint] | SITE.protection: ids like bkav-endpoint are expected: BKAV Endpoint",
        "127.0.0.1:1123 | a b | SITE.ntp: host or host:port is expected: a b",
        "2026-12-24: | 24/12: | days-off: a date like 2026-11-24 is expected, not '24/12'",
        "2027-01-01: false | 2027-01-01: true | days-off.2027-01-01: the day's name, or false, is expected",
        "dai-dong: | Dai: | communes: a code of a-z, 0-9 and - is expected, not 'Dai'",
      })
  void aMistakeIsTold(String good, String bad, String message) {
    assertThat(GOOD).contains(good);
    assertThat(problems(GOOD.replace(good, bad))).contains(message.replace("SITE", SITE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{monday: [\"7-12\"]} | SITE.sessions.monday: hours like 07:30-12:00 are expected, not '7-12'",
        "{monday: [\"12:00-07:30\"]} | SITE.sessions.monday: closes before it opens: 12:00-07:30",
        "{monday: [\"07:30-12:00\", \"11:00-17:00\"]} | SITE.sessions.monday: overlaps the session before: 11:00-17:00",
        "{mondy: []} | SITE.sessions: unknown key 'mondy'; did you mean 'monday'?",
        "{} | SITE.sessions: no weekday has a session; leave it out for the usual hours",
      })
  void aMistakeInTheHoursIsTold(String sessions, String message) {
    String yaml =
        GOOD.replace("systems: [dvcqg]", "systems: [dvcqg]\n        sessions: " + sessions);
    assertThat(problems(yaml)).contains(message.replace("SITE", SITE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{from: 2026-12-05, to: 2026-12-05T20:00, why: w, by: chair}"
            + "|a time like 2026-12-05T18:00 is expected: 2026-12-05",
        "{from: 2026-12-05T20:00, to: 2026-12-05T18:00, why: w, by: chair}|ends before it begins",
        "{weekly: sonntag, hours: '20:00-23:00', why: w, by: chair}|sonntag",
        "{weekly: sunday, hours: '20:00', why: w, by: chair}|ends before it begins: 20:00",
        "{weekly: sunday, hours: 'x-y', why: w, by: chair}|hours like 20:00-23:00",
        "{weekly: sunday, hours: '20:00-23:00', why: w, by: somebody}|somebody"
      })
  void plannedWorkHasAnEndAndARole(String item, String message) {
    assertThat(problems(GOOD + "maintenance: [" + item.replace('\'', '"') + "]\n"))
        .hasSize(1)
        .first()
        .asString()
        .contains(message);
  }

  @Test
  void allMistakesAreToldAtOnce() {
    String yaml = GOOD.replace("[dvcqg]", "[nowhere]").replace("contact:", "phone:");
    assertThat(problems(yaml)).hasSize(3);
  }

  @Test
  void aMistakeInTheSyntaxNamesTheLine() {
    assertThat(problems("province: [")).hasSize(1).first().asString().startsWith("line ");
  }

  @Test
  void whatRunsOutsideHoursHasNoInterval() {
    assertThat(problems(GOOD.replace("internet.link: 30s", "internet.throughput: 1h")))
        .containsExactly(
            SITE
                + ".every.internet.throughput: runs once a day outside opening hours, at no"
                + " interval");
  }

  @Test
  void loopbackSystemsMayBeAskedOften() {
    String yaml =
        GOOD.replace("[dvcqg]", "[]")
            .replace("internet.link: 30s", "system.web: 5s")
            .replace(
                "targets: [", "targets: [{name: w, kind: system, url: \"http://127.0.0.1:1/\"}, ");
    assertThat(read(yaml).site("dai-dong/tru-so").orElseThrow().settings().every())
        .containsEntry("system.web", 5L);
  }

  @Test
  void aBrokenFileKeepsTheOldPlanAndAMendedOneIsTaken() throws IOException {
    Path file = Files.writeString(folder.resolve("plan.yaml"), GOOD);
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    Offices offices = new Offices(file, now::get);
    Office before = offices.get();
    Files.writeString(file, "province: [");
    now.set(Instant.EPOCH.plusSeconds(5));
    assertThat(offices.get()).isEqualTo(before);
    Files.writeString(file, GOOD.replace("nghe-an", "ha-tinh"));
    assertThat(offices.get()).as("not looked at again yet").isEqualTo(before);
    now.set(Instant.EPOCH.plusSeconds(10));
    assertThat(offices.get().province()).isEqualTo("ha-tinh");
    Files.delete(file);
    now.set(Instant.EPOCH.plusSeconds(15));
    assertThat(offices.get().province()).isEqualTo("ha-tinh");
  }
}
