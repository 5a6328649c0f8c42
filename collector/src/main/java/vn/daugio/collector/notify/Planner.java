package vn.daugio.collector.notify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.incident.Outage;
import vn.daugio.collector.office.Contact;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.DeliveryRow;
import vn.daugio.collector.store.DeliveryRow.Place;
import vn.daugio.collector.store.DeliveryRow.State;
import vn.daugio.collector.store.DeliveryTable;
import vn.daugio.collector.store.Tx;

/** Decides to whom each new notice goes, over what, and from when on. */
final class Planner {
  private static final int MOST_AT_ONCE = 100;

  private final Supplier<Office> offices;
  private final Routes routes;
  private final QuietHours quiet;

  Planner(Supplier<Office> offices, Routes routes, QuietHours quiet) {
    this.offices = offices;
    this.routes = routes;
    this.quiet = quiet;
  }

  /** Plans what is new; true when there may be more. */
  boolean plan(Tx tx, Instant now) {
    List<Notice> notices = tx.outbox().due(now, MOST_AT_ONCE);
    Set<String> aside = Asides.now(tx, now);
    for (Notice notice : notices) {
      plan(tx, notice, aside, now);
      tx.outbox().planned(notice.id(), now);
    }
    return notices.size() == MOST_AT_ONCE;
  }

  private void plan(Tx tx, Notice notice, Set<String> aside, Instant now) {
    Incident incident = notice.incident();
    String site = incident.subject().site();
    DeliveryTable table = tx.deliveries();
    boolean alert = Outage.isAlert(incident.subject());
    for (String program : alert ? routes.programsButAlertmanager() : routes.programs()) {
      table.plan(notice, new Place(program, site, "", program), now, now);
    }
    Office office = offices.get();
    Instant due = due(office, incident, now);
    for (Recipient recipient : recipients(tx, notice, office, now)) {
      Optional<Contact> contact = recipient.contact(office);
      contact
          .flatMap(one -> routes.first(one, Set.of(), aside))
          .ifPresent(
              channel ->
                  table.plan(
                      notice,
                      new Place(recipient.destination(), site, recipient.role().code(), channel),
                      now,
                      due));
    }
  }

  /** When people may be told of an incident. */
  Instant due(Office office, Incident incident, Instant now) {
    return office
        .site(incident.subject().site())
        .map(site -> quiet.next(site.calendar(), incident.severity(), now))
        .orElse(now);
  }

  private static List<Recipient> recipients(Tx tx, Notice notice, Office office, Instant now) {
    long incident = notice.incident().id();
    if (!notice.kind().isEnd()) {
      return Audience.of(notice, office, tx.incidents().children(incident));
    }
    return toldBefore(tx, incident, now);
  }

  /**
   * Whoever was told of the beginning hears of the end, and nobody else. What nobody has tried to
   * send yet is not sent any more: it is over.
   */
  private static List<Recipient> toldBefore(Tx tx, long incident, Instant now) {
    DeliveryTable table = tx.deliveries();
    List<Long> ends = new ArrayList<>();
    for (Notice.Kind kind : Notice.Kind.values()) {
      if (kind.isEnd()) {
        ends.addAll(tx.outbox().idsOf(incident, kind));
      }
    }
    Set<String> told = new TreeSet<>();
    for (DeliveryRow row : table.ofIncident(incident)) {
      if (!row.isPerson() || isOver(table, row, now)) {
        continue;
      }
      if (ends.contains(row.notice())) {
        told.remove(row.destination()); // the last that they heard is that it had ended
      } else if (row.state() == State.TAKEN || row.state() == State.WAITING) {
        told.add(row.destination());
      }
    }
    return told.stream().flatMap(one -> Recipient.parse(one).stream()).toList();
  }

  private static boolean isOver(DeliveryTable table, DeliveryRow row, Instant now) {
    boolean untried = row.state() == State.WAITING && row.attempts() == 0;
    return untried && table.drop(row, now);
  }
}
