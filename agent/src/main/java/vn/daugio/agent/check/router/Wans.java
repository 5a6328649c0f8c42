package vn.daugio.agent.check.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import vn.daugio.agent.check.cli.CliReading;
import vn.daugio.agent.check.cli.CliRow;

/**
 * The interfaces of a router that lead out of the office.
 *
 * @param all in the order of their names, without those that were switched off on purpose
 * @param readable false where the state of one was not told
 */
record Wans(List<Wan> all, boolean readable) {
  /**
   * One of them.
   *
   * @param family {@code ipv4}, {@code ipv6}, {@code both} or {@code none}: the addresses it has
   */
  record Wan(String name, boolean up, String family) {
    String state() {
      return up ? "up" : "down";
    }
  }

  static Wans of(CliReading reading) {
    TreeSet<String> names = new TreeSet<>();
    Stream.of("wan", "via")
        .flatMap(set -> reading.rows(set).stream())
        .forEach(row -> row.text("name").ifPresent(names::add));
    List<Wan> all = new ArrayList<>();
    boolean readable = true;
    for (String name : names) {
      Optional<CliRow> row =
          reading.rows("interface").stream()
              .filter(one -> one.text("name").filter(name::equals).isPresent())
              .findFirst();
      Optional<Boolean> up = row.flatMap(one -> one.given("up"));
      if (up.isEmpty()) {
        // one that vanishes while it is down, as that of a dialled line does
        readable &= row.isEmpty();
      } else if (!row.get().given("off").orElse(false)) {
        all.add(new Wan(name, up.get(), family(reading, row.get(), name)));
      }
    }
    return new Wans(all, readable);
  }

  /** Where IPv6 has an interface of its own name, the device below is the same. */
  private static String family(CliReading reading, CliRow row, String name) {
    String device = row.text("device").orElse(name);
    boolean four = has(reading, device, "ipv4") || has(reading, name, "ipv4");
    boolean six = has(reading, device, "ipv6") || has(reading, name, "ipv6");
    return four ? (six ? "both" : "ipv4") : six ? "ipv6" : "none";
  }

  private static boolean has(CliReading reading, String device, String family) {
    boolean ofInterface =
        reading.rows("interface").stream()
            .filter(
                row -> row.text("device").or(() -> row.text("name")).equals(Optional.of(device)))
            .anyMatch(row -> row.given(family).orElse(false));
    return ofInterface
        || reading.rows("address" + family.charAt(3)).stream()
            .anyMatch(row -> row.text("interface").equals(Optional.of(device)));
  }
}
