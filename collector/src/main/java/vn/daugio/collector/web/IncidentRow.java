package vn.daugio.collector.web;

import java.util.List;

/**
 * An incident in words, as lists and its own page show it.
 *
 * @param severity its code
 * @param check the check's words; empty where no single check sees it
 * @param runbook where an alert's own guide is; empty: it has none
 * @param owner who works on it, with the public number of the plan
 * @param affected how much else it brings along; empty: nothing
 * @param tags its states
 */
public record IncidentRow(
    long id,
    String severity,
    String severityWord,
    String text,
    String advice,
    String runbook,
    String cause,
    String place,
    String target,
    String check,
    String since,
    String owner,
    String affected,
    Clock clock,
    List<Tag> tags) {
  public IncidentRow {
    tags = List.copyOf(tags);
  }

  /**
   * The 24 hours as a bar.
   *
   * @param stage running, s50, s80 or overdue
   * @param percent 0 to 100
   */
  public record Clock(String stage, int percent, String text) {}

  public boolean hasRunbook() {
    return !runbook.isEmpty();
  }

  /** One state: its code and word. */
  public record Tag(String state, String word) {}
}
