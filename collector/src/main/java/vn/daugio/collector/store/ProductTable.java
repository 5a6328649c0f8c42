package vn.daugio.collector.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What was learned about protection products: signatures, the inventories they were picked from,
 * and the machines that a vendor's console knows.
 */
public final class ProductTable {
  private final Handle handle;

  ProductTable(Handle handle) {
    this.handle = handle;
  }

  /** The learned signatures as JSON, in the order of their ids. */
  public List<String> learned() {
    return handle.createQuery("SELECT body FROM product ORDER BY id").mapTo(String.class).list();
  }

  /** How often they were changed. */
  public int changes() {
    return handle
        .createQuery("SELECT COALESCE(MAX(version), 0) FROM product_change")
        .mapTo(Integer.class)
        .one();
  }

  /** Keeps a signature, in the place of one of the same id. */
  public void learn(String id, String json, Instant at) {
    handle
        .createUpdate(
            "INSERT INTO product (id, body, added_at) VALUES (:id, :body, :at)"
                + " ON CONFLICT (id) DO UPDATE SET body = excluded.body,"
                + " added_at = excluded.added_at")
        .bind("id", id)
        .bind("body", json)
        .bind("at", at.toEpochMilli())
        .execute();
    changed(at);
  }

  /** False when it was not learned here. */
  public boolean forget(String id, Instant at) {
    boolean known =
        handle.createUpdate("DELETE FROM product WHERE id = :id").bind("id", id).execute() == 1;
    if (known) {
      changed(at);
    }
    return known;
  }

  private void changed(Instant at) {
    handle
        .createUpdate("INSERT INTO product_change (version, at) VALUES (:version, :at)")
        .bind("version", changes() + 1)
        .bind("at", at.toEpochMilli())
        .execute();
  }

  /**
   * What a machine was asked for.
   *
   * @param request a number that is new with each request
   * @param receivedAt null: it has not answered yet
   * @param body the answer as JSON
   */
  public record Inventory(
      long request, Instant askedAt, @Nullable Instant receivedAt, @Nullable String body) {}

  /** Asks a machine once more; what it answered before is thrown away. */
  public void ask(String site, String machine, Instant at) {
    handle
        .createUpdate(
            "INSERT INTO inventory (site, machine, request, asked_at)"
                + " VALUES (:site, :machine, :request, :at)"
                + " ON CONFLICT (site, machine) DO UPDATE SET request = excluded.request,"
                + " asked_at = excluded.asked_at, received_at = NULL, body = NULL")
        .bind("site", site)
        .bind("machine", machine)
        .bind("request", at.toEpochMilli())
        .bind("at", at.toEpochMilli())
        .execute();
  }

  public Optional<Inventory> inventory(String site, String machine) {
    return handle
        .createQuery("SELECT * FROM inventory WHERE site = :site AND machine = :machine")
        .bind("site", site)
        .bind("machine", machine)
        .map((row, context) -> inventory(row))
        .findOne();
  }

  private static Inventory inventory(ResultSet row) throws SQLException {
    return new Inventory(
        row.getLong("request"),
        Columns.instant(row, "asked_at"),
        Columns.optionalInstant(row, "received_at"),
        row.getString("body"));
  }

  /** False when this was not asked for, or was answered already. */
  public boolean answer(String site, String machine, long request, String json, Instant at) {
    return handle
            .createUpdate(
                "UPDATE inventory SET received_at = :at, body = :body WHERE site = :site AND"
                    + " machine = :machine AND request = :request AND received_at IS NULL")
            .bind("site", site)
            .bind("machine", machine)
            .bind("request", request)
            .bind("body", json)
            .bind("at", at.toEpochMilli())
            .execute()
        == 1;
  }

  /**
   * A machine as a vendor's console names it.
   *
   * @param lastContact null: the list does not say
   */
  public record ConsoleMachine(String name, @Nullable Instant lastContact) {}

  /** The list of one product, and when it was imported. */
  public record Console(String product, Instant importedAt, List<ConsoleMachine> machines) {
    public Console {
      machines = List.copyOf(machines);
    }
  }

  /** Replaces what was known of a product's console in a commune. */
  public void importConsole(
      String commune, String product, List<ConsoleMachine> machines, Instant at) {
    handle
        .createUpdate("DELETE FROM console_machine WHERE commune = :commune AND product = :product")
        .bind("commune", commune)
        .bind("product", product)
        .execute();
    for (ConsoleMachine machine : machines) {
      handle
          .createUpdate(
              "INSERT INTO console_machine (commune, product, name, last_contact, imported_at)"
                  + " VALUES (:commune, :product, :name, :lastContact, :at)"
                  + " ON CONFLICT DO NOTHING")
          .bind("commune", commune)
          .bind("product", product)
          .bind("name", machine.name())
          .bind("lastContact", Tx.millis(machine.lastContact()))
          .bind("at", at.toEpochMilli())
          .execute();
    }
  }

  /** The lists that were imported for a commune, one per product. */
  public List<Console> consoles(String commune) {
    Map<String, Instant> imported = new TreeMap<>();
    Map<String, List<ConsoleMachine>> machines = new TreeMap<>();
    handle
        .createQuery("SELECT * FROM console_machine WHERE commune = :commune ORDER BY name")
        .bind("commune", commune)
        .map(
            (row, context) -> {
              String product = row.getString("product");
              imported.put(product, Columns.instant(row, "imported_at"));
              return machines
                  .computeIfAbsent(product, one -> new ArrayList<>())
                  .add(
                      new ConsoleMachine(
                          row.getString("name"), Columns.optionalInstant(row, "last_contact")));
            })
        .list();
    return machines.entrySet().stream()
        .map(
            one ->
                new Console(
                    one.getKey(),
                    Objects.requireNonNull(imported.get(one.getKey())),
                    one.getValue()))
        .toList();
  }
}
