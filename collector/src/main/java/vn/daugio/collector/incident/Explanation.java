package vn.daugio.collector.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.TargetKind;

/**
 * Which incidents of one site are one outage: what carries the others is the root, the others are
 * its children. It links incidents and changes none of their dates. Pure.
 */
public final class Explanation {
  /** Checks run at different intervals: what depends may be seen to fail a little earlier. */
  private static final Duration EARLIER = Duration.ofMinutes(15);

  /** What its root has taken along has so long to recover after it. */
  public static final Duration AFTER = Duration.ofMinutes(20);

  /** Several checks of one device or machine that begin together are one outage. */
  private static final Duration TOGETHER = Duration.ofMinutes(15);

  private final Scene scene;
  private final Map<Long, Cause> alone = new HashMap<>();

  /**
   * What is known of a site.
   *
   * @param incidents open ones, and those that were open until lately, oldest first
   * @param kinds of its targets, by name
   * @param lines the names of its lines to the Internet
   * @param now present time
   */
  public record Scene(
      List<Incident> incidents, Map<String, TargetKind> kinds, Set<String> lines, Instant now) {
    public Scene {
      incidents = List.copyOf(incidents);
      kinds = Map.copyOf(kinds);
      lines = Set.copyOf(lines);
    }
  }

  /**
   * @param cause what kind of outage it is
   * @param parent the incident that explains it; null: it is a root
   */
  public record Meaning(Cause cause, @Nullable Long parent) {}

  private Explanation(Scene scene) {
    this.scene = scene;
    scene.incidents().forEach(incident -> alone.put(incident.id(), alone(incident)));
    allLines();
  }

  /** The meaning of each incident that is open; what is over keeps the one that it has. */
  public static Map<Long, Meaning> of(Scene scene) {
    Explanation explanation = new Explanation(scene);
    Map<Long, Meaning> meanings = new HashMap<>();
    for (Incident incident : scene.incidents()) {
      meanings.put(incident.id(), explanation.meaning(incident));
    }
    return meanings;
  }

  private Meaning meaning(Incident incident) {
    boolean seenByNoCheck = CheckType.ofCode(incident.subject().check()).isEmpty();
    Cause cause = seenByNoCheck ? incident.cause() : cause(incident);
    Incident root = incident;
    // each step leads to something of a higher rank, or older
    for (Optional<Incident> next = above(root); next.isPresent(); next = above(root)) {
      root = next.get();
    }
    return new Meaning(cause, root.id() == incident.id() ? null : (Long) root.id());
  }

  private Optional<Incident> above(Incident incident) {
    return scene.incidents().stream()
        .filter(root -> root.id() != incident.id() && isAbove(root, incident))
        .min(Comparator.comparingInt(this::rank).thenComparing(Incident::id));
  }

  private boolean isAbove(Incident root, Incident child) {
    if (!isInForce(root, child)) {
      return false;
    }
    boolean before = !root.openedAt().isAfter(child.openedAt().plus(EARLIER));
    boolean first = rank(root) < rank(child) || (rank(root) == rank(child) && isOlder(root, child));
    if (before && first && Causes.explains(cause(root), child, cause(child))) {
      return true;
    }
    return isOfOneThing(root, child) && isOlder(root, child);
  }

  /** An outage explains what began while it lasted, for as long as that needs to recover. */
  private boolean isInForce(Incident root, Incident child) {
    Instant over = root.recoveredAt();
    if (over == null) {
      return true;
    }
    Instant childOver = child.recoveredAt();
    Instant until = childOver == null ? scene.now() : childOver;
    return !child.openedAt().isAfter(over) && !until.isAfter(over.plus(AFTER));
  }

  private boolean isOfOneThing(Incident root, Incident child) {
    Cause cause = cause(root);
    boolean sameThing =
        cause == Cause.LAN
            || ((cause == Cause.MACHINE || cause == Cause.DEVICE)
                && root.subject().target().equals(child.subject().target()));
    return sameThing
        && cause == cause(child)
        && Duration.between(root.openedAt(), child.openedAt()).abs().compareTo(TOGETHER) <= 0
        && child.severity().compareTo(root.severity()) <= 0;
  }

  private static boolean isOlder(Incident root, Incident child) {
    int order = root.openedAt().compareTo(child.openedAt());
    return order < 0 || (order == 0 && root.id() < child.id());
  }

  private int rank(Incident incident) {
    return Causes.BY_RANK.indexOf(cause(incident));
  }

  private Cause cause(Incident incident) {
    return alone.getOrDefault(incident.id(), incident.cause());
  }

  /** A silence may have been explained since; it takes along the same as before. */
  private Cause alone(Incident incident) {
    if (incident.subject().check().equals(Outage.SITE_SILENT)) {
      return Cause.SITE_SILENT;
    }
    return CheckType.ofCode(incident.subject().check())
        .filter(type -> incident.isOpen())
        .map(
            type ->
                Causes.alone(
                    type, incident.reason(), scene.kinds().get(incident.subject().target())))
        .orElse(incident.cause());
  }

  /** Each of several lines is down at a time: the first of them stands for all. */
  private void allLines() {
    List<Incident> down = new ArrayList<>();
    for (Incident incident : scene.incidents()) {
      if (incident.isOpen()
          && alone.get(incident.id()) == Cause.MAIN_LINE
          && incident.subject().check().equals(CheckType.INTERNET_LINK.code())) {
        down.add(incident);
      }
    }
    boolean all =
        scene.lines().size() > 1
            && scene.lines().stream()
                .allMatch(
                    line -> down.stream().anyMatch(one -> one.subject().target().equals(line)));
    if (all) {
      down.stream()
          .min(Comparator.comparing(Incident::openedAt).thenComparing(Incident::id))
          .ifPresent(first -> alone.put(first.id(), Cause.ALL_LINES));
    }
  }
}
