package vn.daugio.protocol;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a catalogue of products has to keep to, so that each agent can afford to look for it. */
final class ProductRules {
  static final int MOST_PRODUCTS = 200;
  static final int MOST_TRACES = 40;
  static final int LONGEST = 200;

  private static final Pattern ID = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?");
  private static final Set<String> ROLES =
      Set.of(ProductSignature.ANTIVIRUS, ProductSignature.RESPONSE);
  private static final Set<String> CONFIDENCES = new TreeSet<>(Set.of("high", "medium", "low"));

  /** Nothing of a person is looked at, and a list of homes would be a list of persons. */
  private static final Pattern HOME =
      Pattern.compile("(?i)(?:/home|/root|/users|[a-z]:\\\\users|%userprofile%)(?:[/\\\\].*)?");

  private static final Pattern ABSOLUTE =
      Pattern.compile("(?:/|[A-Za-z]:\\\\|%[A-Za-z][A-Za-z0-9()]{0,40}%\\\\).+");

  private ProductRules() {}

  static void check(ProductCatalogue catalogue, String path, Problems problems) {
    if (catalogue.version() < 1) {
      problems.add(at(path, "version"), "is a whole number from 1");
    }
    List<ProductSignature> products = catalogue.products();
    if (products.size() > MOST_PRODUCTS) {
      problems.add(at(path, "products"), products.size() + " products; at most " + MOST_PRODUCTS);
      return;
    }
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < products.size(); i++) {
      String where = at(path, "products[" + i + "]");
      ProductSignature product = products.get(i);
      check(product, where, problems);
      if (!ids.add(product.id())) {
        problems.add(where, "the id '" + product.id() + "' is there twice");
      }
    }
  }

  static ProductCatalogue sound(ProductCatalogue catalogue) {
    return new ProductCatalogue(
        catalogue.version(),
        catalogue.products().stream()
            .limit(MOST_PRODUCTS)
            .filter(product -> ID.matcher(product.id()).matches() && isLine(product.name()))
            .map(ProductRules::sound)
            .filter(product -> !product.anyOf().isEmpty())
            .toList());
  }

  private static ProductSignature sound(ProductSignature product) {
    return new ProductSignature(
        product.id(),
        product.name(),
        product.role(),
        product.confidence(),
        sound(product.anyOf(), false),
        sound(product.running(), true),
        sound(product.management(), true),
        product.console());
  }

  private static List<Trace> sound(List<Trace> traces, boolean areAtWork) {
    return traces.stream()
        .limit(MOST_TRACES)
        .filter(
            trace -> {
              Problems problems = new Problems();
              traces(List.of(trace), "", problems);
              if (areAtWork) {
                atWork(List.of(trace), "", problems);
              }
              return problems.isEmpty();
            })
        .toList();
  }

  private static void check(ProductSignature product, String path, Problems problems) {
    if (!ID.matcher(product.id()).matches()) {
      problems.add(
          at(path, "id"), "is 1 to 64 of a-z, 0-9 and '-', beginning and ending without '-'");
    }
    if (product.name().isBlank() || !isLine(product.name())) {
      problems.add(at(path, "name"), "is 1 to " + LONGEST + " characters in one line");
    }
    if (!ROLES.contains(product.role())) {
      problems.unknownName(at(path, "role"), "role", product.role(), ROLES);
    }
    if (!CONFIDENCES.contains(product.confidence())) {
      problems.unknownName(at(path, "confidence"), "confidence", product.confidence(), CONFIDENCES);
    }
    if (product.anyOf().isEmpty()) {
      problems.add(at(path, "anyOf"), "at least one trace is needed");
    }
    traces(product.anyOf(), at(path, "anyOf"), problems);
    traces(product.running(), at(path, "running"), problems);
    traces(product.management(), at(path, "management"), problems);
    atWork(product.running(), at(path, "running"), problems);
    atWork(product.management(), at(path, "management"), problems);
    String console = product.console();
    if (console != null && HostPort.parse(console).filter(parsed -> parsed.port() > 0).isEmpty()) {
      problems.add(at(path, "console"), "is host:port of the management server");
    }
  }

  private static void traces(List<Trace> traces, String path, Problems problems) {
    if (traces.size() > MOST_TRACES) {
      problems.add(path, traces.size() + " traces; at most " + MOST_TRACES);
      return;
    }
    for (int i = 0; i < traces.size(); i++) {
      String where = path + "[" + i + "]";
      Trace trace = traces.get(i);
      Optional<Trace.Kind> kind = Trace.Kind.ofCode(trace.kind());
      if (kind.isEmpty()) {
        problems.unknownName(where, "kind", trace.kind(), Trace.Kind.codes());
      }
      if (trace.pattern().isBlank()) {
        problems.add(where, "the pattern is empty");
      } else if (trace.pattern().chars().allMatch(c -> c == '*' || c == '.' || c == ' ')) {
        problems.add(where, "the pattern '" + trace.pattern() + "' would match everything");
      } else if (!isLine(trace.pattern())) {
        problems.add(where, "the pattern is at most " + LONGEST + " characters in one line");
      } else if (kind.equals(Optional.of(Trace.Kind.FILE))) {
        file(trace.pattern(), where, problems);
      }
    }
  }

  private static void file(String pattern, String path, Problems problems) {
    int folder = Math.max(pattern.lastIndexOf('/'), pattern.lastIndexOf('\\'));
    if (!ABSOLUTE.matcher(pattern).matches() || pattern.contains("..")) {
      problems.add(path, "a file is absolute: /opt/x, C:\\x or %ProgramFiles%\\x, without '..'");
    } else if (pattern.lastIndexOf('*', folder) >= 0) {
      problems.add(path, "'*' stands only in the last part of a file");
    } else if (HOME.matcher(pattern).matches()) {
      problems.add(path, "a file of a person is not looked at");
    }
  }

  private static void atWork(List<Trace> traces, String path, Problems problems) {
    for (int i = 0; i < traces.size(); i++) {
      if (Trace.Kind.ofCode(traces.get(i).kind()).filter(kind -> !kind.canRun()).isPresent()) {
        problems.add(
            path + "[" + i + "]", "only a service, process or unit tells that a product works");
      }
    }
  }

  static boolean isLine(String text) {
    return text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
  }

  private static String at(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
