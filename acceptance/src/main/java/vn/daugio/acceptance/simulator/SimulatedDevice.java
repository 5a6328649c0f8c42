package vn.daugio.acceptance.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/** The state of one simulated device, and its faults; both may change while it is served. */
public final class SimulatedDevice {
  private final String name;
  private final String community;
  private final NavigableMap<OID, Variable> values;
  private final Map<String, byte[]> documents;
  private final AtomicLong requests = new AtomicLong();
  private volatile Faults faults = Faults.NONE;

  SimulatedDevice(
      String name, String community, Map<OID, Variable> values, Map<String, byte[]> documents) {
    this.name = name;
    this.community = community;
    this.values = new ConcurrentSkipListMap<>(values);
    this.documents = new ConcurrentHashMap<>(documents);
  }

  /**
   * @param silent answers nothing
   * @param garbage answers with bytes that mean nothing
   * @param delay before every answer
   */
  public record Faults(boolean silent, boolean garbage, Duration delay) {
    public static final Faults NONE = new Faults(false, false, Duration.ZERO);
  }

  public String name() {
    return name;
  }

  String community() {
    return community;
  }

  NavigableMap<OID, Variable> values() {
    return values;
  }

  byte @Nullable [] document(String resource) {
    return documents.get(resource);
  }

  boolean hasDocuments() {
    return !documents.isEmpty();
  }

  /** How many SNMP requests have arrived so far, answered or not. */
  public long requests() {
    return requests.get();
  }

  void countRequest() {
    requests.incrementAndGet();
  }

  public Faults faults() {
    return faults;
  }

  public void setFaults(Faults wanted) {
    faults = wanted;
  }

  /** Type and value as in a device file. */
  public void set(String oid, String type, String value) {
    values.put(new OID(oid), DeviceFile.value(type, value));
  }

  public void remove(String oid) {
    values.remove(new OID(oid));
  }

  public void setDocument(String resource, byte[] document) {
    documents.put(resource, document.clone());
  }
}
