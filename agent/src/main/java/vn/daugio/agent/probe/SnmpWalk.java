package vn.daugio.agent.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * Reads some columns of some tables completely, or throws: a walk that ended early must never look
 * like a short table. Says what to ask next and takes the response; who sends it, and whether he
 * waits for it, is not its business. Starts with GETBULK where the version has it, and asks for
 * less at a time when the agent says tooBig or genErr or does not answer GETBULK (RFC 3416 section
 * 4.2.3).
 *
 * <p>Several tables at once save requests. An agent that has an error in one of them spoils all;
 * then each has to be walked alone.
 */
final class SnmpWalk {
  static final int MAX_ROWS = 1_000;
  static final int MAX_CELLS = 12_000;
  static final int MAX_BYTES = 512 * 1024;

  /** About as many variables as fit into one datagram without fragments. */
  private static final int CELLS_PER_RESPONSE = 48;

  private static final int MAX_REPETITIONS = 12;

  /**
   * What to ask.
   *
   * @param instead asked as well, after a while, of an agent that has never answered: a smaller
   *     request without GETBULK, which some leave unanswered; null where nothing else is worth it
   */
  record Request(PDU pdu, @Nullable PDU instead) {}

  /**
   * A response.
   *
   * @param instead it is the one to {@link Request#instead}
   */
  record Answer(PDU pdu, boolean instead) {}

  private final Map<SnmpTable, TreeMap<OID, Map<Integer, SnmpValue>>> tables =
      new LinkedHashMap<>();
  private final List<Column> active = new ArrayList<>();
  private List<Column> asked = List.of();
  private boolean bulk;
  private boolean answered;
  private int mostRepetitions = MAX_REPETITIONS;
  private int width;
  private int rows;
  private int cells;
  private int bytes;

  /**
   * @param bulk start with GETBULK
   * @param answered the agent has answered a request of this kind before
   */
  SnmpWalk(boolean bulk, boolean answered, List<SnmpTable> wanted) {
    this.bulk = bulk;
    this.answered = answered;
    for (SnmpTable table : wanted) {
      tables.put(table, new TreeMap<>());
      for (OID column : table.columns()) {
        active.add(new Column(table, column));
      }
    }
    width = Math.min(CELLS_PER_RESPONSE, active.size());
  }

  /** Empty when all has been read. */
  Optional<Request> next() {
    if (active.isEmpty()) {
      return Optional.empty();
    }
    asked = List.copyOf(active.subList(0, Math.min(width, active.size())));
    if (!bulk) {
      return Optional.of(new Request(request(PDU.GETNEXT, asked), null));
    }
    PDU request = request(PDU.GETBULK, asked);
    request.setNonRepeaters(0);
    request.setMaxRepetitions(repetitions());
    return Optional.of(new Request(request, answered ? null : request(PDU.GETNEXT, firstTable())));
  }

  private static PDU request(int type, List<Column> columns) {
    PDU request = new PDU();
    request.setType(type);
    columns.forEach(column -> request.add(new VariableBinding(column.last)));
    return request;
  }

  private int repetitions() {
    return Math.max(1, Math.min(mostRepetitions, CELLS_PER_RESPONSE / asked.size()));
  }

  private List<Column> firstTable() {
    SnmpTable first = asked.get(0).table;
    return asked.stream().filter(column -> column.table.equals(first)).toList();
  }

  /**
   * @throws ProbeException when the walk cannot come to its end
   */
  void take(Answer answer) {
    answered = true;
    if (answer.instead()) {
      bulk = false;
      asked = firstTable();
      if (tables.size() > 1) {
        throw new ProbeException(ProbeFailure.MALFORMED, "SNMP agent ignores a larger request");
      }
    }
    PDU response = answer.pdu();
    int status = response.getErrorStatus();
    if (status == PDU.noError) {
      consume(response);
    } else {
      refused(status, response.getErrorIndex());
    }
  }

  /** The rows of each table, in the order of their index. */
  Map<SnmpTable, List<SnmpRow>> rows() {
    Map<SnmpTable, List<SnmpRow>> read = new HashMap<>();
    tables.forEach(
        (table, found) ->
            read.put(
                table,
                found.entrySet().stream()
                    .map(row -> new SnmpRow(row.getKey().toDottedString(), row.getValue()))
                    .toList()));
    return read;
  }

  /** Whether GETBULK was still in use at the end. */
  boolean bulkWorks() {
    return bulk;
  }

  /** Whether the agent has answered anything, now or before. */
  boolean answered() {
    return answered;
  }

  private void refused(int status, int index) {
    switch (status) {
      case PDU.tooBig -> {
        if (bulk && repetitions() > 1) {
          mostRepetitions = repetitions() / 2;
        } else {
          askForFewerColumns(status);
        }
      }
      case PDU.noSuchName -> {
        // SNMPv1's end of the MIB; beyond v1 nobody should say so, but some do
        if (bulk) {
          bulk = false;
        } else if (index >= 1 && index <= asked.size()) {
          active.remove(asked.get(index - 1));
        } else if (asked.size() == 1) {
          active.remove(asked.get(0));
        } else {
          width = 1;
        }
      }
      case PDU.genErr -> {
        if (tables.size() > 1) {
          throw SnmpClient.errorStatus(status);
        }
        if (bulk) {
          bulk = false;
        } else {
          askForFewerColumns(status);
        }
      }
      default -> throw SnmpClient.errorStatus(status);
    }
  }

  private void askForFewerColumns(int status) {
    if (asked.size() == 1) {
      throw SnmpClient.errorStatus(status);
    }
    width = status == PDU.genErr ? 1 : (asked.size() + 1) / 2;
  }

  private void consume(PDU response) {
    if (response.size() == 0) {
      throw new ProbeException(ProbeFailure.MALFORMED, "SNMP response without variables");
    }
    int count = bulk ? response.size() : Math.min(response.size(), asked.size());
    for (int i = 0; i < count; i++) {
      Column column = asked.get(i % asked.size());
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
    TreeMap<OID, Map<Integer, SnmpValue>> found = tables.get(column.table);
    if (found == null) {
      throw new IllegalStateException("a column without its table");
    }
    int prefix = column.oid.size();
    OID index = new OID(oid.getValue(), prefix, oid.size() - prefix);
    @Nullable Map<Integer, SnmpValue> row = found.get(index);
    if (row == null) {
      row = new HashMap<>();
      found.put(index, row);
      rows++;
    }
    @Nullable SnmpValue value = SnmpValue.of(variable);
    if (value != null) {
      row.put(column.oid.last(), value);
    }
    if (++cells > MAX_CELLS || rows > MAX_ROWS || bytes > MAX_BYTES) {
      throw new ProbeException(ProbeFailure.MALFORMED, "SNMP table is larger than any real one");
    }
  }

  private static final class Column {
    private final SnmpTable table;
    private final OID oid;
    private OID last;

    private Column(SnmpTable table, OID oid) {
      this.table = table;
      this.oid = oid;
      this.last = oid;
    }
  }
}
