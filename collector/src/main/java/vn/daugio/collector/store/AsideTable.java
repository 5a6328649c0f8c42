package vn.daugio.collector.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The channels that take nothing at present, so that letters go another way. */
public final class AsideTable {
  private final Handle handle;

  AsideTable(Handle handle) {
    this.handle = handle;
  }

  /**
   * @param channel its name
   * @param until when it is tried again
   * @param result the category of its answer
   * @param why in its words; no secret, no address
   */
  public record Aside(String channel, Instant since, Instant until, String result, String why) {}

  /** Puts a channel aside; it is not yet there after {@code until}. */
  public void put(Aside aside) {
    handle
        .createUpdate(
            "INSERT INTO channel_aside (channel, since, aside_until, result, why) VALUES (:channel,"
                + " :since, :until, :result, :why) ON CONFLICT (channel) DO UPDATE SET aside_until ="
                + " :until, result = :result, why = :why")
        .bind("channel", aside.channel())
        .bind("since", aside.since().toEpochMilli())
        .bind("until", aside.until().toEpochMilli())
        .bind("result", aside.result())
        .bind("why", aside.why())
        .execute();
  }

  /** A channel that has taken a letter is back. */
  public void remove(String channel) {
    handle
        .createUpdate("DELETE FROM channel_aside WHERE channel = :channel")
        .bind("channel", channel)
        .execute();
  }

  /** After a restart everything is tried again: the configuration may have been mended. */
  public void clear() {
    handle.execute("DELETE FROM channel_aside");
  }

  /** All that did not take the last letter, also those whose time is up. */
  public List<Aside> all() {
    return handle
        .createQuery("SELECT * FROM channel_aside ORDER BY channel")
        .map(
            (row, context) ->
                new Aside(
                    row.getString("channel"),
                    Columns.instant(row, "since"),
                    Columns.instant(row, "aside_until"),
                    row.getString("result"),
                    row.getString("why")))
        .list();
  }
}
