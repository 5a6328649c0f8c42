package vn.daugio.agent.check.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * What one product is worth.
 *
 * @param reason empty exactly when OK
 * @param upToDate by the date of its definitions, else by what Windows says of them
 * @param age of its definitions, where their date is known and not in the future
 */
record ProtectionVerdict(
    Sighting product,
    Outcome outcome,
    Optional<Reason> reason,
    Tri upToDate,
    Optional<Duration> age) {
  /** Definitions further in the future than this tell of a wrong clock, not of their age. */
  private static final Duration FUTURE = Duration.ofDays(1);

  /**
   * @param hidden the reason where something could not be seen
   */
  static ProtectionVerdict of(Sighting product, Assignment limits, Instant now, Reason hidden) {
    Optional<Duration> age = age(product, now);
    Tri upToDate =
        product.installed().isNo()
            ? product.installed()
            : age.map(
                    one ->
                        Tri.of(
                            seconds(one) <= limits.limit("definitions-warn-above"),
                            Stream.of("definitions")))
                .orElse(product.flaggedCurrent());
    if (!product.installed().isYes()) {
      Reason reason = product.installed().isNo() ? Reason.ENDPOINT_NOT_INSTALLED : hidden;
      return verdict(product, reason, upToDate, age);
    }
    if (!product.running().isYes()) {
      Reason reason = product.running().isNo() ? Reason.ENDPOINT_NOT_RUNNING : hidden;
      return verdict(product, reason, upToDate, age);
    }
    // one that only watches and reports has no definitions
    boolean isFresh = upToDate.isYes() || !product.signature().isAntivirus();
    if (isFresh) {
      return new ProtectionVerdict(product, Outcome.OK, Optional.empty(), upToDate, age);
    }
    if (upToDate.isUnknown()) {
      return verdict(product, Reason.ENDPOINT_DEFINITIONS_UNKNOWN, upToDate, age);
    }
    boolean isTooOld =
        age.filter(one -> seconds(one) > limits.limit("definitions-fail-above")).isPresent();
    return new ProtectionVerdict(
        product,
        isTooOld ? Outcome.FAIL : Outcome.WARN,
        Optional.of(Reason.ENDPOINT_DEFINITIONS_OLD),
        upToDate,
        age);
  }

  private static ProtectionVerdict verdict(
      Sighting product, Reason reason, Tri upToDate, Optional<Duration> age) {
    boolean isFailure =
        reason == Reason.ENDPOINT_NOT_INSTALLED || reason == Reason.ENDPOINT_NOT_RUNNING;
    Outcome outcome = isFailure ? Outcome.FAIL : Outcome.UNKNOWN;
    return new ProtectionVerdict(product, outcome, Optional.of(reason), upToDate, age);
  }

  private static double seconds(Duration age) {
    return age.toMillis() / 1000.0;
  }

  private static Optional<Duration> age(Sighting product, Instant now) {
    return product
        .definitionsAt()
        .map(at -> Duration.between(at, now))
        .filter(age -> age.compareTo(FUTURE.negated()) >= 0)
        .map(age -> age.isNegative() ? Duration.ZERO : age);
  }

  /** As one that the plan demands: absent, it has a reason of its own. */
  ProtectionVerdict demanded() {
    return reason.equals(Optional.of(Reason.ENDPOINT_NOT_INSTALLED))
        ? new ProtectionVerdict(
            product, outcome, Optional.of(Reason.ENDPOINT_REQUIRED_MISSING), upToDate, age)
        : this;
  }
}
