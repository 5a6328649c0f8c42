package vn.daugio.collector.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.incident.Cause;
import vn.daugio.collector.incident.Episode;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Outage;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.store.OutageTable;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.Tx;

/** Makes incidents of the alerts that Alertmanager hands over, and ends them. */
public final class AlertIntake {
  /** More at a time are no alerts any more; nothing of what is open is lost. */
  static final int MOST_OPEN = 2000;

  /** Longer than Alertmanager's usual interval of repetition, which is four hours. */
  static final Duration UNHEARD = Duration.ofHours(6);

  /** Of two members of a cluster the slower one may still repeat what the other has resolved. */
  private static final Duration LATE = Duration.ofMinutes(2);

  private final Store store;
  private final Supplier<Office> offices;

  public AlertIntake(Store store, Supplier<Office> offices) {
    this.store = store;
    this.offices = offices;
  }

  /** What became of an alert. */
  enum Result {
    OPENED,
    REPEATED,
    RESOLVED,
    /** Resolved, but not known to fire; or a repetition that came too late. */
    IGNORED,
    /** The collector's own, on its way back. */
    OWN,
    REFUSED
  }

  /** Takes what one body holds, in one transaction. Returns after it is durable. */
  List<Result> accept(List<Alert> alerts, Instant now) {
    if (alerts.stream().allMatch(Alert::isOurs)) {
      return alerts.stream().map(one -> Result.OWN).toList();
    }
    Office office = offices.get();
    return store.write(
        tx -> {
          List<Result> results = new ArrayList<>();
          TreeSet<String> sites = new TreeSet<>();
          long open = tx.alerts().open();
          for (Alert alert : alerts) {
            Subject subject = subject(tx, alert, office);
            Result result = alert.isOurs() ? Result.OWN : take(tx, alert, subject, now);
            if (result == Result.OPENED && ++open > MOST_OPEN) {
              throw new RefusedException(
                  Refusal.TOO_MANY, "more than " + MOST_OPEN + " alerts would be open");
            }
            if (result == Result.OPENED || result == Result.RESOLVED) {
              sites.add(subject.site());
            }
            results.add(result);
          }
          sites.forEach(site -> new Outages(tx, office, now).settle(site, now));
          return results;
        });
  }

  /** As which it is open, or else what its labels name: the plan may be another one by now. */
  private static Subject subject(Tx tx, Alert alert, Office office) {
    String target = AlertWords.target(alert);
    return tx.outages().ofSystem(target, Outage.ALERT).stream()
        .map(Incident::subject)
        .findFirst()
        .orElseGet(() -> Outage.alert(site(alert, office), target));
  }

  /** The site; the first one of a commune; all of the province. */
  private static String site(Alert alert, Office office) {
    String commune = alert.label("commune");
    String site = commune + "/" + alert.label("site");
    if (office.site(site).isPresent()) {
      return site;
    }
    return office.commune(commune).stream()
        .flatMap(known -> known.sites().stream())
        .map(Office.Site::id)
        .findFirst()
        .orElse(Outage.EVERYWHERE);
  }

  private static Result take(Tx tx, Alert alert, Subject subject, Instant now) {
    OutageTable.@Nullable Told last = tx.outages().last(subject).orElse(null);
    boolean open = last != null && last.incident().isOpen();
    if (!alert.firing()) {
      if (last == null || !open || alert.endsAt().isBefore(last.incident().openedAt())) {
        return Result.IGNORED;
      }
      Instant over = alert.endsAt().isAfter(now) ? now : alert.endsAt();
      tx.outages().course(last.incident(), last.episode().recovered(over, now));
      return Result.RESOLVED;
    }
    Instant since = alert.startsAt().isAfter(now) ? now : alert.startsAt();
    if (!open && isLate(tx, last, since, now)) {
      return Result.IGNORED;
    }
    tx.alerts().heard(subject.target(), AlertWords.of(alert), since, now);
    if (open) {
      return Result.REPEATED;
    }
    Instant ended = last == null ? null : last.incident().recoveredAt();
    Instant begun = ended != null && ended.isAfter(since) ? ended : since;
    Incident incident =
        tx.outages()
            .add(
                subject,
                AlertWords.severity(alert),
                Outage.ALERT_FIRING,
                Cause.ALERT,
                Episode.begun(begun, now));
    tx.outages().fresh(incident.id());
    return Result.OPENED;
  }

  /** The same firing as the one that has just been resolved. */
  private static boolean isLate(
      Tx tx, OutageTable.@Nullable Told last, Instant since, Instant now) {
    Instant seen = last == null ? null : last.episode().recoverySeenAt();
    return last != null
        && !last.incident().isWithdrawn()
        && seen != null
        && now.isBefore(seen.plus(LATE))
        && tx.alerts()
            .startsAt(last.incident().subject().target())
            .map(before -> !since.isAfter(before))
            .orElse(false);
  }

  /**
   * Ends what is neither repeated nor resolved: it is not known any more, which is no recovery.
   *
   * @param notBefore since when the collector could hear
   */
  static List<Consumer<Tx>> unheard(Store store, Office office, Instant notBefore, Instant now) {
    Instant since = now.minus(UNHEARD);
    if (notBefore.isAfter(since)) {
      return List.of();
    }
    Map<String, List<Incident>> gone =
        store.read(tx -> tx.alerts().unheard(since)).stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.subject().site(), TreeMap::new, Collectors.toList()));
    List<Consumer<Tx>> works = new ArrayList<>();
    gone.forEach((site, all) -> works.add(tx -> end(tx, office, site, since, now)));
    return works;
  }

  private static void end(Tx tx, Office office, String site, Instant since, Instant now) {
    // one may have been repeated since the look
    tx.alerts().unheard(since).stream()
        .filter(one -> one.subject().site().equals(site))
        .forEach(one -> tx.outages().withdraw(one, now, "unheard"));
    new Outages(tx, office, now).settle(site, now);
  }
}
