package vn.daugio.collector.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.daugio.collector.notify.Notifier.Delivery;
import vn.daugio.collector.office.Contact;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.DeliveryRow;
import vn.daugio.collector.store.DeliveryRow.State;
import vn.daugio.collector.store.DeliveryTable.Lease;
import vn.daugio.collector.store.DeliveryTable.Next;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.Tx;

/** Sends what waits for one channel, letter by letter; one thread at a time. */
final class ChannelWorker {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelWorker.class);

  /** Longer than any attempt may take; after it the letter is everybody's again. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private final Notifier notifier;
  private final Shared shared;
  private final Pace pace;
  private volatile boolean stopping;

  /** What all workers share. */
  record Shared(
      Store store,
      Supplier<Office> offices,
      Routes routes,
      Planner planner,
      Letters letters,
      Asides asides,
      Retries retries,
      Attempts attempts,
      InstantSource clock,
      String owner,
      int digestAbove) {}

  ChannelWorker(Notifier notifier, Shared shared) {
    this.notifier = notifier;
    this.shared = shared;
    this.pace = new Pace(Paced.mostPerMinute(notifier));
  }

  String name() {
    return notifier.name();
  }

  /** Begins no further letter. */
  void stop() {
    stopping = true;
  }

  /** Sends what is due, until nothing is or the channel had enough. */
  synchronized void drain() {
    boolean more = true;
    while (more && !stopping) {
      Instant now = shared.clock().instant();
      more = pace.isFree(now) && sendOne(now);
    }
  }

  private boolean sendOne(Instant now) {
    List<DeliveryRow> rows =
        shared
            .store()
            .write(
                tx ->
                    Asides.now(tx, now).contains(name())
                        ? List.<DeliveryRow>of()
                        : tx.deliveries()
                            .lease(
                                new Lease(
                                    name(),
                                    shared.owner(),
                                    now,
                                    now.plus(LEASE),
                                    shared.digestAbove())));
    if (rows.isEmpty()) {
      return false;
    }
    DeliveryRow first = rows.get(0);
    Optional<String> address = address(first);
    if (address.isEmpty()) {
      give(rows, new Delivery.Permanent("the plan has no such address any more"), now);
      return true;
    }
    Letter letter = shared.store().read(tx -> shared.letters().of(tx, rows, shared.offices()));
    pace.used(now);
    Delivery delivery = shared.attempts().send(notifier, letter, address.get());
    give(rows, delivery, shared.clock().instant());
    return true;
  }

  private Optional<String> address(DeliveryRow row) {
    return row.isPerson()
        ? contact(row).flatMap(contact -> Routes.address(notifier, contact))
        : Optional.of("");
  }

  private Optional<Contact> contact(DeliveryRow row) {
    return Recipient.parse(row.destination()).flatMap(one -> one.contact(shared.offices().get()));
  }

  private void give(List<DeliveryRow> rows, Delivery delivery, Instant now) {
    boolean held =
        shared
            .store()
            .write(
                tx -> {
                  shared.asides().answered(tx, name(), delivery, now);
                  boolean all = true;
                  for (DeliveryRow row : rows) {
                    all &= note(tx, row, delivery, now);
                  }
                  return all;
                });
    if (!held) {
      LOG.warn("a letter over {} took longer than its lease; it may be told twice", name());
    }
  }

  private boolean note(Tx tx, DeliveryRow row, Delivery delivery, Instant now) {
    String owner = shared.owner();
    if (delivery instanceof Delivery.Taken) {
      return tx.deliveries()
          .done(row, State.TAKEN, new Next("taken", "", name(), row.refused(), now), owner);
    }
    if (delivery instanceof Delivery.RetryLater later) {
      Instant due = later(tx, row, now.plus(shared.retries().pause(row.attempts(), later.after())));
      Next next = new Next("retry", later.why(), name(), row.refused(), due);
      return tx.deliveries().again(row, next, owner);
    }
    if (delivery instanceof Delivery.Misconfigured wrong) {
      // the channel is aside now: people are told another way, programs when it is back
      Instant due = later(tx, row, now.plus(shared.retries().pause(row.attempts(), null)));
      Next next = new Next("misconfigured", wrong.why(), name(), row.refused(), due);
      return tx.deliveries().again(row, next, owner);
    }
    return refused(tx, row, ((Delivery.Permanent) delivery).why(), now);
  }

  /** The next channel in the order has it at once; where there is none it has failed. */
  private boolean refused(Tx tx, DeliveryRow row, String why, Instant now) {
    Set<String> refused = new HashSet<>(row.refused());
    refused.add(name());
    Optional<String> other =
        row.isPerson()
            ? contact(row).flatMap(one -> shared.routes().first(one, refused, Asides.now(tx, now)))
            : Optional.empty();
    String channel = other.orElse(name());
    Next next = new Next("permanent", why, channel, refused, now);
    if (other.isPresent()) {
      return tx.deliveries().again(row, next, shared.owner());
    }
    LOG.warn(
        "a notice of incident {} will not reach {}: {}", row.incident(), row.destination(), why);
    return tx.deliveries().done(row, State.FAILED, next, shared.owner());
  }

  /** An attempt in the night is put off as well: people are not woken by what can wait. */
  private Instant later(Tx tx, DeliveryRow row, Instant due) {
    return row.isPerson()
        ? tx.incidents()
            .find(row.incident())
            .map(incident -> shared.planner().due(shared.offices().get(), incident, due))
            .orElse(due)
        : due;
  }
}
