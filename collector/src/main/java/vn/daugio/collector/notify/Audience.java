package vn.daugio.collector.notify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vn.daugio.collector.incident.Cause;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.incident.Outage;
import vn.daugio.collector.office.Contact.Rank;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.Role;

/** Whom a notice is for, by its kind. Pure. */
final class Audience {
  private Audience() {}

  /**
   * @param children what the incident explains
   */
  static List<Recipient> of(Notice notice, Office office, List<Incident> children) {
    Incident incident = notice.incident();
    String site = incident.subject().site();
    boolean everywhere =
        incident.cause() == Cause.SYSTEM_EVERYWHERE
            || incident.cause() == Cause.COLLECTOR
            || Outage.isEverywhere(incident.subject());
    Set<Recipient> all = new LinkedHashSet<>();
    switch (notice.kind()) {
      case OPENED, RECOVERED, WITHDRAWN, REOPENED, FLAPPING, REMINDER_50, REMINDER_80 ->
          all.addAll(everywhere ? everywhere(office, site, children) : team(office, site));
      case OVERDUE -> {
        all.addAll(everywhere ? everywhere(office, site, children) : team(office, site));
        all.addAll(Recipient.of(office, site, Role.SUPPLIER));
        all.addAll(Recipient.of(office, site, Role.PROVINCE));
      }
      case ESCALATED_SUPPLIER -> {
        all.addAll(Recipient.of(office, site, Role.SUPPLIER));
        all.addAll(Recipient.of(office, site, Role.PROVINCE));
      }
      case ESCALATED_CHAIR -> {
        all.addAll(Recipient.of(office, site, Role.CHAIR));
        all.addAll(team(office, site));
      }
    }
    return List.copyOf(all);
  }

  private static List<Recipient> team(Office office, String site) {
    List<Recipient> team = new ArrayList<>(Recipient.of(office, site, Role.RESPONSE_TEAM));
    if (team.stream().noneMatch(one -> one.rank() == Rank.MAIN)) {
      team.addAll(Recipient.of(office, site, Role.COUNTER));
    }
    return team;
  }

  /** The province, and each commune that feels it, once. */
  private static List<Recipient> everywhere(Office office, String site, List<Incident> children) {
    List<Recipient> all = new ArrayList<>(Recipient.of(office, site, Role.PROVINCE));
    Set<String> communes = new LinkedHashSet<>();
    for (Incident child : children) {
      if (communes.add(child.subject().commune())) {
        all.addAll(team(office, child.subject().site()));
      }
    }
    return all;
  }
}
