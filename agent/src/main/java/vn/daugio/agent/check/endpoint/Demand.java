package vn.daugio.agent.check.endpoint;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.ProductCatalogue;
import vn.daugio.protocol.Target;

/**
 * What the plan says about protection of this machine; without a plan nothing is demanded.
 *
 * @param catalogue the products that are recognised
 * @param required ids of products, all of which have to be there; empty: any one
 */
record Demand(ProductCatalogue catalogue, List<String> required) {
  static Demand of(Target machine) {
    Access.@Nullable Products products = machine.access(Access.Products.class);
    Access.@Nullable Required required = machine.access(Access.Required.class);
    return new Demand(
        products == null ? ProductCatalogue.builtIn() : products.catalogue().sound(),
        required == null ? List.of() : required.products());
  }
}
