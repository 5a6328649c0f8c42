package vn.daugio.agent.testing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Target;

/** Assignments with default limits, and what tests ask of findings. */
public final class Assignments {
  private Assignments() {}

  public static Assignment of(CheckType type, Access... access) {
    return at(type, null, access);
  }

  public static Assignment at(CheckType type, @Nullable String address, Access... access) {
    Target target = new Target("t", type.kind(), address, null, Arrays.asList(access));
    return new Assignment(type, target, type.limits(), type.deadline(), null);
  }

  public static Assignment limited(Assignment one, String key, double value) {
    Map<String, Double> limits = new HashMap<>(one.limits());
    limits.put(key, value);
    return new Assignment(one.type(), one.target(), limits, one.deadline(), one.upstream());
  }

  /** The values of a measure, in the order of the finding. */
  public static List<Double> values(Finding finding, String name) {
    return finding.measures().stream()
        .filter(measure -> measure.name().equals(name))
        .map(Measure::value)
        .toList();
  }
}
