package vn.daugio.collector.fleet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vn.daugio.protocol.InventoryReport;
import vn.daugio.protocol.InventoryReport.Entry;
import vn.daugio.protocol.Problems;
import vn.daugio.protocol.ProductCatalogue;
import vn.daugio.protocol.ProductSignature;
import vn.daugio.protocol.Trace;

/** Makes a signature of what an administrator picked from a good machine's inventory. */
public final class Learning {
  private Learning() {}

  /**
   * What is chosen.
   *
   * @param id of the product, e.g. {@code bkav-endpoint}
   * @param name for people
   * @param role {@code antivirus} or {@code response}
   * @param picked numbers of entries, from 1: one of them found means installed
   * @param running numbers of services or units: one of them at work means running
   */
  public record Choice(
      String id, String name, String role, List<Integer> picked, List<Integer> running) {
    public Choice {
      picked = List.copyOf(picked);
      running = List.copyOf(running);
    }
  }

  /** The inventory line by line, numbered from 1 as {@link Choice} counts them. */
  public static List<String> lines(InventoryReport inventory) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < inventory.entries().size(); i++) {
      Entry entry = inventory.entries().get(i);
      List<String> parts = new ArrayList<>(List.of(entry.kind(), entry.name()));
      if (entry.version() != null) {
        parts.add(entry.version());
      }
      if (entry.publisher() != null) {
        parts.add(entry.publisher());
      }
      if (entry.running() != null) {
        parts.add(entry.running() ? "running" : "stopped");
      }
      lines.add((i + 1) + "\t" + String.join("\t", parts));
    }
    return lines;
  }

  /**
   * A signature of high confidence, since somebody saw it on a machine; what is wrong with the
   * choice goes into the problems.
   */
  public static ProductSignature signature(
      InventoryReport inventory, Choice choice, Problems problems) {
    List<Trace> anyOf = traces(inventory, choice.picked(), "--pick", problems);
    List<Trace> running = traces(inventory, choice.running(), "--running", problems);
    ProductSignature signature =
        new ProductSignature(
            choice.id(), choice.name(), choice.role(), "high", anyOf, running, List.of(), null);
    if (problems.isEmpty()) {
      new ProductCatalogue(1, List.of(signature)).check("", problems);
    }
    return signature;
  }

  private static List<Trace> traces(
      InventoryReport inventory, List<Integer> numbers, String option, Problems problems) {
    Set<Trace> traces = new LinkedHashSet<>();
    for (int number : numbers) {
      if (number < 1 || number > inventory.entries().size()) {
        problems.add(option, "there is no entry " + number);
        continue;
      }
      Entry entry = inventory.entries().get(number - 1);
      // a name may hold the one letter that a pattern reads as "anything": that still matches it
      traces.add(new Trace(entry.kind(), entry.name()));
    }
    return List.copyOf(traces);
  }
}
