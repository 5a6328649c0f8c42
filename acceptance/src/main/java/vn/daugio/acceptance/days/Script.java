package vn.daugio.acceptance.days;

import static vn.daugio.acceptance.days.Outage.day;
import static vn.daugio.acceptance.days.Outage.once;
import static vn.daugio.acceptance.days.Outage.told;

import java.util.List;

/** The outages of {@code make outages}, in the order of their dates. */
final class Script {
  private Script() {}

  /** When everybody joins: Monday morning. */
  static final String BEGINS = "2026-11-23T06:30";

  static List<Outage> whole() {
    return List.of(
        day("power cut, a UPS tells", "2026-11-23T08:00", List.of(once("power")), Script::ups),
        day("power cut without UPS", "2026-11-23T14:00", List.of(once("power")), Script::power),
        day("holiday, all are off", "2026-11-23T16:50", List.of(), Script::holiday),
        day("switch", "2026-11-25T08:20", List.of(once("lan")), Script::lan),
        day(
            "main line, a second is up",
            "2026-11-25T14:00",
            List.of(once("main-line")),
            Script::mainLine),
        day("the only line", "2026-11-26T08:00", List.of(once("main-line")), Script::onlyLine),
        day("all of two lines", "2026-11-26T13:40", List.of(once("all-lines")), Script::allLines),
        day("name servers", "2026-11-27T08:00", List.of(once("dns")), Script::dns),
        day("foreign hosts", "2026-11-27T13:40", List.of(once("foreign")), Script::foreign),
        day("Sunday, some are off", "2026-11-28T17:00", List.of(), Script::sunday),
        day("site off on Monday", "2026-11-29T21:00", List.of(once("site-silent")), Script::monday),
        day("State network", "2026-12-01T08:00", List.of(once("tslcd")), Script::tslcd),
        day(
            "national system",
            "2026-12-01T13:40",
            List.of(once("system-everywhere")),
            Script::system),
        day(
            "national system, for one site",
            "2026-12-02T08:00",
            List.of(once("system-site")),
            Script::systemOfOne),
        day("watching machine off", "2026-12-02T13:40", List.of(once("machine")), Script::watcher),
        day("disk of one machine full", "2026-12-03T08:00", List.of(once("machine")), Script::disk),
        day("machine asleep", "2026-12-03T13:40", List.of(), Script::asleep),
        day(
            "collector's own line",
            "2026-12-04T08:00",
            List.of(once("collector")),
            Script::collector),
        day("printer", "2026-12-04T13:40", List.of(once("device")), Script::printer),
        day("Saturday, a power cut", "2026-12-05T08:00", List.of(), Script::power),
        day(
            "flapping line",
            "2026-12-07T08:00",
            List.of(told("main-line", "flapping", "recovered")),
            Script::flapping),
        day(
            "a line that comes back once",
            "2026-12-07T13:40",
            List.of(told("main-line", "opened", "recovered", "reopened", "recovered")),
            Script::again),
        day(
            "printer and name servers of one site",
            "2026-12-08T08:00",
            List.of(once("device"), once("dns")),
            Script::two),
        day(
            "lines of two sites",
            "2026-12-08T13:40",
            List.of(once("main-line"), once("main-line")),
            Script::twoSites),
        day(
            "cut off in the morning, reported in the afternoon",
            "2026-12-09T08:00",
            List.of(once("main-line")),
            Script::late),
        day(
            "collector killed in the middle of an outage",
            "2026-12-10T08:00",
            List.of(once("main-line")),
            Script::killed),
        day(
            "name servers, asked over two lines",
            "2026-12-11T08:00",
            List.of(once("dns")),
            Script::dnsOverTwoLines),
        day(
            "name servers, the collector is not found either",
            "2026-12-11T09:30",
            List.of(once("dns")),
            Script::dnsAndCollector),
        day("lunch, one office is switched off", "2026-12-11T11:50", List.of(), Script::lunch),
        day(
            "power cut at two offices",
            "2026-12-11T14:10",
            List.of(once("power"), once("power")),
            Script::powerOfTwo),
        day(
            "make-up Saturday, a power cut",
            "2026-12-12T08:00",
            List.of(once("power")),
            Script::power),
        day(
            "longer than 24 hours",
            "2026-12-14T07:30",
            List.of(
                told(
                    "main-line",
                    "opened",
                    "reminder-50",
                    "reminder-80",
                    "overdue",
                    "escalated-supplier",
                    "escalated-chair",
                    "recovered")),
            Script::longer));
  }

  private static void ups(Play play) {
    Site site = play.province().anBinh;
    site.breaks(Fault.MAINS);
    play.minutes(12);
    site.breaks(Fault.POWER);
    play.minutes(30);
    site.mends(Fault.MAINS, Fault.POWER);
  }

  private static void power(Play play) {
    Site site = play.province().tanLap;
    site.breaks(Fault.POWER);
    play.minutes(50);
    site.mends(Fault.POWER);
  }

  /** All go home on Monday evening and come back on Wednesday morning; Tuesday is a day off. */
  private static void holiday(Play play) {
    allOff(play);
    play.until("2026-11-25T07:05");
    allOn(play);
  }

  /** Within 40 minutes. */
  private static void allOff(Play play) {
    play.minutes(10);
    for (Machine machine : play.province().machines()) {
      machine.off();
      play.minutes(2);
    }
  }

  private static void allOn(Play play) {
    for (Machine machine : play.province().machines()) {
      machine.on();
      play.minutes(1);
    }
  }

  private static void lan(Play play) {
    during(play, play.province().hoaLoc, Fault.LAN, 35);
  }

  private static void mainLine(Play play) {
    during(play, play.province().anBinh, Fault.MAIN_LINE, 20);
  }

  private static void onlyLine(Play play) {
    during(play, play.province().daiDong, Fault.MAIN_LINE, 60);
  }

  private static void allLines(Play play) {
    Site site = play.province().anBinh;
    site.breaks(Fault.MAIN_LINE, Fault.BACKUP_LINE);
    play.minutes(60);
    site.mends(Fault.MAIN_LINE, Fault.BACKUP_LINE);
  }

  private static void dns(Play play) {
    during(play, play.province().hoaLoc, Fault.DNS, 30);
  }

  private static void foreign(Play play) {
    during(play, play.province().anBinh, Fault.FOREIGN, 30);
  }

  private static void tslcd(Play play) {
    during(play, play.province().daiDong, Fault.TSLCD, 40);
  }

  private static void system(Play play) {
    play.province().sites().forEach(site -> site.breaks(Fault.SYSTEM));
    play.minutes(45);
    play.province().sites().forEach(site -> site.mends(Fault.SYSTEM));
  }

  private static void systemOfOne(Play play) {
    during(play, play.province().tanLap, Fault.SYSTEM, 45);
  }

  private static void watcher(Play play) {
    play.province().hoaLoc.watcher().off();
    play.minutes(60);
    play.province().hoaLoc.watcher().on();
  }

  private static void disk(Play play) {
    Machine machine = play.province().daiDong.machines().get(2);
    machine.disk(true);
    play.minutes(100);
    machine.disk(false);
    play.minutes(80);
  }

  private static void asleep(Play play) {
    Machine machine = play.province().anBinh.machines().get(2);
    machine.off();
    play.minutes(50);
    machine.on();
  }

  private static void collector(Play play) {
    play.province().sites().forEach(site -> site.breaks(Fault.COLLECTOR));
    play.minutes(100);
    play.province().sites().forEach(site -> site.mends(Fault.COLLECTOR));
  }

  private static void printer(Play play) {
    during(play, play.province().daiDong, Fault.PRINTER, 60);
  }

  /** Every minute up or down; then it is stable. */
  private static void flapping(Play play) {
    Site site = play.province().anBinh;
    for (int i = 0; i < 20; i++) {
      during(play, site, Fault.MAIN_LINE, 1);
      play.minutes(1);
    }
    play.minutes(20);
  }

  private static void again(Play play) {
    Site site = play.province().anBinh;
    during(play, site, Fault.MAIN_LINE, 10);
    play.minutes(15);
    during(play, site, Fault.MAIN_LINE, 10);
  }

  private static void two(Play play) {
    Site site = play.province().hoaLoc;
    site.breaks(Fault.PRINTER);
    play.minutes(7);
    during(play, site, Fault.DNS, 25);
    site.mends(Fault.PRINTER);
  }

  private static void twoSites(Play play) {
    play.province().daiDong.breaks(Fault.MAIN_LINE);
    play.minutes(3);
    during(play, play.province().anBinh, Fault.MAIN_LINE, 40);
    play.province().daiDong.mends(Fault.MAIN_LINE);
  }

  private static void late(Play play) {
    during(play, play.province().hoaLoc, Fault.MAIN_LINE, 6 * 60);
  }

  private static void killed(Play play) {
    Site site = play.province().anBinh;
    site.breaks(Fault.MAIN_LINE);
    play.minutes(10);
    play.collectorIsKilled();
    play.minutes(7);
    play.collectorStarts();
    play.minutes(20);
    site.mends(Fault.MAIN_LINE);
  }

  /** At night only the watching machines are on. */
  private static void longer(Play play) {
    play.province().anBinh.breaks(Fault.MAIN_LINE);
    play.until("2026-12-14T17:00");
    for (Machine machine : play.province().machines()) {
      if (play.province().sites().stream().noneMatch(site -> site.watcher() == machine)) {
        machine.off();
      }
    }
    play.until("2026-12-15T07:05");
    play.province().machines().forEach(Machine::on);
    play.until("2026-12-15T16:30");
    play.province().anBinh.mends(Fault.MAIN_LINE);
  }

  private static void dnsOverTwoLines(Play play) {
    during(play, play.province().anBinh, Fault.DNS, 20);
  }

  private static void dnsAndCollector(Play play) {
    play.province().hoaLoc.breaks(Fault.COLLECTOR);
    during(play, play.province().hoaLoc, Fault.DNS, 45);
    play.province().hoaLoc.mends(Fault.COLLECTOR);
  }

  /** Nobody is at the counter between the sessions. */
  private static void lunch(Play play) {
    play.until("2026-12-11T12:02");
    play.province().hoaLoc.machines().forEach(Machine::off);
    play.until("2026-12-11T13:25");
    play.province().hoaLoc.machines().forEach(Machine::on);
  }

  private static void powerOfTwo(Play play) {
    play.province().tanLap.breaks(Fault.POWER);
    play.minutes(2);
    during(play, play.province().daiDong, Fault.POWER, 45);
    play.province().tanLap.mends(Fault.POWER);
  }

  /** From Saturday evening to Sunday night: two offices are switched off, two watch on. */
  private static void sunday(Play play) {
    for (Site site : List.of(play.province().anBinh, play.province().tanLap)) {
      site.machines().forEach(Machine::off);
    }
    play.until("2026-11-29T20:00");
  }

  /** Went home on Friday; nobody comes before half past eight. */
  private static void monday(Play play) {
    play.province().tanLap.machines().forEach(Machine::off);
    play.until("2026-11-30T08:30");
    play.province().tanLap.machines().forEach(Machine::on);
  }

  private static void during(Play play, Site site, Fault fault, int minutes) {
    site.breaks(fault);
    play.minutes(minutes);
    site.mends(fault);
  }
}
