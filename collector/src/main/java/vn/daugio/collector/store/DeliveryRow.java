package vn.daugio.collector.store;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One notice on its way to one destination.
 *
 * @param notice the outbox row
 * @param destination a channel's name, or role, rank, number and site; never an address
 * @param incident what the notice is about
 * @param site of the incident
 * @param role of the person; empty where the channel is the destination itself
 * @param channel the one that is to carry it next, or has carried it; empty: none can
 * @param refused the channels that will never take it
 * @param attempts how often it was handed over, successful or not
 * @param result the category of the last answer; empty before the first
 * @param why in the channel's words; no secret, no address
 * @param firstDueAt when it was to be sent for the first time
 * @param dueAt when it is to be sent next
 * @param letter the digest that it is a part of; null: it is a letter of its own
 * @param doneAt when it left {@link State#WAITING}; null: not yet
 */
public record DeliveryRow(
    long notice,
    String destination,
    long incident,
    String site,
    String role,
    String channel,
    Set<String> refused,
    State state,
    int attempts,
    String result,
    String why,
    Instant createdAt,
    Instant firstDueAt,
    Instant dueAt,
    @Nullable String letter,
    @Nullable Instant doneAt) {
  public DeliveryRow {
    refused = Set.copyOf(refused);
  }

  /** How far it is. */
  public enum State {
    WAITING,
    TAKEN,
    /** No channel will ever take it. */
    FAILED,
    /** It was over before anybody was told. */
    DROPPED
  }

  /** Whether a person is told, and not a program. */
  public boolean isPerson() {
    return !role.isEmpty();
  }

  /**
   * A new one, not tried yet.
   *
   * @param notice the outbox row
   * @param incident what it is about
   */
  static DeliveryRow planned(long notice, long incident, Place place, Instant now, Instant due) {
    return new DeliveryRow(
        notice,
        place.destination(),
        incident,
        place.site(),
        place.role(),
        place.channel(),
        Set.of(),
        State.WAITING,
        0,
        "",
        "",
        now,
        due,
        due,
        null,
        null);
  }

  /** Where a notice goes, of which site it speaks, and what carries it first. */
  public record Place(String destination, String site, String role, String channel) {}
}
