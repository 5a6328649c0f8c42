package vn.daugio.collector.web;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.surface.*;
import vn.daugio.protocol.*;

@SuppressWarnings("all")
class PageDemo {
  public static void main(String[] args) throws Exception {
    Instant morning = Instant.parse("2026-11-23T00:12:00Z");
    Instant now = Instant.parse("2026-11-23T00:40:00Z");
    var office = Offices.of(args[0].equals("many") ? 46 : 6);
    var app = SurfaceApp.start(Path.of(args[1]), office, now);
    var rows = new Rows(app.store(), morning);
    switch (args[0]) {
      case "fine" -> rows.fine(office);
      case "outage" -> {
        office
            .site(Offices.SITE)
            .orElseThrow()
            .machines()
            .forEach(m -> rows.machine(m.code(), true).computer(m.code()));
        rows.gateway().devices();
        rows.put(
            CheckType.INTERNET_LINK,
            "duong-chinh",
            Outcome.FAIL,
            Reason.INTERNET_UNREACHABLE,
            Map.of("method", "ICMP"));
        rows.blocked(CheckType.INTERNET_DNS, "duong-chinh", CheckType.INTERNET_LINK, "duong-chinh");
        for (String s : new String[] {"mot-cua", "dvcqg", "ioffice"})
          rows.blocked(CheckType.SYSTEM_WEB, s, CheckType.INTERNET_LINK, "duong-chinh");
        rows.incident(
            CheckType.INTERNET_LINK, "duong-chinh", Severity.HIGH, Reason.INTERNET_UNREACHABLE);
      }
      default -> {
        var sixty = office.site(Offices.SITE).orElseThrow().machines();
        int n = 0;
        for (var m : sixty) {
          if (++n % 9 != 0) rows.machine(m.code(), true).computer(m.code());
          else rows.machine(m.code(), false);
        }
        rows.gateway().line().systems();
        rows.put(
            CheckType.COMPUTER_HEALTH,
            Offices.machine(3),
            Outcome.WARN,
            Reason.COMPUTER_DISK_LOW,
            Map.of("disk", "C:", "freePercent", "7"),
            Rows.measure("disk_free_ratio", 0.07, "ratio", "disk", "C"));
        rows.ok(CheckType.PRINTER_STATUS, "may-in-q1");
        rows.put(
            CheckType.PRINTER_SUPPLIES,
            "may-in-q1",
            Outcome.WARN,
            Reason.PRINTER_SUPPLY_LOW,
            Map.of("model", "HP LaserJet M404dn", "supplies", "Black Cartridge"),
            Rows.supply("1.1", "Black Cartridge", "toner", "consumed", "low"),
            Rows.level("1.1", "Black Cartridge", "toner", "consumed", 0.07),
            Rows.supply("1.2", "Fuser", "fuser", "consumed", "some_remaining"),
            Rows.supply("1.3", "Waste Toner", "wasteToner", "receptacle", "ok"),
            Rows.level("1.3", "Waste Toner", "wasteToner", "receptacle", 0.8));
        rows.put(
            CheckType.PRINTER_STATUS,
            "may-in-q2",
            Outcome.UNKNOWN,
            Reason.PRINTER_NOT_ANSWERING,
            Map.of());
        rows.put(
            CheckType.PRINTER_SUPPLIES,
            "may-in-q2",
            Outcome.UNKNOWN,
            Reason.PRINTER_SUPPLY_UNKNOWN,
            Map.of("supplies", "Cartridge"),
            Rows.supply("1.1", "Cartridge", "toner", "consumed", "unknown"));
        rows.put(
            CheckType.SCANNER_READY,
            "may-quet-1",
            Outcome.FAIL,
            Reason.SCANNER_ADF_JAM,
            Map.of("adfState", "ScannerAdfJam"));
        new Rows(app.store(), morning.minusSeconds(86400))
            .incident(
                CheckType.SCANNER_READY, "may-quet-1", Severity.MEDIUM, Reason.SCANNER_ADF_JAM);
      }
    }
    System.out.println("PORT " + app.port());
    System.in.read();
    app.close();
  }
}
