package vn.daugio.collector.incident;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.office.Assigned;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.state.Silence;
import vn.daugio.collector.state.Subject;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.HandbookLine;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

/**
 * Which subjects are services whose availability is told: what the counter needs while a citizen
 * stands before it, shared by the office, and looked at often enough that hours can be told. Pure.
 */
public final class Services {
  /** What is looked at more rarely tells days, not hours. */
  private static final Duration OFTEN = Duration.ofMinutes(15);

  private static final Set<HandbookLine> COUNTER =
      EnumSet.of(
          HandbookLine.INTERNET,
          HandbookLine.STATE_NETWORK,
          HandbookLine.PRINTERS,
          HandbookLine.SCANNERS,
          HandbookLine.ONE_DOOR_SOFTWARE,
          HandbookLine.NATIONAL_PORTAL,
          HandbookLine.DOCUMENTS_AND_MAIL,
          HandbookLine.DATABASES,
          HandbookLine.PAYMENT,
          HandbookLine.COUNTER_DEVICES);

  /** Of a shared thing; a computer is watched in rounds only, and is nothing a citizen sees. */
  private static final List<CheckType> TYPES =
      Arrays.stream(CheckType.values())
          .filter(type -> type.kind() != TargetKind.MACHINE)
          .filter(type -> type.every().filter(one -> one.compareTo(OFTEN) <= 0).isPresent())
          .toList();

  private Services() {}

  /** The codes of the check types that may judge a service. */
  public static Set<String> checks() {
    return TYPES.stream().map(CheckType::code).collect(Collectors.toSet());
  }

  /** Whether a subject is a service of the site as it is planned now. */
  public static boolean isOne(Office.Site site, Subject subject) {
    Optional<CheckType> type =
        CheckType.ofCode(subject.check()).filter(known -> TYPES.contains(known));
    return type.isPresent()
        && Assigned.of(site, List.of()).has(subject.target())
        && COUNTER.contains(line(type.get(), site.target(subject.target())));
  }

  private static HandbookLine line(CheckType type, Optional<Target> planned) {
    Optional<String> named = planned.map(Target::line);
    return Arrays.stream(HandbookLine.values())
        .filter(line -> named.isPresent() && line.code().equals(named.get()))
        .findFirst()
        .orElseGet(() -> planned.map(one -> type.line(one.kind())).orElse(type.line()));
  }

  /**
   * Planned services of which nothing was ever seen, by the first check type that may judge one.
   */
  public static List<Subject> unseen(Office.Site site, Set<Subject> seen) {
    List<Subject> unseen = new ArrayList<>();
    for (Target target : site.targets()) {
      boolean known = seen.stream().anyMatch(one -> one.target().equals(target.name()));
      if (!known) {
        TYPES.stream()
            .filter(type -> type.judges(target.kind()))
            .map(type -> new Subject(site.id(), target.name(), type.code()))
            .filter(subject -> isOne(site, subject))
            .findFirst()
            .ifPresent(unseen::add);
      }
    }
    return unseen;
  }

  /**
   * How long the last observation of a service speaks: two of its intervals, and at least as long
   * as a prober may be silent.
   */
  public static Duration holds(Office.Site site, String check) {
    Duration usual = CheckType.ofCode(check).flatMap(CheckType::every).orElse(OFTEN);
    @Nullable Long planned = site.settings().every().get(check);
    Duration two = (planned == null ? usual : Duration.ofSeconds(planned)).multipliedBy(2);
    return two.compareTo(Silence.PROBER) < 0 ? Silence.PROBER : two;
  }
}
