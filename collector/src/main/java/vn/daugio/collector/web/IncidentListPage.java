package vn.daugio.collector.web;

import io.dropwizard.views.common.View;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What {@code incidents.mustache} shows: the open incidents, the most urgent first. */
public final class IncidentListPage extends View {
  private final IncidentPage.Frame frame;
  private final String count;
  private final List<IncidentRow> rows;

  IncidentListPage(IncidentPage.Frame frame, String count, List<IncidentRow> rows) {
    super("incidents.mustache", StandardCharsets.UTF_8);
    this.frame = frame;
    this.count = count;
    this.rows = List.copyOf(rows);
  }

  public IncidentPage.Frame frame() {
    return frame;
  }

  public Map<String, String> labels() {
    return frame.labels();
  }

  public String count() {
    return count;
  }

  public List<IncidentRow> rows() {
    return rows;
  }
}
