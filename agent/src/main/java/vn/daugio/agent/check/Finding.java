package vn.daugio.agent.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.MeasureType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * What a check found: an outcome with its reasons, numbers, facts, and what to remember.
 *
 * @param outcome the judgement
 * @param reason the worst reason; null exactly when OK
 * @param also further reasons
 * @param measures numbers read
 * @param facts short texts for people
 * @param remember kept for the next judgement of the same subject
 */
public record Finding(
    Outcome outcome,
    @Nullable Reason reason,
    List<Reason> also,
    List<Measure> measures,
    Map<String, String> facts,
    Map<String, String> remember) {
  /** The longest fact; what a device says beyond it is cut. */
  private static final int FACT_LENGTH = 200;

  public static Builder of(CheckType type) {
    return new Builder(type);
  }

  /** Collects what a check notices; the outcome is the worst of it. */
  public static final class Builder {
    private final CheckType type;
    private final Map<Reason, Outcome> noticed = new LinkedHashMap<>();
    private final List<Measure> measures = new ArrayList<>();
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final Map<String, String> remember = new LinkedHashMap<>();

    private Builder(CheckType type) {
      this.type = type;
    }

    public Builder warn(Reason reason) {
      return notice(Outcome.WARN, reason);
    }

    public Builder fail(Reason reason) {
      return notice(Outcome.FAIL, reason);
    }

    public Builder unknown(Reason reason) {
      return notice(Outcome.UNKNOWN, reason);
    }

    /** The worst outcome of a reason is its outcome, in whichever order they are noticed. */
    public Builder notice(Outcome outcome, Reason reason) {
      noticed.merge(reason, outcome, (one, other) -> Outcome.worst(List.of(one, other)));
      return this;
    }

    /** A number; the measure has to be declared by the check type, with exactly these labels. */
    public Builder measure(String name, double value, Map<String, String> labels) {
      MeasureType declared =
          type.measures().stream()
              .filter(candidate -> candidate.name().equals(name))
              .filter(candidate -> candidate.labels().size() == labels.size())
              .filter(candidate -> labels.keySet().containsAll(candidate.labels()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          type.code() + " declares no measure " + name + labels.keySet()));
      if (!declared.accepts(value)) {
        throw new IllegalArgumentException(name + " cannot be " + value);
      }
      if (measures.size() == CheckResult.MOST_MEASURES) {
        throw new IllegalArgumentException("more than " + measures.size() + " measures");
      }
      measures.add(new Measure(name, labels, value, declared.unit()));
      return this;
    }

    public Builder measure(String name, double value) {
      return measure(name, value, Map.of());
    }

    /** A fact for people; empty ones are left out, long ones cut, control characters removed. */
    public Builder fact(String key, @Nullable String value) {
      if (value != null) {
        String clean = value.replaceAll("\\p{Cc}+", " ").strip();
        if (!clean.isEmpty()) {
          int end = Math.min(clean.length(), FACT_LENGTH);
          if (end < clean.length() && Character.isHighSurrogate(clean.charAt(end - 1))) {
            end--;
          }
          facts.put(key, clean.substring(0, end));
        }
      }
      return this;
    }

    public Builder remember(String key, @Nullable String value) {
      if (value != null) {
        remember.put(key, value);
      }
      return this;
    }

    public Finding build() {
      Outcome outcome = noticed.isEmpty() ? Outcome.OK : Outcome.worst(noticed.values());
      List<Reason> reasons = new ArrayList<>();
      for (Outcome level :
          new Outcome[] {outcome, Outcome.FAIL, Outcome.UNKNOWN, Outcome.WARN, Outcome.OK}) {
        noticed.forEach(
            (reason, itsOutcome) -> {
              if (itsOutcome == level && !reasons.contains(reason)) {
                reasons.add(reason);
              }
            });
      }
      return new Finding(
          outcome,
          reasons.isEmpty() ? null : reasons.get(0),
          reasons.isEmpty() ? List.of() : List.copyOf(reasons.subList(1, reasons.size())),
          List.copyOf(measures),
          Map.copyOf(facts),
          Map.copyOf(remember));
    }
  }
}
