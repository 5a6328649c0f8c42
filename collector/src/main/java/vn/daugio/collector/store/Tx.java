package vn.daugio.collector.store;

import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Outage;

/** The tables within one transaction. */
public final class Tx {
  private final Handle handle;

  Tx(Handle handle) {
    this.handle = handle;
  }

  public AgentTable agents() {
    return new AgentTable(handle);
  }

  public ReportTable reports() {
    return new ReportTable(handle);
  }

  public StateTable states() {
    return new StateTable(handle);
  }

  public HistoryTable history() {
    return new HistoryTable(handle);
  }

  public IncidentTable incidents() {
    return new IncidentTable(handle);
  }

  public OutageTable outages() {
    return new OutageTable(handle);
  }

  public ProductTable products() {
    return new ProductTable(handle);
  }

  public Outbox outbox() {
    return new Outbox(handle);
  }

  public DeliveryTable deliveries() {
    return new DeliveryTable(handle);
  }

  public DeliveryLog deliveryLog() {
    return new DeliveryLog(handle);
  }

  public MuteTable mutes() {
    return new MuteTable(handle);
  }

  public AsideTable asides() {
    return new AsideTable(handle);
  }

  public AlertTable alerts() {
    return new AlertTable(handle);
  }

  /** What the words of an incident's reason take: its subject's facts, while it is still that. */
  public Map<String, String> facts(Incident incident) {
    if (incident.subject().check().equals(Outage.ALERT)) {
      return alerts().facts(incident.subject().target());
    }
    return states()
        .find(incident.subject())
        .filter(row -> incident.reason().equals(row.state().reason()))
        .map(SubjectRow::facts)
        .orElse(Map.of());
  }

  static @Nullable Long millis(@Nullable Instant at) {
    return at == null ? null : at.toEpochMilli();
  }

  /** The next number of a table; safe because there is one writer at a time. */
  static long nextId(Handle handle, String table) {
    return handle
        .createQuery("SELECT COALESCE(MAX(id), 0) + 1 FROM " + table)
        .mapTo(Long.class)
        .one();
  }
}
