package vn.daugio.agent.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.agent.probe.SnmpConversation;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpTable;
import vn.daugio.agent.probe.SnmpTarget;
import vn.daugio.agent.probe.SnmpValue;
import vn.daugio.protocol.Reason;

/**
 * The tables of one box that is asked over SNMP. What was begun ahead is read in common requests,
 * without a thread; where that fails although the box has answered, table by table.
 */
public final class SnmpReading {
  private final SnmpClient snmp;
  private final SnmpTarget target;
  private final Deadline deadline;
  private final SnmpConversation box;
  private CompletableFuture<Map<SnmpTable, List<SnmpRow>>> ahead =
      CompletableFuture.completedFuture(Map.of());

  public SnmpReading(SnmpClient snmp, SnmpTarget target, Deadline deadline) {
    this.snmp = snmp;
    this.target = target;
    this.deadline = deadline;
    this.box = snmp.with(target, deadline);
  }

  /**
   * Begins to read these tables, where that can be done without waiting. A mistake in the target
   * shows when it is judged.
   *
   * @param ready is run when they have been read, or have failed to be
   */
  public static @Nullable SnmpReading begin(
      SnmpClient snmp,
      Assignment assignment,
      Deadline deadline,
      List<SnmpTable> tables,
      Runnable ready) {
    try {
      SnmpReading reading = of(null, snmp, assignment, deadline);
      Optional<CompletableFuture<Map<SnmpTable, List<SnmpRow>>>> begun = reading.box.begin(tables);
      if (begun.isPresent()) {
        reading.ahead = begun.get().whenComplete((read, e) -> ready.run());
        return reading;
      }
    } catch (ProbeException e) {
      // found again by the judgement, which knows what to say of it
    }
    ready.run();
    return null;
  }

  /**
   * @throws ProbeException when the target cannot be asked over SNMP
   */
  public static SnmpReading of(
      @Nullable SnmpReading begun, SnmpClient snmp, Assignment assignment, Deadline deadline) {
    return begun == null
        ? new SnmpReading(snmp, SnmpTarget.of(assignment.target()), deadline)
        : begun;
  }

  /**
   * @throws ProbeException when it cannot be read whole
   */
  public List<SnmpRow> table(SnmpTable table) throws InterruptedException {
    try {
      @Nullable List<SnmpRow> read = SnmpClient.await(ahead, deadline).get(table);
      if (read != null) {
        return read;
      }
    } catch (ProbeException e) {
      if (!box.answered()) {
        throw e;
      }
    }
    return box.walk(table);
  }

  /** A table that explains but does not decide: unreadable counts as absent. */
  public List<SnmpRow> optional(SnmpTable table) throws InterruptedException {
    try {
      return table(table);
    } catch (ProbeException e) {
      return List.of();
    }
  }

  /**
   * The named instance; empty where the box does not have it.
   *
   * @throws ProbeException when it does not answer, or cannot be understood
   */
  public Map<String, SnmpValue> get(String oid) throws InterruptedException {
    return box.get(oid);
  }

  /** Another set of tables of the same box (RFC 3411 section 3.3.1). */
  public SnmpReading inContext(String context) {
    return new SnmpReading(snmp, target.inContext(context), deadline);
  }

  /** What remains to say when nothing could be read: an SNMP silence is no state of the box. */
  public static Finding unread(Finding.Builder finding, ProbeException e) {
    Reason reason =
        switch (e.failure()) {
          case TIMED_OUT, UNREACHABLE, REFUSED -> Reason.DEVICE_NOT_ANSWERING;
          case INCOMPLETE, MALFORMED -> Reason.DEVICE_MALFORMED;
          case AUTH_REJECTED -> Reason.NOT_PERMITTED;
          case UNSUPPORTED -> Reason.NOT_SUPPORTED;
        };
    return finding.unknown(reason).fact("detail", e.getMessage()).build();
  }
}
