package vn.daugio.collector.metrics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.AgentTable.Machine;
import vn.daugio.collector.store.SubjectRow;
import vn.daugio.collector.store.Tx;

/**
 * How many lines of a site's sheet of today are in each state; the root asks the sheet. Machines
 * and subjects are those of the site, as the same snapshot has them.
 */
@FunctionalInterface
public interface SheetCounts {
  Map<String, Long> of(
      Tx tx, Office.Site site, List<Machine> machines, List<SubjectRow> subjects, Instant now);
}
