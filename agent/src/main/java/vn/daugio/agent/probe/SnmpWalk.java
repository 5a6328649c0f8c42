package vn.daugio.agent.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * Reads some columns of one table completely, or throws: a walk that ended early must never look
 * like a short table. Starts with GETBULK where the version has it, and asks for less at a time
 * when the agent says tooBig or genErr or does not answer GETBULK (RFC 3416 section 4.2.3).
 */
final class SnmpWalk {
  static final int MAX_ROWS = 1_000;
  static final int MAX_CELLS = 12_000;
  static final int MAX_BYTES = 512 * 1024;

  /** About as many variables as fit into one datagram without fragments. */
  private static final int CELLS_PER_RESPONSE = 48;

  private static final int MAX_REPETITIONS = 12;

  /** One request and its response. */
  interface Exchange {
    /**
     * @throws ProbeException TIMED_OUT when nothing came back
     */
    PDU send(PDU request, int tries) throws InterruptedException;
  }

  private final Exchange exchange;
  private final OID entry;
  private final List<Column> active = new ArrayList<>();
  private final TreeMap<OID, Map<Integer, SnmpValue>> rows = new TreeMap<>();
  private boolean bulk;
  private boolean answered;
  private int repetitions;
  private int width;
  private int cells;
  private int bytes;

  /**
   * @param bulk start with GETBULK
   * @param answered the agent has answered a request of this kind before
   * @param entry the table's entry, e.g. prtMarkerSuppliesEntry
   * @param columns column numbers below it
   */
  SnmpWalk(Exchange exchange, boolean bulk, boolean answered, String entry, int... columns) {
    this.exchange = exchange;
    this.bulk = bulk;
    this.answered = answered;
    this.entry = new OID(entry);
    for (int column : columns) {
      active.add(new Column(column, new OID(entry).append(column)));
    }
    width = columns.length;
    repetitions = Math.max(1, Math.min(MAX_REPETITIONS, CELLS_PER_RESPONSE / width));
  }

  List<SnmpRow> run() throws InterruptedException {
    while (!active.isEmpty()) {
      step(List.copyOf(active.subList(0, Math.min(width, active.size()))));
    }
    List<SnmpRow> result = new ArrayList<>();
    rows.forEach((index, values) -> result.add(new SnmpRow(index.toDottedString(), values)));
    return result;
  }

  /** Whether GETBULK was still in use at the end. */
  boolean bulkWorks() {
    return bulk;
  }

  private void step(List<Column> batch) throws InterruptedException {
    PDU request = new PDU();
    request.setType(bulk ? PDU.GETBULK : PDU.GETNEXT);
    if (bulk) {
      request.setNonRepeaters(0);
      request.setMaxRepetitions(repetitions);
    }
    batch.forEach(column -> request.add(new VariableBinding(column.last)));
    PDU response;
    try {
      response =
          exchange.send(request, bulk && !answered ? SnmpClient.TRIES - 1 : SnmpClient.TRIES);
    } catch (ProbeException e) {
      if (e.failure() == ProbeFailure.TIMED_OUT && bulk && !answered) {
        bulk = false;
        return;
      }
      throw e;
    }
    answered = true;
    int status = response.getErrorStatus();
    if (status == PDU.noError) {
      consume(response, batch);
    } else {
      refused(status, response.getErrorIndex(), batch);
    }
  }

  private void refused(int status, int index, List<Column> batch) {
    switch (status) {
      case PDU.tooBig -> {
        if (bulk && repetitions > 1) {
          repetitions /= 2;
        } else {
          askForFewerColumns(status, batch);
        }
      }
      case PDU.noSuchName -> {
        // SNMPv1's end of the MIB; beyond v1 nobody should say so, but some do
        if (bulk) {
          bulk = false;
        } else if (index >= 1 && index <= batch.size()) {
          active.remove(batch.get(index - 1));
        } else if (batch.size() == 1) {
          active.remove(batch.get(0));
        } else {
          width = 1;
        }
      }
      case PDU.genErr -> {
        if (bulk) {
          bulk = false;
        } else {
          askForFewerColumns(status, batch);
        }
      }
      default -> throw SnmpClient.errorStatus(status);
    }
  }

  private void askForFewerColumns(int status, List<Column> batch) {
    if (batch.size() == 1) {
      throw SnmpClient.errorStatus(status);
    }
    width = status == PDU.genErr ? 1 : (batch.size() + 1) / 2;
  }

  private void consume(PDU response, List<Column> batch) {
    if (response.size() == 0) {
      throw new ProbeException(ProbeFailure.MALFORMED, "SNMP response without variables");
    }
    int count = bulk ? response.size() : Math.min(response.size(), batch.size());
    for (int i = 0; i < count; i++) {
      Column column = batch.get(i % batch.size());
      if (active.contains(column)) {
        take(column, response.get(i));
      }
    }
  }

  private void take(Column column, VariableBinding binding) {
    Variable variable = binding.getVariable();
    if (Null.isExceptionSyntax(variable.getSyntax())) {
      active.remove(column);
      return;
    }
    OID oid = binding.getOid();
    if (oid.compareTo(column.last) <= 0) {
      throw new ProbeException(ProbeFailure.MALFORMED, "SNMP agent does not advance");
    }
    if (!oid.startsWith(column.oid)) {
      active.remove(column);
      return;
    }
    column.last = oid;
    bytes += binding.getBERLength();
    OID index = new OID(oid.getValue(), entry.size() + 1, oid.size() - entry.size() - 1);
    Map<Integer, SnmpValue> row = rows.computeIfAbsent(index, one -> new HashMap<>());
    @Nullable SnmpValue value = SnmpValue.of(variable);
    if (value != null) {
      row.put(column.number, value);
    }
    if (++cells > MAX_CELLS || rows.size() > MAX_ROWS || bytes > MAX_BYTES) {
      throw new ProbeException(ProbeFailure.MALFORMED, "SNMP table is larger than any real one");
    }
  }

  private static final class Column {
    private final int number;
    private final OID oid;
    private OID last;

    private Column(int number, OID oid) {
      this.number = number;
      this.oid = oid;
      this.last = oid;
    }
  }
}
