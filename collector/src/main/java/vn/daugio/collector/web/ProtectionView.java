package vn.daugio.collector.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.sheet.ProtectionCount;
import vn.daugio.collector.store.ProtectedMachine;

/**
 * The protection of a site's machines, in codes.
 *
 * @param site {@code commune/site}
 * @param count in scope; there is no share, which would look complete while some are unknown
 * @param required ids of the products that the plan demands; empty: any
 * @param exempt codes of machines that never get an agent
 * @param consoles what vendors' consoles say of the commune; names only for the operator
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProtectionView(
    String site,
    ProtectionCount count,
    List<String> required,
    List<Machine> machines,
    List<String> exempt,
    List<Comparison> consoles) {
  public ProtectionView {
    required = List.copyOf(required);
    machines = List.copyOf(machines);
    exempt = List.copyOf(exempt);
    consoles = List.copyOf(consoles);
  }

  /**
   * One machine.
   *
   * @param state covered, uncovered or unknown
   * @param facts what its agent told of its products
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Machine(
      String machine,
      String state,
      @Nullable String reason,
      @Nullable String seenAt,
      Map<String, String> facts) {
    static Machine of(ProtectedMachine machine) {
      var row = machine.row();
      return row == null
          ? new Machine(machine.code(), machine.state().code(), null, null, Map.of())
          : new Machine(
              machine.code(),
              machine.state().code(),
              row.state().reason(),
              row.state().observedAt().toString(),
              new TreeMap<>(row.facts()));
    }
  }

  /**
   * A console's list beside the agents' word, both ways.
   *
   * @param unknownThere how many machines of the commune the console does not know
   * @param unknownHere how many names of the console no machine of the commune has
   * @param unknownNames those names; null for readers, as a computer's name may be a person's
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Comparison(
      String product,
      String importedAt,
      int both,
      int unknownThere,
      List<String> unknownThereMachines,
      int unknownHere,
      @Nullable List<String> unknownNames,
      List<String> notRunning) {
    static Comparison of(ConsoleComparison one, boolean withNames) {
      return new Comparison(
          one.product(),
          one.importedAt().toString(),
          one.both(),
          one.onlyHere().size(),
          one.onlyHere(),
          one.onlyThere().size(),
          withNames ? one.onlyThere() : null,
          one.notRunning());
    }
  }
}
