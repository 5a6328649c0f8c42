package vn.daugio.collector.metrics;

import static vn.daugio.collector.metrics.MetricFamily.counter;
import static vn.daugio.collector.metrics.MetricFamily.gauge;

import java.util.ArrayList;
import java.util.List;

/** The families that do not come from a check type's measures. */
final class Families {
  static final MetricFamily OUTCOME =
      gauge(
          "daugio_check_outcome",
          "",
          "Outcome of a check: 0 OK, 1 WARN, 2 FAIL, 3 UNKNOWN; names, no order.",
          "commune",
          "site",
          "check",
          "target");
  static final MetricFamily LAST_RESULT =
      gauge(
          "daugio_check_last_result_timestamp_seconds",
          "seconds",
          "Time of the newest result of a check.",
          "commune",
          "site",
          "check",
          "target");
  static final MetricFamily LAST_REPORT =
      gauge(
          "daugio_machine_last_report_timestamp_seconds",
          "seconds",
          "Time at which a machine's newest report came.",
          "commune",
          "site",
          "machine");
  static final MetricFamily INCIDENTS_OPEN =
      gauge("daugio_incidents_open", "", "Incidents that are open.", "commune", "severity");
  static final MetricFamily RECOVERED =
      counter(
          "daugio_incidents_recovered_total",
          "Recovered incidents, by whether it took at most 24 hours.",
          "commune",
          "within_target");
  static final MetricFamily RECOVERY =
      new MetricFamily(
          "daugio_incident_recovery_seconds",
          MetricFamily.Type.HISTOGRAM,
          "seconds",
          List.of("commune"),
          "Time from the first failed to the first good observation of an incident.");
  static final MetricFamily SHEET_DUE =
      gauge(
          "daugio_sheet_due_timestamp_seconds",
          "seconds",
          "Time by which the morning sheet of today or of the last working day was to be signed.",
          "commune",
          "site");
  static final MetricFamily SHEET_ITEMS =
      gauge(
          "daugio_sheet_items",
          "",
          "Lines of today's morning sheet by what was checked by itself; open: nothing was.",
          "commune",
          "site",
          "state");
  static final MetricFamily PROTECTION =
      gauge(
          "daugio_protection_machines",
          "",
          "Machines in scope by endpoint protection; one without a result is unknown.",
          "commune",
          "state");
  static final MetricFamily SITE_PROTECTION =
      gauge(
          "daugio_protection_site_machines",
          "",
          "Machines of a site in scope by endpoint protection; one without a result is unknown.",
          "commune",
          "site",
          "state");
  static final MetricFamily IPV6 =
      gauge(
          "daugio_ipv6_machines",
          "",
          "Machines by how far they are on the way to IPv6; one without a result is unknown.",
          "commune",
          "site",
          "state");
  static final MetricFamily PROVINCE_SUBJECTS =
      gauge("daugio_province_subjects", "", "Judged subjects by outcome.", "commune", "outcome");
  static final MetricFamily PROVINCE_MACHINES =
      gauge(
          "daugio_province_machines",
          "",
          "Planned and enrolled machines by whether they report.",
          "commune",
          "state");
  static final MetricFamily PROVINCE_INCIDENTS =
      gauge("daugio_province_incidents_open", "", "Incidents that are open.", "commune");
  static final MetricFamily SKIPPED =
      counter(
          "daugio_metrics_skipped_measures_total",
          "Measures or labels left out of a scrape, counted at every scrape.",
          "cause");

  /** What other packages count by themselves on the service's registry. */
  private static final List<MetricFamily> OF_OTHERS =
      List.of(
          counter(
              "daugio_ingest_alerts_total",
              "Alerts that Alertmanager has handed over; a body that is refused counts as one.",
              "result"),
          counter("daugio_ingest_reports_total", "Reports that came to the door.", "result"),
          counter(
              "daugio_ingest_refused_total", "Reports that were not taken, by reason.", "reason"),
          counter(
              "daugio_ingest_unknown_total",
              "Names in reports that only a newer version knows; kept raw.",
              "what"),
          counter(
              "daugio_notify_attempts_total",
              "Attempts to tell people, by channel and result.",
              "channel",
              "result"),
          gauge("daugio_notices_waiting", "", "Notices that somebody has not been told yet."));

  private Families() {}

  /** Of one commune's page. */
  static List<MetricFamily> commune() {
    return List.of(
        OUTCOME,
        LAST_RESULT,
        LAST_REPORT,
        INCIDENTS_OPEN,
        RECOVERED,
        RECOVERY,
        SHEET_DUE,
        SHEET_ITEMS,
        PROTECTION,
        SITE_PROTECTION,
        IPV6);
  }

  /** Of the page without a commune. */
  static List<MetricFamily> province() {
    List<MetricFamily> families =
        new ArrayList<>(List.of(PROVINCE_SUBJECTS, PROVINCE_MACHINES, PROVINCE_INCIDENTS, SKIPPED));
    families.addAll(OF_OTHERS);
    return families;
  }
}
