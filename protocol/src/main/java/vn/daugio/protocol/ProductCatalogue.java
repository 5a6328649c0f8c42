package vn.daugio.protocol;

import io.avaje.jsonb.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The protection products that are recognised, as data: built in, or with the plan.
 *
 * @param version from 1; the built-in one is 1, each change of a collector counts on
 * @param products in the order in which they are tried
 */
@Json
public record ProductCatalogue(int version, List<ProductSignature> products) {
  private static final String BUILT_IN = "endpoint-products.json";

  public ProductCatalogue {
    products = list(products);
  }

  private static List<ProductSignature> list(@Nullable List<ProductSignature> products) {
    return products == null ? List.of() : List.copyOf(products);
  }

  public Optional<ProductSignature> product(String id) {
    return products.stream().filter(product -> product.id().equals(id)).findFirst();
  }

  /** The catalogue that comes with the program. */
  public static ProductCatalogue builtIn() {
    try (InputStream in = ProductCatalogue.class.getResourceAsStream(BUILT_IN)) {
      if (in == null) {
        throw new IllegalStateException("no " + BUILT_IN);
      }
      return read(BUILT_IN, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads and validates.
   *
   * @param file what the problems are said about
   * @throws ConfigException with all problems
   */
  public static ProductCatalogue read(String file, String json) {
    ProductCatalogue catalogue;
    try {
      catalogue = ProtocolJson.read(json, ProductCatalogue.class);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          file, List.of("not a catalogue of products in JSON: {version, products}"));
    }
    Problems problems = new Problems();
    ProductRules.check(catalogue, "", problems);
    problems.throwIfAny(file);
    return catalogue;
  }

  /**
   * What of it an agent may look for: products and traces that keep to the rules. The rest, such as
   * a kind of trace that only a newer agent knows or a file in a home, is left out.
   */
  public ProductCatalogue sound() {
    return ProductRules.sound(this);
  }

  /**
   * What is wrong with it, each with its path.
   *
   * @param path where it stands in the file; empty: the file is it
   */
  public void check(String path, Problems problems) {
    ProductRules.check(this, path, problems);
  }
}
