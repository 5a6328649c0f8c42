package vn.daugio.agent.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Demands;
import vn.daugio.protocol.Layer;
import vn.daugio.protocol.Target;

/**
 * One check of one target, with everything that an administrator can set about it.
 *
 * @param type the judgement
 * @param target what is judged
 * @param limits thresholds in base units, complete: defaults are filled in
 * @param deadline the longest time it may take
 * @param upstream the layer whose FAIL makes this one unjudgeable; null for machine facts and
 *     loopback targets
 * @param listed all shared targets, for a judgement on what is not among them; else empty
 */
public record Assignment(
    CheckType type,
    Target target,
    Map<String, Double> limits,
    Duration deadline,
    @Nullable Layer upstream,
    List<Target> listed) {
  public Assignment {
    limits = Map.copyOf(limits);
    listed = List.copyOf(listed);
  }

  /** One whose judgement has nothing to do with other targets. */
  public Assignment(
      CheckType type,
      Target target,
      Map<String, Double> limits,
      Duration deadline,
      @Nullable Layer upstream) {
    this(type, target, limits, deadline, upstream, List.of());
  }

  /** The threshold of this key of {@link CheckType#limits()}. */
  public double limit(String key) {
    @Nullable Double value = limits.get(key);
    if (value == null) {
      throw new IllegalArgumentException(type.code() + " has no limit " + key);
    }
    return value;
  }

  /** Whether the plan requires a device of {@link Demands#DEVICES} on the machine it judges. */
  public boolean requires(String device) {
    Access.@Nullable Required required = target.access(Access.Required.class);
    return required != null && required.devices().contains(device);
  }
}
