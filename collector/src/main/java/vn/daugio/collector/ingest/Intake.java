package vn.daugio.collector.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.AgentTable.Machine;
import vn.daugio.collector.store.ReportTable;
import vn.daugio.collector.store.Store;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Receipt;
import vn.daugio.protocol.Report;

/** The one place that knows the order of the stages. */
public final class Intake {
  private final Store store;
  private final Supplier<Office> offices;

  public Intake(Store store, Supplier<Office> offices) {
    this.store = store;
    this.offices = offices;
  }

  /**
   * Takes a valid report, in one transaction. Returns after it is durable.
   *
   * @param body the report's JSON, gzipped
   */
  public Receipt accept(Machine machine, Report report, byte[] body, Instant now) {
    Office office = offices.get();
    Sender sender = Sender.of(machine, office);
    ReportTable.Key key =
        new ReportTable.Key(sender.site(), sender.code(), report.bootId(), report.sequence());
    return store.write(
        tx -> {
          OptionalInt before = tx.reports().accepted(key);
          if (before.isPresent()) {
            return new Receipt(before.getAsInt(), true);
          }
          tx.reports().add(key, now, span(report), report.results().size(), body);
          Outages outages = new Outages(tx, office, now);
          Voices voices = new Voices(tx, now);
          voices.heard(sender.site(), sender.code());
          Subjects subjects = new Subjects(tx, sender, outages);
          for (CheckResult result : report.results()) {
            // what only a newer agent knows is in the kept report, and nowhere else
            CheckType.ofCode(result.check()).ifPresent(type -> subjects.take(type, result));
          }
          subjects.finish();
          voices.revise(sender.site());
          outages.settle(sender.site(), span(report).first());
          days(report)
              .forEach((day, at) -> tx.reports().addDay(sender.site(), sender.code(), day, at));
          tx.agents().reported(sender.site(), sender.code(), now, report.agent(), report.dropped());
          return new Receipt(report.results().size(), false);
        });
  }

  private static ReportTable.Span span(Report report) {
    Instant first = report.sentAt();
    Instant last = Instant.EPOCH;
    for (CheckResult result : report.results()) {
      first = result.startedAt().isBefore(first) ? result.startedAt() : first;
      last = result.startedAt().isAfter(last) ? result.startedAt() : last;
    }
    return new ReportTable.Span(first, last);
  }

  /** The days on which it looked at its office, with the first moment of each. */
  private static Map<LocalDate, Instant> days(Report report) {
    Map<LocalDate, Instant> days = new TreeMap<>();
    for (CheckResult result : report.results()) {
      days.merge(
          OfficeCalendar.today(result.startedAt()),
          result.startedAt(),
          (a, b) -> a.isBefore(b) ? a : b);
    }
    return days;
  }
}
