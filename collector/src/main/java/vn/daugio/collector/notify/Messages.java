package vn.daugio.collector.notify;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.incident.Outage;
import vn.daugio.collector.office.Contact;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.store.Tx;

/** Looks up what the words of a notice need. */
final class Messages {
  private final Supplier<Office> offices;

  Messages(Supplier<Office> offices) {
    this.offices = offices;
  }

  Message of(Tx tx, Notice notice) {
    Incident incident = notice.incident();
    Office office = offices.get();
    Office.Site site = site(office, incident.subject().site());
    String commune =
        office.commune(incident.subject().commune()).map(Office.Commune::name).orElse("");
    Map<String, String> facts = tx.facts(incident);
    List<Message.Affected> affected =
        tx.incidents().children(incident.id()).stream()
            .map(child -> affected(office, site, child.subject()))
            .toList();
    return new Message(notice, site, commune, facts, affected, call(office, site));
  }

  private static Message.Affected affected(Office office, Office.Site site, Subject subject) {
    Office.Site there = site(office, subject.site());
    String commune = office.commune(subject.commune()).map(Office.Commune::name).orElse("");
    String place = commune.isEmpty() ? there.name() : there.name() + ", " + commune;
    return new Message.Affected(
        subject.check(), subject.target(), there.id().equals(site.id()) ? "" : place);
  }

  /** Whom to call: the owner's public number, or what the site's plan says. */
  private static String call(Office office, Office.Site site) {
    Contact owner = office.owner(site.id());
    boolean ofPlan = owner.phone().isEmpty() && !site.contact().isBlank();
    return ofPlan ? site.contact() : owner.words();
  }

  /**
   * The site; for what is everywhere the province; its bare code where it was taken out of the plan
   * meanwhile.
   */
  private static Office.Site site(Office office, String id) {
    return office
        .site(id)
        .orElseGet(
            () ->
                new Office.Site(
                    id,
                    id.equals(Outage.EVERYWHERE) ? "Toàn tỉnh" : id,
                    "",
                    new OfficeCalendar(List.of(), new TreeMap<>()),
                    List.of(),
                    List.of(),
                    Office.Settings.NONE));
  }
}
