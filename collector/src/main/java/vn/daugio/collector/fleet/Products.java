package vn.daugio.collector.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.daugio.collector.store.ProductTable;
import vn.daugio.protocol.ProductCatalogue;
import vn.daugio.protocol.ProductSignature;
import vn.daugio.protocol.ProtocolJson;

/**
 * How protection products are recognised: the built-in catalogue with what was learned from good
 * machines, which goes before it.
 *
 * @param learned the ids of those that were learned here
 */
public record Products(ProductCatalogue catalogue, Set<String> learned) {
  public Products {
    learned = Set.copyOf(learned);
  }

  /** What is known now. */
  public static Products known(ProductTable table) {
    ProductCatalogue builtIn = ProductCatalogue.builtIn();
    List<ProductSignature> products =
        new ArrayList<>(
            table.learned().stream()
                .map(json -> ProtocolJson.read(json, ProductSignature.class))
                .toList());
    Set<String> learned =
        products.stream().map(ProductSignature::id).collect(Collectors.toCollection(TreeSet::new));
    builtIn.products().stream()
        .filter(product -> !learned.contains(product.id()))
        .forEach(products::add);
    return new Products(
        new ProductCatalogue(builtIn.version() + table.changes(), products), learned);
  }

  /** What agents are told: nothing while they know it all themselves. */
  Optional<ProductCatalogue> forAgents() {
    return learned.isEmpty() ? Optional.empty() : Optional.of(catalogue);
  }

  public Set<String> ids() {
    return catalogue.products().stream()
        .map(ProductSignature::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
