package vn.daugio.acceptance.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vn.daugio.acceptance.process.Child;
import vn.daugio.acceptance.process.Tree;
import vn.daugio.collector.state.Streak;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.state.SubjectState;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.SubjectRow;
import vn.daugio.collector.store.Tx;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.MeasureType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.TargetKind;

/**
 * A database in which every machine of many communes has just told all that a machine tells: each
 * check of a machine with each measure that it declares.
 */
final class ManyStates {
  private static final List<String> DISKS = List.of("C:", "D:");

  private final Instant now = Instant.now();
  private final List<CheckType> ofMachine =
      Stream.of(CheckType.values()).filter(type -> type.kind() == TargetKind.MACHINE).toList();

  private ManyStates() {}

  static String commune(int number) {
    return "x%04d".formatted(number);
  }

  /** The plan of so many communes; their machines have joined without being planned. */
  static String plan(int communes) {
    return IntStream.range(0, communes)
        .mapToObj(
            i ->
                "  %s: {name: Xã %d, sites: {tru-so: {name: Trụ sở, contact: Tổ}}}\n"
                    .formatted(commune(i), i))
        .collect(Collectors.joining("", "province: thu-nghiem\ncommunes:\n", ""));
  }

  /** Fills a database file that is not there yet, in a process on the collector's libraries. */
  static void fill(Path database, int communes, int machines) {
    Path root = Tree.root();
    Child.run(
        List.of(
            "java",
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-cp",
            root.resolve("acceptance/target/classes")
                + ":"
                + root.resolve("collector/target/daugio-collector.jar"),
            ManyStates.class.getName(),
            database.toString(),
            Integer.toString(communes),
            Integer.toString(machines)));
  }

  /**
   * In that process.
   *
   * @param args the database file, how many communes, how many machines in all
   */
  public static void main(String[] args) {
    ManyStates states = new ManyStates();
    int communes = Integer.parseInt(args[1]);
    int machines = Integer.parseInt(args[2]);
    try (Store store = Store.open(Path.of(args[0]))) {
      for (int commune = 0; commune < communes; commune++) {
        String site = commune(commune) + "/tru-so";
        int some = machines / communes + (commune < machines % communes ? 1 : 0);
        store.write(
            tx -> {
              states.site(tx, site, some);
              return true;
            });
      }
    }
    System.exit(0);
  }

  private void site(Tx tx, String site, int machines) {
    for (int i = 1; i <= machines; i++) {
      String code = "MAY-%03d".formatted(i);
      tx.agents().add(site, code, site + "/" + code, now.minusSeconds(86_400));
      tx.agents().reported(site, code, now, "1.0.0", 0);
      for (CheckType type : ofMachine) {
        tx.states().put(row(site, code, type, code));
      }
    }
    tx.states().put(row(site, "gateway", CheckType.LAN_GATEWAY, "MAY-001"));
    tx.states().put(row(site, "duong-chinh", CheckType.INTERNET_LINK, "MAY-001"));
    tx.states().put(row(site, "duong-chinh", CheckType.INTERNET_DNS, "MAY-001"));
    tx.states().put(row(site, "dvcqg", CheckType.SYSTEM_WEB, "MAY-001"));
  }

  private SubjectRow row(String site, String target, CheckType type, String witness) {
    List<Measure> measures = new ArrayList<>();
    for (MeasureType measure : type.measures()) {
      for (String disk : measure.labels().contains("disk") ? DISKS : List.of("a")) {
        Map<String, String> labels = new HashMap<>();
        measure.labels().forEach(label -> labels.put(label, disk));
        measures.add(new Measure(measure.name(), labels, 0.421875, measure.unit()));
      }
    }
    SubjectState state =
        new SubjectState(
            Outcome.OK, null, List.of(), now, now, Streak.NONE, new Streak(3, now), false, witness);
    return new SubjectRow(new Subject(site, target, type.code()), state, measures, Map.of());
  }
}
