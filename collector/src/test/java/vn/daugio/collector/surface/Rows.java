package vn.daugio.collector.surface;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.incident.Cause;
import vn.daugio.collector.incident.Episode;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.state.Streak;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.state.SubjectState;
import vn.daugio.collector.state.Transition;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.SubjectRow;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.OfficeZone;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** Fills a store with the rows of a morning, as reports would have. */
public final class Rows {
  private final Store store;
  private final String site;
  private final Instant at;
  private boolean silent;

  public Rows(Store store, Instant at) {
    this(store, Offices.SITE, at);
  }

  public Rows(Store store, String site, Instant at) {
    this.store = store;
    this.site = site;
    this.at = at;
  }

  /** A machine joins and, when {@code reported}, reports at that moment. */
  public Rows machine(String code, boolean reported) {
    LocalDate day = at.atZone(OfficeZone.ZONE).toLocalDate();
    store.write(
        tx -> {
          tx.agents().add(site, code, "hash-" + site + code, at.minusSeconds(86_400 * 30L));
          if (reported) {
            tx.agents().reported(site, code, at, "0.1.0", 0);
            tx.reports().addDay(site, code, day, at);
          }
          return true;
        });
    return this;
  }

  public Rows silent(boolean nowSilent) {
    silent = nowSilent;
    return this;
  }

  public Rows ok(CheckType type, String target, Measure... measures) {
    return put(type, target, Outcome.OK, null, Map.of(), measures);
  }

  public Rows put(
      CheckType type,
      String target,
      Outcome outcome,
      @Nullable Reason reason,
      Map<String, String> facts,
      Measure... measures) {
    return raw(
        type.code(), target, outcome, reason == null ? null : reason.code(), facts, measures);
  }

  /** Also what no catalogue knows. */
  public Rows raw(
      String check,
      String target,
      Outcome outcome,
      @Nullable String reason,
      Map<String, String> facts,
      Measure... measures) {
    Subject subject = new Subject(site, target, check);
    SubjectState state =
        new SubjectState(
            outcome,
            reason,
            List.of(),
            at,
            at,
            outcome == Outcome.FAIL ? new Streak(2, at) : Streak.NONE,
            outcome == Outcome.OK ? new Streak(2, at) : Streak.NONE,
            silent,
            Offices.machine(1));
    store.write(
        tx -> {
          tx.states().put(new SubjectRow(subject, state, List.of(measures), facts));
          tx.history()
              .put(subject, new Transition(at, outcome, reason, Offices.machine(1), silent));
          return true;
        });
    return this;
  }

  /** Not judged because a link is down. */
  public Rows blocked(CheckType type, String target, CheckType upstream, String upstreamTarget) {
    return put(
        type,
        target,
        Outcome.UNKNOWN,
        Reason.UPSTREAM_DOWN,
        Map.of("upstream", upstream.code(), "upstreamTarget", upstreamTarget));
  }

  public Incident incident(CheckType type, String target, Severity severity, Reason reason) {
    Subject subject = new Subject(site, target, type.code());
    return store.write(
        tx -> {
          Incident incident =
              tx.outages()
                  .add(subject, severity, reason.code(), Cause.DEVICE, Episode.begun(at, at));
          tx.outages().announced(incident.id(), at);
          return incident;
        });
  }

  /** Everything is fine: all machines of the plan and all shared targets. */
  public Rows fine(Office office) {
    Office.Site plan = office.site(site).orElseThrow();
    plan.machines().forEach(machine -> machine(machine.code(), true).computer(machine.code()));
    return shared();
  }

  public Rows computer(String code) {
    return ComputerRows.add(this, code);
  }

  private Rows shared() {
    gateway();
    line();
    systems();
    return devices();
  }

  public Rows gateway() {
    return ok(
        CheckType.LAN_GATEWAY,
        "gateway",
        measure("gateway_latency_seconds", 0.0012, "seconds"),
        measure("gateway_loss_ratio", 0, "ratio"));
  }

  public Rows line() {
    ok(
        CheckType.INTERNET_LINK,
        "duong-chinh",
        measure("latency_seconds", 0.012, "seconds", "destination", "vnpt", "scope", "domestic"),
        measure("latency_seconds", 0.048, "seconds", "destination", "quad9", "scope", "foreign"),
        measure("loss_ratio", 0, "ratio", "destination", "vnpt", "scope", "domestic"),
        measure("jitter_seconds", 0.002, "seconds", "destination", "vnpt", "scope", "domestic"),
        measure("round_bytes", 5320, "bytes"));
    ok(
        CheckType.INTERNET_THROUGHPUT,
        "duong-chinh",
        measure("download_bytes_per_second", 22.5e6, "bytes_per_second"),
        measure("upload_bytes_per_second", 11e6, "bytes_per_second"),
        measure("contracted_share_ratio", 0.9, "ratio", "direction", "down"),
        measure("sample_bytes", 4_700_000, "bytes"));
    return ok(
        CheckType.INTERNET_DNS,
        "duong-chinh",
        measure("dns_lookup_seconds", 0.018, "seconds", "resolver", "1"));
  }

  public Rows systems() {
    for (String system : List.of("mot-cua", "dvcqg", "ioffice")) {
      ok(
          CheckType.SYSTEM_WEB,
          system,
          measure("phase_seconds", 0.02, "seconds", "phase", "dns"),
          measure("phase_seconds", 0.31, "seconds", "phase", "response"),
          measure("certificate_remaining_seconds", 86_400 * 200.5, "seconds"));
    }
    return this;
  }

  public Rows mail() {
    return ok(
        CheckType.SYSTEM_MAIL,
        "thu-cong-vu",
        measure("mail_phase_seconds", 0.03, "seconds", "protocol", "smtp", "phase", "tls"),
        measure(
            "mail_certificate_remaining_seconds", 86_400 * 90.5, "seconds", "protocol", "imap"));
  }

  public Rows meeting() {
    return ok(
        CheckType.MEETING_READINESS,
        "hop-truc-tuyen",
        measure("latency_seconds", 0.024, "seconds"),
        measure("loss_ratio", 0, "ratio"),
        measure("jitter_seconds", 0.002, "seconds"),
        measure("phase_seconds", 0.05, "seconds", "phase", "tls"),
        measure("certificate_remaining_seconds", 86_400 * 90.5, "seconds"),
        measure("codec_latency_seconds", 0.004, "seconds"),
        measure("download_bytes_per_second", 2.5e6, "bytes_per_second"));
  }

  public Rows devices() {
    for (String printer : List.of("may-in-q1", "may-in-q2")) {
      ok(CheckType.PRINTER_STATUS, printer);
      ok(
          CheckType.PRINTER_SUPPLIES,
          printer,
          supply("1.1", "Black Cartridge", "toner", "consumed", "ok"),
          level("1.1", "Black Cartridge", "toner", "consumed", 0.64),
          measure(
              "supply_vendor_ratio",
              0.3,
              "ratio",
              "index",
              "1.2",
              "supply",
              "Cyan Cartridge",
              "kind",
              "toner",
              "color",
              "cyan",
              "class",
              "consumed",
              "source",
              "brother"));
      ok(
          CheckType.PRINTER_PAGES,
          printer,
          measure("printed_pages", 15_232, "pages", "index", "1.1", "counted", "impressions"));
    }
    return ok(CheckType.SCANNER_READY, "may-quet-1");
  }

  public Rows folder() {
    return ok(
        CheckType.SCANNER_FOLDER, "thu-muc-quet", measure("folder_free_bytes", 4e10, "bytes"));
  }

  public Rows counter() {
    return ok(
        CheckType.DEVICE_REACHABLE, "may-lay-so", measure("latency_seconds", 0.0008, "seconds"));
  }

  public Rows networkBoxes() {
    String[] gi1 = {"index", "1", "port", "gi1"};
    String[] in = {"index", "1", "port", "gi1", "direction", "in"};
    ok(CheckType.DEVICE_UPTIME, "sw-1", measure("uptime_seconds", 719_178.5, "seconds"));
    return ok(
        CheckType.SWITCH_PORTS,
        "sw-1",
        measure("port_state", 1, "state", "index", "1", "port", "gi1", "state", "up"),
        measure("port_speed_bytes_per_second", 1.25e8, "bytes_per_second", gi1),
        measure("port_received_bytes", 3_494_126_654_709.0, "bytes", gi1),
        measure("port_sent_bytes", 3_259_171_769_649.0, "bytes", gi1),
        measure("port_errors", 7, "errors", in),
        measure("port_discarded_packets", 2, "packets", in));
  }

  public Rows server() {
    return ok(
        CheckType.SERVER_HEALTH,
        "may-chu",
        measure("disk_free_ratio", 0.5, "ratio", "disk", "/"),
        measure("failed_units", 0, "units"),
        measure("backup_age_seconds", 7_200, "seconds"),
        measure("backup_bytes", 4e9, "bytes"));
  }

  public Rows router() {
    return ok(
        CheckType.ROUTER_HEALTH,
        "router",
        measure("uptime_seconds", 93_784, "seconds"),
        measure("memory_available_ratio", 0.25, "ratio"),
        measure("storage_free_ratio", 0.5, "ratio"),
        measure("cpu_ratio", 0.07, "ratio"),
        measure("load_ratio", 0.05, "ratio"),
        measure("temperature_celsius", 51.25, "celsius"),
        measure("wan_state", 1, "state", "interface", "wan", "state", "up", "family", "both"),
        measure("default_routes", 1, "routes", "family", "ipv4"),
        measure("dhcp_leases", 98, "leases"),
        measure("dhcp_used_ratio", 0.98, "ratio"),
        measure("wireless_clients", 12, "clients"),
        measure("radio_state", 1, "state", "radio", "radio0", "state", "up"));
  }

  public Rows guests() {
    return ok(
        CheckType.LAN_GUEST,
        "wifi-cong-cong",
        measure("portal_seconds", 0.02, "seconds"),
        measure("staff_reached_addresses", 0, "addresses"));
  }

  public Rows lookedAround() {
    return ok(
        CheckType.LAN_DEVICES,
        "gateway",
        measure("found_devices", 3, "devices", "kind", "printer", "state", "known"));
  }

  public Rows camera() {
    return ok(CheckType.CAMERA_REACHABLE, "camera-1", measure("latency_seconds", 0.004, "seconds"));
  }

  public Rows ups() {
    return ok(
        CheckType.UPS_STATE,
        "ups-1",
        measure("source_state", 1, "state", "state", "normal"),
        measure("runtime_seconds", 1_200, "seconds"),
        measure("charge_ratio", 1, "ratio"),
        measure("on_battery_seconds", 0, "seconds"),
        measure("battery_volts", 13.6, "volts"),
        measure("battery_celsius", 23.4, "celsius"),
        measure("load_ratio", 0.28, "ratio", "line", "1"));
  }

  public Rows stateNetwork() {
    return ok(
        CheckType.WAN_TSLCD,
        "tslcd",
        measure("latency_seconds", 0.006, "seconds", "destination", "ioffice"));
  }

  public Rows ipv6(String machine) {
    return ok(
        CheckType.IPV6_READINESS,
        machine,
        measure("readiness_ratio", 1, "ratio", "step", "address"));
  }

  public static Measure supply(String index, String name, String kind, String type, String state) {
    return measure(
        "supply_state",
        1,
        "state",
        "index",
        index,
        "supply",
        name,
        "kind",
        kind,
        "color",
        "black",
        "class",
        type,
        "state",
        state);
  }

  public static Measure level(String index, String name, String kind, String type, double ratio) {
    return measure(
        "supply_level_ratio",
        ratio,
        "ratio",
        "index",
        index,
        "supply",
        name,
        "kind",
        kind,
        "color",
        "black",
        "class",
        type);
  }

  /** A measure; its labels as name, value, name, value. */
  public static Measure measure(String name, double value, String unit, String... labels) {
    Map<String, String> pairs = new java.util.TreeMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      pairs.put(labels[i], labels[i + 1]);
    }
    return new Measure(name, pairs, value, unit);
  }
}
