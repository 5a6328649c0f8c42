package vn.daugio.protocol;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the plan demands of one machine, beside the ordinary.
 *
 * @param products ids of the protection products it has to have, each of them; empty: any
 * @param devices what has to be attached to it, of {@link #DEVICES}
 * @param catalogue how products are recognised; null: as the agent's own catalogue says
 * @param inventory the number of a request for an inventory that has not been answered yet; null:
 *     nobody asks
 */
@Json
public record Demands(
    List<String> products,
    List<String> devices,
    @Nullable ProductCatalogue catalogue,
    @Nullable Long inventory) {
  /** What a plan can require of a machine. */
  public static final List<String> DEVICES =
      List.of("printer", "scanner", "token", "card-reader", "camera", "microphone");

  /** For a machine of which nothing is demanded. */
  public static final Demands NONE = new Demands(List.of(), List.of(), null, null);

  public Demands {
    products = list(products);
    devices = list(devices);
  }

  private static List<String> list(@Nullable List<String> texts) {
    return texts == null ? List.of() : List.copyOf(texts);
  }
}
