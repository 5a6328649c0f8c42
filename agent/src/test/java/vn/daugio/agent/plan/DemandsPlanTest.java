package vn.daugio.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Demands;
import vn.daugio.protocol.PlanDocument;
import vn.daugio.protocol.ProductCatalogue;

/** What a plan demands of the machine itself reaches the checks of the machine. */
class DemandsPlanTest {
  private static List<Access> access(@Nullable Demands demands) {
    PlanDocument document =
        new PlanDocument(
            "a/b", "M", false, List.of(), List.of(), List.of(), Map.of(), Map.of(), List.of(),
            demands, null);
    Wishes wishes = new Wishes("a/b", "M", List.of(), Map.of(), document, Wishes.Scope.MACHINE);
    return new Planner(address -> true)
        .plan(wishes).assignments().stream()
            .filter(one -> one.type() == CheckType.ENDPOINT_PROTECTION)
            .findFirst()
            .orElseThrow()
            .target()
            .access();
  }

  @Test
  void anOldCollectorDemandsNothing() {
    assertThat(access(null))
        .containsExactly(new Access.Clock(List.of()), new Access.Required(List.of(), List.of()));
  }

  @Test
  void productsDevicesAndHowProductsAreRecognised() {
    ProductCatalogue learned = new ProductCatalogue(2, List.of());
    assertThat(access(new Demands(List.of("bkav-endpoint"), List.of("token"), learned, null)))
        .contains(
            new Access.Required(List.of("bkav-endpoint"), List.of("token")),
            new Access.Products(learned));
  }
}
