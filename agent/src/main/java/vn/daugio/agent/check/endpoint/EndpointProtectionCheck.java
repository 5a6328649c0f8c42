package vn.daugio.agent.check.endpoint;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Antivirus;
import vn.daugio.agent.os.Antivirus.Product;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * {@code endpoint.protection}: installed, running, definitions young enough. Of several products
 * the best one is judged, because one that protects switches the others off.
 */
public final class EndpointProtectionCheck implements Check {
  /** Definitions further in the future than this tell of a wrong clock, not of their age. */
  private static final Duration FUTURE = Duration.ofDays(1);

  private static final List<Outcome> BEST_FIRST =
      List.of(Outcome.OK, Outcome.WARN, Outcome.UNKNOWN, Outcome.FAIL);

  private final Antivirus antivirus;
  private final Clock clock;

  public EndpointProtectionCheck(Antivirus antivirus, Clock clock) {
    this.antivirus = antivirus;
    this.clock = clock;
  }

  private record Verdict(Product product, Outcome outcome, Optional<Reason> reason) {}

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline) {
    Finding.Builder finding = Finding.of(assignment.type());
    List<Product> products;
    try {
      products = antivirus.products();
    } catch (NotPermittedException e) {
      return finding.unknown(Reason.NOT_PERMITTED).fact("detail", e.getMessage()).build();
    }
    Instant now = clock.instant();
    List<Verdict> verdicts = new ArrayList<>();
    for (Product product : products) {
      verdicts.add(verdict(product, assignment, now));
      age(product, now)
          .ifPresent(
              age ->
                  finding.measure(
                      "definitions_age_seconds",
                      age.toMillis() / 1000.0,
                      Map.of("product", product.name())));
    }
    finding.fact(
        "products", products.stream().map(Product::name).collect(Collectors.joining(", ")));
    Optional<Verdict> best =
        verdicts.stream()
            .min(Comparator.comparingInt(verdict -> BEST_FIRST.indexOf(verdict.outcome())));
    if (best.isEmpty()) {
      return finding.fail(Reason.ENDPOINT_NOT_INSTALLED).build();
    }
    Product judged = best.get().product();
    best.get().reason().ifPresent(reason -> finding.notice(best.get().outcome(), reason));
    return finding
        .fact("product", judged.name())
        .fact(
            "definitions",
            judged
                .definitionsAt()
                .map(at -> at.atOffset(ZoneOffset.UTC).toLocalDate().toString())
                .orElse(null))
        .build();
  }

  private static Verdict verdict(Product product, Assignment assignment, Instant now) {
    if (!product.installed()) {
      return new Verdict(product, Outcome.FAIL, Optional.of(Reason.ENDPOINT_NOT_INSTALLED));
    }
    if (product.running().isEmpty()) {
      return new Verdict(product, Outcome.UNKNOWN, Optional.of(Reason.NOT_PERMITTED));
    }
    if (!product.running().get()) {
      return new Verdict(product, Outcome.FAIL, Optional.of(Reason.ENDPOINT_NOT_RUNNING));
    }
    Optional<Duration> age = age(product, now);
    if (age.isEmpty()) {
      return new Verdict(
          product, Outcome.UNKNOWN, Optional.of(Reason.ENDPOINT_DEFINITIONS_UNKNOWN));
    }
    double seconds = age.get().toMillis() / 1000.0;
    if (seconds > assignment.limit("definitions-fail-above")) {
      return new Verdict(product, Outcome.FAIL, Optional.of(Reason.ENDPOINT_DEFINITIONS_OLD));
    }
    if (seconds > assignment.limit("definitions-warn-above")) {
      return new Verdict(product, Outcome.WARN, Optional.of(Reason.ENDPOINT_DEFINITIONS_OLD));
    }
    return new Verdict(product, Outcome.OK, Optional.empty());
  }

  private static Optional<Duration> age(Product product, Instant now) {
    return product
        .definitionsAt()
        .map(at -> Duration.between(at, now))
        .filter(age -> age.compareTo(FUTURE.negated()) >= 0)
        .map(age -> age.isNegative() ? Duration.ZERO : age);
  }
}
