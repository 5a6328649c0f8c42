package vn.daugio.agent.check.endpoint;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.OwnFiles;
import vn.daugio.agent.os.AgentFiles;
import vn.daugio.agent.os.Antivirus;
import vn.daugio.agent.os.Antivirus.Evidence;
import vn.daugio.agent.os.Antivirus.Item;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.ProductSignature;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Trace;

/**
 * {@code endpoint.protection}: installed, running, up to date, managed, each with what it was seen
 * by. Where the plan demands products, each of them is judged; else the best one, because one that
 * protects switches the others off.
 */
public final class EndpointProtectionCheck implements Check {
  private static final List<Outcome> BEST_FIRST =
      List.of(Outcome.OK, Outcome.WARN, Outcome.UNKNOWN, Outcome.FAIL);

  private static final Comparator<ProtectionVerdict> BETTER =
      Comparator.comparingInt(verdict -> BEST_FIRST.indexOf(verdict.outcome()));

  private final Antivirus antivirus;
  private final AgentFiles files;
  private final Clock clock;

  /**
   * @param files the agent's own, which an antivirus may take away
   */
  public EndpointProtectionCheck(Antivirus antivirus, AgentFiles files, Clock clock) {
    this.antivirus = antivirus;
    this.files = files;
    this.clock = clock;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Demand demand = Demand.of(assignment.target());
    Evidence evidence = antivirus.evidence(demand.catalogue());
    Reason hidden =
        evidence.unreadable().isEmpty() ? Reason.ENDPOINT_STATE_UNKNOWN : Reason.NOT_PERMITTED;
    Instant now = clock.instant();
    List<ProtectionVerdict> all =
        sightings(demand, evidence).stream()
            .map(product -> ProtectionVerdict.of(product, assignment, now, hidden))
            .toList();
    Finding.Builder finding = Finding.of(assignment.type());
    tellAll(all, evidence, finding);
    if (demand.required().isEmpty()) {
      any(all, finding);
    } else {
      required(demand, all, finding);
    }
    if (activeProducts(all) > 1) {
      finding.warn(Reason.ENDPOINT_TWO_ACTIVE);
    }
    OwnFiles.judge(files, finding);
    return finding.build();
  }

  private static List<Sighting> sightings(Demand demand, Evidence evidence)
      throws InterruptedException {
    List<ProductSignature> signatures = demand.catalogue().products();
    Set<String> connected =
        ManagementServers.connected(signatures, evidence.connections().orElse(Set.of()));
    List<Sighting> found = new ArrayList<>();
    signatures.forEach(one -> found.add(Sighting.of(one, evidence, connected)));
    evidence.securityCenter().stream()
        .flatMap(List::stream)
        .filter(one -> signatures.stream().noneMatch(signature -> names(signature, one.name())))
        .forEach(one -> found.add(Sighting.registered(nameless(one.name()), one)));
    return found;
  }

  private static boolean names(ProductSignature signature, String registered) {
    return signature.anyOf().stream()
        .anyMatch(trace -> trace.matches(Trace.Kind.SECURITY_CENTER, registered));
  }

  private static ProductSignature nameless(String name) {
    List<Trace> none = List.of();
    return new ProductSignature(
        "other", name, ProductSignature.ANTIVIRUS, "medium", none, none, none, null);
  }

  private static void tellAll(
      List<ProtectionVerdict> all, Evidence evidence, Finding.Builder finding) {
    for (ProtectionVerdict one : all) {
      if (one.product().installed().isYes()) {
        one.age()
            .ifPresent(
                age ->
                    finding.measure(
                        "definitions_age_seconds",
                        age.toMillis() / 1000.0,
                        Map.of("product", one.product().signature().name())));
      }
    }
    finding.fact(
        "products",
        all.stream()
            .filter(one -> one.product().installed().isYes())
            .map(one -> one.product().signature().name())
            .distinct()
            .collect(Collectors.joining(", ")));
    finding.fact(
        "unreadable",
        evidence.unreadable().stream()
            .map(Trace.Kind::code)
            .sorted()
            .collect(Collectors.joining(",")));
  }

  /** What only watches and reports counts where there is nothing else. */
  private static void any(List<ProtectionVerdict> all, Finding.Builder finding) {
    List<ProtectionVerdict> there = installed(all, Tri.Answer.YES);
    List<ProtectionVerdict> unclear = installed(all, Tri.Answer.UNKNOWN);
    Optional<ProtectionVerdict> best =
        Stream.of(antivirus(there, true), antivirus(there, false), unclear.stream())
            .flatMap(some -> some.min(BETTER).stream())
            .findFirst();
    if (best.isEmpty()) {
      finding.fail(Reason.ENDPOINT_NOT_INSTALLED);
      Stream.of("installed", "running", "upToDate", "managed")
          .forEach(state -> finding.fact(state, Tri.Answer.NO.code()));
      return;
    }
    best.get().reason().ifPresent(reason -> finding.notice(best.get().outcome(), reason));
    tell(best.get(), finding);
  }

  private static List<ProtectionVerdict> installed(List<ProtectionVerdict> all, Tri.Answer answer) {
    return all.stream().filter(one -> one.product().installed().answer() == answer).toList();
  }

  private static Stream<ProtectionVerdict> antivirus(List<ProtectionVerdict> all, boolean isOne) {
    return all.stream().filter(one -> one.product().signature().isAntivirus() == isOne);
  }

  private static void required(
      Demand demand, List<ProtectionVerdict> all, Finding.Builder finding) {
    List<ProtectionVerdict> demanded = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String id : demand.required()) {
      Optional<ProtectionVerdict> one =
          all.stream().filter(any -> any.product().signature().id().equals(id)).findFirst();
      names.add(one.map(known -> known.product().signature().name()).orElse(id));
      one.map(ProtectionVerdict::demanded).ifPresent(demanded::add);
      if (one.isEmpty()) {
        finding.unknown(Reason.ENDPOINT_PRODUCT_UNKNOWN);
      }
    }
    finding.fact("required", String.join(", ", names));
    demanded.forEach(
        one -> one.reason().ifPresent(reason -> finding.notice(one.outcome(), reason)));
    if (demanded.isEmpty()) {
      Stream.of("installed", "running", "upToDate", "managed")
          .forEach(state -> finding.fact(state, Tri.Answer.UNKNOWN.code()));
    } else {
      tell(Collections.max(demanded, BETTER), finding);
    }
  }

  private static void tell(ProtectionVerdict judged, Finding.Builder finding) {
    Sighting product = judged.product();
    @Nullable String definitions =
        product
            .definitionsAt()
            .map(at -> at.atOffset(ZoneOffset.UTC).toLocalDate().toString())
            .orElse(null);
    finding
        .fact("product", product.signature().name())
        .fact("productId", product.signature().id())
        .fact("definitions", definitions)
        .fact("installed", product.installed().answer().code())
        .fact("installedBy", String.join(",", product.installed().by()))
        .fact("running", product.running().answer().code())
        .fact("runningBy", String.join(",", product.running().by()))
        .fact("upToDate", judged.upToDate().answer().code())
        .fact("upToDateBy", String.join(",", judged.upToDate().by()))
        .fact("managed", product.managed().answer().code())
        .fact("managedBy", String.join(",", product.managed().by()));
    if (!product.signature().confidence().equals("high")) {
      finding.fact("confidence", product.signature().confidence());
    }
  }

  /** Two signatures that the same service answers to are one product; a guessed one is none. */
  private static int activeProducts(List<ProtectionVerdict> all) {
    Set<Item> counted = new HashSet<>();
    int active = 0;
    for (ProtectionVerdict one : all) {
      Sighting product = one.product();
      if (product.signature().isAntivirus()
          && !product.signature().confidence().equals("low")
          && !product.passive()
          && product.installed().isYes()
          && product.running().isYes()
          && Collections.disjoint(counted, product.atWork())) {
        counted.addAll(product.atWork());
        active++;
      }
    }
    return active;
  }
}
