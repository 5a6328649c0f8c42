package vn.daugio.agent.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/** The requests of one check to one SNMP agent, one after the other; not for several threads. */
public final class SnmpConversation {
  /** Waits for the answer. */
  interface Exchange {
    /**
     * @throws ProbeException TIMED_OUT when nothing came back
     */
    SnmpWalk.Answer send(SnmpWalk.Request request) throws InterruptedException;
  }

  /** Does not wait; fails with a ProbeException. */
  interface Sending {
    CompletableFuture<SnmpWalk.Answer> send(SnmpWalk.Request request);
  }

  private final Exchange exchange;
  private final @Nullable Sending sending;
  private volatile boolean bulk;
  private volatile boolean answered;

  /**
   * @param sending null where this agent cannot be asked without waiting
   */
  SnmpConversation(Exchange exchange, @Nullable Sending sending, boolean bulk) {
    this.exchange = exchange;
    this.sending = sending;
    this.bulk = bulk;
  }

  /** Whether the agent has answered anything in this conversation. */
  public boolean answered() {
    return answered;
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
      PDU response = exchange.send(new SnmpWalk.Request(request, null)).pdu();
      answered = true;
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
      found.putAll(values(response));
      asked.clear();
    }
    return found;
  }

  /** By OID; what the agent does not have is absent. */
  static Map<String, SnmpValue> values(PDU response) {
    Map<String, SnmpValue> found = new HashMap<>();
    for (VariableBinding binding : response.getVariableBindings()) {
      @Nullable SnmpValue value = SnmpValue.of(binding.getVariable());
      if (value != null) {
        found.put(binding.getOid().toDottedString(), value);
      }
    }
    return found;
  }

  /**
   * Every row of a table that has one of its columns, in the order of the index; empty only when
   * the agent said that there is none.
   *
   * @throws ProbeException for every failure of the exchange; MALFORMED when the agent did not let
   *     the walk come to its end, INCOMPLETE when the time did not
   */
  public List<SnmpRow> walk(SnmpTable table) throws InterruptedException {
    SnmpWalk walk = new SnmpWalk(bulk, answered, List.of(table));
    try {
      Optional<SnmpWalk.Request> next = walk.next();
      while (next.isPresent()) {
        walk.take(exchange.send(next.get()));
        next = walk.next();
      }
      remember(walk);
    } catch (ProbeException e) {
      remember(walk);
      throw whole(e);
    }
    return walk.rows().getOrDefault(table, List.of());
  }

  /**
   * Reads several tables in common requests without holding a thread; the conversation may go on
   * when it is complete. Fails with a {@link ProbeException}; when the agent has {@link #answered}
   * nevertheless, walking the tables one by one may still succeed.
   *
   * @return empty where this agent cannot be asked without waiting
   */
  public Optional<CompletableFuture<Map<SnmpTable, List<SnmpRow>>>> begin(List<SnmpTable> tables) {
    @Nullable Sending way = sending;
    if (way == null) {
      return Optional.empty();
    }
    SnmpWalk walk = new SnmpWalk(bulk, answered, tables);
    return Optional.of(
        step(way, walk).whenComplete((done, e) -> remember(walk)).thenApply(done -> walk.rows()));
  }

  private static CompletableFuture<Void> step(Sending way, SnmpWalk walk) {
    Optional<SnmpWalk.Request> next = walk.next();
    if (next.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return way.send(next.get())
        .thenCompose(
            answer -> {
              walk.take(answer);
              return step(way, walk);
            });
  }

  private void remember(SnmpWalk walk) {
    bulk = walk.bulkWorks();
    answered = walk.answered();
  }
}
