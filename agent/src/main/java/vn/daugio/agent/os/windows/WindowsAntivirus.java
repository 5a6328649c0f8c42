package vn.daugio.agent.os.windows;

import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.os.Antivirus;
import vn.daugio.agent.os.TraceFiles;
import vn.daugio.protocol.HostPort;
import vn.daugio.protocol.ProductCatalogue;
import vn.daugio.protocol.ProductSignature;
import vn.daugio.protocol.Trace;
import vn.daugio.protocol.Trace.Kind;

/** Protection products of a Windows system; it was not run on Windows. */
final class WindowsAntivirus implements Antivirus {
  private static final String DEFENDER = "microsoft-defender";
  private static final int LONGEST = 200;
  private static final Pattern VARIABLE = Pattern.compile("%([A-Za-z][A-Za-z0-9()]{0,40})%");

  /** What the script calls a layer. */
  private static final Map<String, Set<Kind>> LAYERS =
      Map.of(
          "securityCenter", Set.of(Kind.SECURITY_CENTER),
          "services", Set.of(Kind.SERVICE, Kind.SIGNER),
          "uninstall", Set.of(Kind.UNINSTALL),
          "minifilters", Set.of(Kind.MINIFILTER),
          "processes", Set.of(Kind.PROCESS));

  private final Supplier<ProtectionFacts> facts;
  private final UnaryOperator<@Nullable String> environment;

  /**
   * @param environment value of a variable of the system's environment, or null
   */
  WindowsAntivirus(Supplier<ProtectionFacts> facts, UnaryOperator<@Nullable String> environment) {
    this.facts = facts;
    this.environment = environment;
  }

  @Override
  public Evidence evidence(ProductCatalogue catalogue) {
    ProtectionFacts now;
    try {
      now = facts.get();
    } catch (UncheckedIOException e) {
      Set<Kind> all = EnumSet.noneOf(Kind.class);
      LAYERS.values().forEach(all::addAll);
      return new Evidence(List.of(), Set.of(), all, Optional.empty(), Map.of(), Optional.empty());
    }
    Set<String> denied = Set.copyOf(texts(now.denied()));
    Set<String> absent = Set.copyOf(texts(now.absent()));
    Set<Kind> read = EnumSet.of(Kind.FILE);
    Set<Kind> unreadable = EnumSet.noneOf(Kind.class);
    LAYERS.forEach(
        (fact, kinds) -> {
          if (!absent.contains(fact)) {
            (denied.contains(fact) ? unreadable : read).addAll(kinds);
          }
        });
    boolean hasCenter = !denied.contains("securityCenter") && !absent.contains("securityCenter");
    return new Evidence(
        items(now, traces(catalogue)),
        read,
        unreadable,
        hasCenter ? Optional.of(registered(now)) : Optional.empty(),
        defender(now).map(one -> Map.of(DEFENDER, one)).orElse(Map.of()),
        denied.contains("connections") ? Optional.empty() : Optional.of(connections(now)));
  }

  private static Set<Trace> traces(ProductCatalogue catalogue) {
    Set<Trace> traces = new HashSet<>();
    for (ProductSignature product : catalogue.products()) {
      Stream.of(product.anyOf(), product.running(), product.management()).forEach(traces::addAll);
    }
    return traces;
  }

  private List<Item> items(ProtectionFacts now, Set<Trace> traces) {
    List<Item> items = new ArrayList<>();
    for (ProtectionFacts.Service service : list(now.services())) {
      items.add(new Item(Kind.SERVICE, text(service.name()), Optional.of(service.running())));
      items.add(new Item(Kind.SIGNER, text(service.signer()), Optional.of(service.running())));
    }
    texts(now.uninstall())
        .forEach(name -> items.add(new Item(Kind.UNINSTALL, name, Optional.empty())));
    for (ProtectionFacts.Driver driver : list(now.minifilters())) {
      items.add(new Item(Kind.MINIFILTER, text(driver.name()), Optional.of(driver.running())));
    }
    texts(now.processes())
        .forEach(name -> items.add(new Item(Kind.PROCESS, name, Optional.of(true))));
    items.removeIf(
        item -> traces.stream().noneMatch(trace -> trace.matches(item.kind(), item.name())));
    traces.stream()
        .filter(trace -> trace.kind().equals(Kind.FILE.code()))
        .filter(trace -> !trace.pattern().startsWith("/"))
        .filter(trace -> TraceFiles.isThere(Path.of(""), expanded(trace.pattern())))
        .forEach(trace -> items.add(new Item(Kind.FILE, trace.pattern(), Optional.empty())));
    return items;
  }

  private String expanded(String pattern) {
    Matcher matcher = VARIABLE.matcher(pattern);
    return matcher.replaceAll(
        found -> {
          @Nullable String value = environment.apply(found.group(1));
          return Matcher.quoteReplacement(value == null ? found.group() : value);
        });
  }

  private static List<Registered> registered(ProtectionFacts now) {
    return list(now.securityCenter()).stream()
        .filter(one -> !text(one.name()).isEmpty())
        .map(
            one -> {
              ProductState state = ProductState.of(one.state());
              return new Registered(text(one.name()), state.on(), state.current());
            })
        .toList();
  }

  private static Optional<Statement> defender(ProtectionFacts now) {
    return list(now.defender()).stream()
        .map(
            one ->
                new Statement(
                    Optional.of(one.serviceEnabled() && one.realTime()),
                    isPassive(text(one.mode())),
                    time(text(one.definitionsAt()))))
        .findFirst();
  }

  private static boolean isPassive(String mode) {
    String lower = mode.toLowerCase(Locale.ROOT);
    return lower.contains("passive") || lower.contains("edr block");
  }

  private static Optional<Instant> time(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Set<InetSocketAddress> connections(ProtectionFacts now) {
    Set<InetSocketAddress> found = new HashSet<>();
    for (String text : texts(now.connections())) {
      HostPort.parse(text)
          .filter(end -> end.port() > 0)
          .flatMap(
              end ->
                  Addresses.parse(end.host())
                      .map(address -> new InetSocketAddress(address, end.port())))
          .ifPresent(found::add);
    }
    return found;
  }

  private static <T> List<T> list(@Nullable List<T> values) {
    // an empty pipeline of PowerShell may leave a null behind
    return values == null ? List.of() : values.stream().filter(Objects::nonNull).toList();
  }

  private static List<String> texts(@Nullable List<String> values) {
    return list(values).stream().map(WindowsAntivirus::text).filter(one -> !one.isEmpty()).toList();
  }

  private static String text(@Nullable String value) {
    if (value == null) {
      return "";
    }
    String clean = value.replaceAll("\\p{Cc}+", " ").strip();
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
  }
}
