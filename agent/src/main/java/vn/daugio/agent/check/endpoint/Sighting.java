package vn.daugio.agent.check.endpoint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.daugio.agent.os.Antivirus.Evidence;
import vn.daugio.agent.os.Antivirus.Item;
import vn.daugio.agent.os.Antivirus.Registered;
import vn.daugio.agent.os.Antivirus.Statement;
import vn.daugio.protocol.ProductSignature;
import vn.daugio.protocol.Trace;
import vn.daugio.protocol.Trace.Kind;

/**
 * One product on this machine: what the evidence says about it, the layers in the order in which
 * they are believed.
 *
 * @param signature what was looked for
 * @param installed whether it is there
 * @param running whether it works now
 * @param flaggedCurrent what Security Center says of its definitions, where no date is known
 * @param managed whether its link to the central system is seen
 * @param passive off because another product works
 * @param definitionsAt when its definitions were made
 * @param atWork what shows that it works, to see whether two signatures mean one product
 */
record Sighting(
    ProductSignature signature,
    Tri installed,
    Tri running,
    Tri flaggedCurrent,
    Tri managed,
    boolean passive,
    Optional<Instant> definitionsAt,
    Set<Item> atWork) {
  /** Layers that show every product of their kind: what they do not show is not there. */
  private static final Set<Kind> COMPLETE =
      Set.of(Kind.SERVICE, Kind.UNINSTALL, Kind.PACKAGE, Kind.UNIT);

  private static final String LOW = "low";

  /**
   * @param connected management servers {@code host:port} to which a connection is established
   */
  static Sighting of(ProductSignature signature, Evidence evidence, Set<String> connected) {
    List<Registered> registered =
        evidence.securityCenter().orElse(List.of()).stream()
            .filter(one -> matches(signature.anyOf(), Kind.SECURITY_CENTER, one.name()))
            .toList();
    Optional<Statement> statement = Optional.ofNullable(evidence.statements().get(signature.id()));
    List<Item> atWork = items(signature.running(), evidence);
    Tri installed = installed(signature, evidence, registered, atWork);
    Tri seen =
        registered(registered, Registered::on)
            .or(Tri.of(statement.flatMap(Statement::on), "statement"))
            .or(running(signature, evidence, atWork, registered.isEmpty()));
    Tri running =
        switch (installed.answer()) {
          case YES -> seen;
          case NO -> new Tri(Tri.Answer.NO, List.of());
          // what stands still need not be this product's
          case UNKNOWN -> seen.isNo() ? Tri.UNKNOWN : seen;
        };
    return new Sighting(
        signature,
        installed,
        running,
        registered(registered, Registered::current),
        managed(signature, evidence, running, connected),
        statement.filter(Statement::passive).isPresent(),
        statement.flatMap(Statement::definitionsAt),
        Set.copyOf(atWork));
  }

  /** A product that Windows knows and no signature. */
  static Sighting registered(ProductSignature signature, Registered product) {
    String layer = Kind.SECURITY_CENTER.code();
    return new Sighting(
        signature,
        Tri.of(Optional.of(true), layer),
        Tri.of(product.on(), layer),
        Tri.of(product.current(), layer),
        Tri.UNKNOWN,
        false,
        Optional.empty(),
        Set.of());
  }

  private static Tri registered(
      List<Registered> products, Function<Registered, Optional<Boolean>> what) {
    List<Boolean> said = products.stream().flatMap(one -> what.apply(one).stream()).toList();
    return said.isEmpty()
        ? Tri.UNKNOWN
        : Tri.of(Optional.of(said.contains(true)), Kind.SECURITY_CENTER.code());
  }

  private static Tri installed(
      ProductSignature signature,
      Evidence evidence,
      List<Registered> registered,
      List<Item> atWork) {
    List<String> by = new ArrayList<>();
    registered.forEach(one -> by.add(Kind.SECURITY_CENTER.code()));
    items(signature.anyOf(), evidence).forEach(item -> by.add(item.kind().code()));
    boolean isTraced = !atWork.isEmpty();
    if (by.isEmpty() && !signature.confidence().equals(LOW)) {
      atWork.forEach(item -> by.add(item.kind().code()));
    }
    if (!by.isEmpty()) {
      return Tri.of(true, by.stream());
    }
    Set<Kind> kinds = kinds(signature.anyOf());
    boolean isComplete =
        kinds.stream()
            .filter(COMPLETE::contains)
            .anyMatch(
                kind -> evidence.read().contains(kind) || evidence.unreadable().contains(kind));
    boolean isHidden =
        kinds.stream()
            .filter(kind -> !isComplete || COMPLETE.contains(kind))
            .anyMatch(evidence.unreadable()::contains);
    return isHidden || isTraced ? Tri.UNKNOWN : new Tri(Tri.Answer.NO, List.of());
  }

  /**
   * @param areAllThatTells what Windows knows in a state that nobody knows is not off because a
   *     name is missing
   */
  private static Tri running(
      ProductSignature signature, Evidence evidence, List<Item> atWork, boolean areAllThatTells) {
    if (atWork.stream().anyMatch(item -> item.atWork().orElse(false))) {
      return Tri.of(
          true,
          atWork.stream()
              .filter(item -> item.atWork().orElse(false))
              .map(item -> item.kind().code()));
    }
    List<Item> stopped = atWork.stream().filter(item -> item.atWork().isPresent()).toList();
    if (!stopped.isEmpty()) {
      return Tri.of(false, stopped.stream().map(item -> item.kind().code()));
    }
    Set<Kind> kinds = kinds(signature.running());
    boolean isHidden = kinds.stream().anyMatch(evidence.unreadable()::contains);
    kinds.retainAll(evidence.read());
    // names that are only guessed prove nothing by not being there
    boolean isProof = areAllThatTells && !isHidden && !signature.confidence().equals(LOW);
    return kinds.isEmpty() || !isProof
        ? Tri.UNKNOWN
        : Tri.of(false, kinds.stream().map(Kind::code).sorted());
  }

  /** A program that can connect is no proof that it is connected; that there is none is one. */
  private static Tri managed(
      ProductSignature signature, Evidence evidence, Tri running, Set<String> connected) {
    String console = signature.console();
    if (console != null && connected.contains(console)) {
      return Tri.of(Optional.of(true), "connection");
    }
    if (running.isNo()) {
      return new Tri(Tri.Answer.NO, running.by());
    }
    List<Item> links = items(signature.management(), evidence);
    boolean isSeen = links.stream().anyMatch(item -> item.atWork().orElse(true));
    Set<Kind> kinds = kinds(signature.management());
    boolean isHidden = kinds.stream().anyMatch(evidence.unreadable()::contains);
    kinds.retainAll(evidence.read());
    return kinds.isEmpty() || isSeen || isHidden
        ? Tri.UNKNOWN
        : Tri.of(false, kinds.stream().map(Kind::code).sorted());
  }

  private static List<Item> items(List<Trace> traces, Evidence evidence) {
    return evidence.items().stream()
        .filter(item -> matches(traces, item.kind(), item.name()))
        .toList();
  }

  private static boolean matches(List<Trace> traces, Kind kind, String name) {
    return traces.stream()
        .anyMatch(
            trace ->
                trace.matches(kind, name)
                    || (kind == Kind.FILE && trace.equals(Trace.of(kind, name))));
  }

  private static Set<Kind> kinds(List<Trace> traces) {
    return traces.stream()
        .flatMap(trace -> Kind.ofCode(trace.kind()).stream())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
  }
}
