package vn.daugio.collector.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.state.Subject;

/**
 * Something a human must act on.
 *
 * @param id a number, from 1
 * @param subject what is down
 * @param severity how much it matters
 * @param reason the reason's code at opening
 * @param openedAt the first failed observation
 * @param announcedAt when its notice was put into the outbox; null: nobody was told
 * @param acknowledgedAt when somebody took it; null: not yet
 * @param acknowledgedBy the role that took it
 * @param recoveredAt the first good observation of the confirmed recovery; null: still open
 */
public record Incident(
    long id,
    Subject subject,
    Severity severity,
    String reason,
    Instant openedAt,
    @Nullable Instant announcedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable String acknowledgedBy,
    @Nullable Instant recoveredAt) {
  public boolean isOpen() {
    return recoveredAt == null;
  }
}
