package vn.daugio.collector.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.daugio.collector.incident.Cause;
import vn.daugio.collector.incident.Episode;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Outage;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.store.OutageTable;
import vn.daugio.collector.store.ReportTable;
import vn.daugio.collector.store.Tx;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Reason;

/** The outages that consist in hearing nothing; within one transaction. */
final class Voices {
  /** Reports of the time in between may come so long after the first new one. */
  private static final Duration SPOOLED = Duration.ofHours(1);

  private final Tx tx;
  private final Instant now;

  Voices(Tx tx, Instant now) {
    this.tx = tx;
    this.now = now;
  }

  /** A report has come: whatever was silent is not. */
  void heard(String site, String machine) {
    over(Outage.silence(site));
    over(Outage.silence(site, machine));
    over(Outage.collector());
  }

  private void over(Subject subject) {
    tx.outages()
        .last(subject)
        .filter(told -> told.incident().isOpen())
        .ifPresent(
            told -> tx.outages().course(told.incident(), told.episode().recovered(now, now)));
  }

  /** Nothing is heard, since it was due; opens an incident, once. */
  void silent(Subject subject, Cause cause, Severity severity, Instant since) {
    OutageTable.Told last = tx.outages().last(subject).orElse(null);
    Instant withdrawn = last == null ? null : last.incident().course().withdrawnAt();
    boolean known =
        last != null
            && (last.incident().isOpen() || !since.isAfter(last.incident().openedAt()))
            && withdrawn == null;
    if (known) {
      return;
    }
    Instant begun = withdrawn != null && withdrawn.isAfter(since) ? withdrawn : since;
    Episode told = Episode.begun(begun, now);
    Incident incident =
        tx.outages().add(subject, severity, Reason.AGENT_SILENT.code(), cause, told);
    tx.outages().fresh(incident.id());
  }

  /**
   * What a site's silence was, by what its agents saw meanwhile and sent later: nothing, and the
   * machine has started anew: no electricity. The LAN or the line down: that. All well: the way to
   * the collector.
   */
  void revise(String site) {
    OutageTable.Told told = tx.outages().last(Outage.silence(site)).orElse(null);
    Instant over = told == null ? null : told.incident().recoveredAt();
    if (told == null
        || over == null
        || over.isBefore(now.minus(SPOOLED))
        || told.incident().isWithdrawn()) {
      return;
    }
    Incident silence = told.incident();
    List<Incident> meanwhile =
        tx.outages().around(site, silence.openedAt()).stream()
            .filter(one -> one.id() != silence.id() && !one.openedAt().isAfter(over))
            .toList();
    Optional<Incident> first = meanwhile.stream().filter(one -> carries(one.cause())).findFirst();
    Cause cause = cause(site, silence, over, meanwhile);
    if (cause != silence.cause()) {
      tx.outages().explain(silence, cause, silence.parent(), now);
    }
    first
        .filter(one -> one.openedAt().isBefore(silence.openedAt()))
        .ifPresent(one -> tx.outages().course(silence, told.episode().from(one.openedAt())));
  }

  private static boolean carries(Cause cause) {
    return cause == Cause.POWER
        || cause == Cause.LAN
        || cause == Cause.MAIN_LINE
        || cause == Cause.ALL_LINES
        || cause == Cause.DNS;
  }

  private Cause cause(String site, Incident silence, Instant over, List<Incident> meanwhile) {
    for (Cause cause : List.of(Cause.POWER, Cause.LAN)) {
      if (meanwhile.stream().anyMatch(one -> one.cause() == cause)) {
        return cause;
      }
    }
    long lines =
        meanwhile.stream()
            .filter(one -> one.subject().check().equals(CheckType.INTERNET_LINK.code()))
            .filter(one -> one.cause() != Cause.FOREIGN)
            .map(one -> one.subject().target())
            .distinct()
            .count();
    if (lines > 0) {
      long all = tx.states().targets(site, CheckType.INTERNET_LINK.code()).size();
      return all > 1 && lines >= all ? Cause.ALL_LINES : Cause.MAIN_LINE;
    }
    if (meanwhile.stream().anyMatch(one -> one.cause() == Cause.DNS)) {
      return Cause.DNS;
    }
    ReportTable.Gap gap = tx.reports().gap(site, silence.openedAt(), over);
    if (gap.seen()) {
      return Cause.COLLECTOR;
    }
    return gap.restarted() ? Cause.POWER : Cause.SITE_SILENT;
  }
}
