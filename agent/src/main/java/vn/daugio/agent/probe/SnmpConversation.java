package vn.daugio.agent.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/** The requests of one check to one SNMP agent, one after the other; not for several threads. */
public final class SnmpConversation {
  private final SnmpWalk.Exchange exchange;
  private boolean bulk;
  private boolean walked;
  private boolean answered;

  SnmpConversation(SnmpWalk.Exchange exchange, boolean bulk) {
    this.exchange =
        (request, tries) -> {
          PDU response = exchange.send(request, tries);
          answered = true;
          return response;
        };
    this.bulk = bulk;
  }

  /**
   * The named instances; one that the agent does not have is absent from the result.
   *
   * @throws ProbeException for every failure of the exchange; INCOMPLETE when it answered, but not
   *     this or not to the end
   */
  public Map<String, SnmpValue> get(String... oids) throws InterruptedException {
    try {
      return read(oids);
    } catch (ProbeException e) {
      throw whole(e);
    }
  }

  /** Silence after an answer is another thing than silence: somebody is there. */
  private ProbeException whole(ProbeException e) {
    return answered && e.failure() == ProbeFailure.TIMED_OUT
        ? new ProbeException(ProbeFailure.INCOMPLETE, "SNMP answers did not come to an end", e)
        : e;
  }

  private Map<String, SnmpValue> read(String... oids) throws InterruptedException {
    List<OID> asked = new ArrayList<>();
    for (String oid : oids) {
      asked.add(new OID(oid));
    }
    Map<String, SnmpValue> found = new HashMap<>();
    while (!asked.isEmpty()) {
      PDU request = new PDU();
      request.setType(PDU.GET);
      asked.forEach(oid -> request.add(new VariableBinding(oid)));
      PDU response = exchange.send(request, SnmpClient.TRIES);
      int status = response.getErrorStatus();
      int index = response.getErrorIndex();
      if (status == PDU.noSuchName && index >= 1 && index <= asked.size()) {
        // SNMPv1 refuses the whole request for one missing instance
        asked.remove(index - 1);
        continue;
      }
      if (status != PDU.noError) {
        throw SnmpClient.errorStatus(status);
      }
      for (VariableBinding binding : response.getVariableBindings()) {
        @Nullable SnmpValue value = SnmpValue.of(binding.getVariable());
        if (value != null) {
          found.put(binding.getOid().toDottedString(), value);
        }
      }
      asked.clear();
    }
    return found;
  }

  /**
   * Every row of a table that has one of these columns, in the order of the index; empty only when
   * the agent said that there is none.
   *
   * @param entry the OID of the table's entry
   * @param columns column numbers below it
   * @throws ProbeException for every failure of the exchange; MALFORMED when the agent did not let
   *     the walk come to its end, INCOMPLETE when the time did not
   */
  public List<SnmpRow> walk(String entry, int... columns) throws InterruptedException {
    SnmpWalk walk = new SnmpWalk(exchange, bulk, walked, entry, columns);
    try {
      List<SnmpRow> rows = walk.run();
      walked = true;
      bulk = walk.bulkWorks();
      return rows;
    } catch (ProbeException e) {
      throw whole(e);
    }
  }
}
