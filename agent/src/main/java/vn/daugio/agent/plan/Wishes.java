package vn.daugio.agent.plan;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.PlanDocument;
import vn.daugio.protocol.Target;

/**
 * What an administrator asked this machine for.
 *
 * @param site {@code commune/site}
 * @param machine this machine's code
 * @param targets those of the agent's own configuration
 * @param limits those of the agent's own configuration, per check code
 * @param plan the collector's; null where there is none (yet)
 * @param scope what is looked at beside the listed targets
 */
public record Wishes(
    String site,
    String machine,
    List<Target> targets,
    Map<String, Map<String, Double>> limits,
    @Nullable PlanDocument plan,
    Scope scope) {
  public Wishes {
    targets = List.copyOf(targets);
    limits = Map.copyOf(limits);
  }

  /** What is looked at without having been listed. */
  public enum Scope {
    /** This machine: an ordinary PC, whose site another machine probes. */
    MACHINE,
    /** And the way to the internet. */
    LINE,
    /** And the national portal: nobody configured anything. */
    EVERYTHING
  }
}
