package vn.daugio.agent.os;

import java.util.List;
import java.util.Set;
import vn.daugio.protocol.InventoryReport;
import vn.daugio.protocol.Trace;

/**
 * What is installed on this computer, to learn from it what identifies a product. Read only when it
 * is asked for, never in a round; nothing of a person: no home, no service or entry of one user.
 */
public interface Inventory {
  /**
   * @param request the number of the request that it answers
   */
  InventoryReport report(long request);

  /** Within the bounds of the report, each entry once, without what belongs to a person. */
  static InventoryReport reduced(
      long request, List<InventoryReport.Entry> entries, Set<Trace.Kind> unreadable) {
    return new InventoryReport(
        request,
        InventoryReduction.of(entries),
        unreadable.stream().map(Trace.Kind::code).sorted().toList());
  }
}
