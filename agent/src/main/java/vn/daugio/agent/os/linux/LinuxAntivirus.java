package vn.daugio.agent.os.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.daugio.agent.os.Antivirus;
import vn.daugio.agent.os.TraceFiles;
import vn.daugio.protocol.ProductCatalogue;
import vn.daugio.protocol.ProductSignature;
import vn.daugio.protocol.Trace;
import vn.daugio.protocol.Trace.Kind;

/**
 * Protection products of a Linux computer by units, packages, running programs, files and
 * connections; runs nothing. Only ClamAV keeps the time of its definitions where every account can
 * read it.
 */
public final class LinuxAntivirus implements Antivirus {
  private static final String CLAMAV = "clamav";

  private final Path root;

  public LinuxAntivirus() {
    this(Path.of("/"));
  }

  /**
   * @param root what stands for {@code /}
   */
  public LinuxAntivirus(Path root) {
    this.root = root;
  }

  @Override
  public Evidence evidence(ProductCatalogue catalogue) {
    Set<Trace> traces = new HashSet<>();
    for (ProductSignature product : catalogue.products()) {
      Stream.of(product.anyOf(), product.running(), product.management()).forEach(traces::addAll);
    }
    List<Item> items = new ArrayList<>();
    Set<Kind> read = EnumSet.of(Kind.UNIT, Kind.FILE);
    Set<Kind> unreadable = EnumSet.noneOf(Kind.class);
    LinuxUnits units = new LinuxUnits(root);
    items.addAll(matching(traces, Kind.UNIT, units.services(), units::runs));
    Optional<Set<String>> processes = new LinuxProcesses(root).names();
    (processes.isPresent() ? read : unreadable).add(Kind.PROCESS);
    items.addAll(
        matching(traces, Kind.PROCESS, processes.orElse(Set.of()), name -> Optional.of(true)));
    if (Files.isDirectory(root.resolve("var/lib/dpkg"))) {
      Optional<Set<String>> packages = packages(traces);
      (packages.isPresent() ? read : unreadable).add(Kind.PACKAGE);
      items.addAll(
          matching(traces, Kind.PACKAGE, packages.orElse(Set.of()), name -> Optional.empty()));
    }
    traces.stream()
        .filter(trace -> trace.kind().equals(Kind.FILE.code()))
        .filter(trace -> trace.pattern().startsWith("/"))
        .filter(trace -> TraceFiles.isThere(root, trace.pattern().substring(1)))
        .forEach(trace -> items.add(new Item(Kind.FILE, trace.pattern(), Optional.empty())));
    return new Evidence(
        items,
        read,
        unreadable,
        Optional.empty(),
        statements(),
        new LinuxConnections(root).established());
  }

  /** The list is long: it is read only where a trace asks for a package. */
  private Optional<Set<String>> packages(Set<Trace> traces) {
    if (traces.stream().noneMatch(trace -> trace.kind().equals(Kind.PACKAGE.code()))) {
      return Optional.of(Set.of());
    }
    return new LinuxPackages(root)
        .installed()
        .map(
            all ->
                all.stream()
                    .map(LinuxPackages.Installed::name)
                    .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static List<Item> matching(
      Set<Trace> traces,
      Kind kind,
      Collection<String> names,
      Function<String, Optional<Boolean>> atWork) {
    List<Trace> wanted = traces.stream().filter(one -> one.kind().equals(kind.code())).toList();
    return names.stream()
        .filter(name -> wanted.stream().anyMatch(trace -> trace.matches(name)))
        .map(name -> new Item(kind, name, atWork.apply(name)))
        .toList();
  }

  private Map<String, Statement> statements() {
    Map<String, Statement> statements = new HashMap<>();
    new ClamAntivirusDefinitions(root.resolve("var/lib/clamav"))
        .newest()
        .ifPresent(
            made ->
                statements.put(CLAMAV, new Statement(Optional.empty(), false, Optional.of(made))));
    return statements;
  }
}
