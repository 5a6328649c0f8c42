package vn.daugio.collector.metrics;

import java.time.Instant;
import java.util.Map;
import vn.daugio.collector.office.Office;

/** How many lines of a site's sheet of today are in each state; the root asks the sheet. */
@FunctionalInterface
public interface SheetCounts {
  Map<String, Long> of(Office.Site site, Instant now);
}
