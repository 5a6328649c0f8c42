package vn.daugio.protocol;

import java.util.Set;

/** Reads {@code throughput:} of a line: where samples come from, and what was contracted. */
final class ThroughputReader {
  private ThroughputReader() {}

  static Access.Throughput read(ConfigMap line) {
    ConfigMap map = line.map("throughput");
    Access.Throughput throughput =
        new Access.Throughput(
            TargetReader.uri(map, "download", Set.of("http")),
            map.has("upload") ? TargetReader.uri(map, "upload", Set.of("http")) : null,
            map.rate("contracted-down"),
            map.rate("contracted-up"),
            map.flag("on-backup", false));
    if (throughput.contractedUp() != null && throughput.upload() == null) {
      map.problems().add(map.path() + ".upload", "is missing; contracted-up needs it");
    }
    map.done();
    check(map, line.textOr("role", "main"), throughput);
    return throughput;
  }

  private static void check(ConfigMap map, String role, Access.Throughput throughput) {
    if (role.equals("backup") && !throughput.onBackup()) {
      map.problems()
          .add(
              map.path(),
              "a sample costs a backup line up to 5 MB a day; on-backup: true allows it");
    } else if (role.equals("tslcd")) {
      map.problems().add(map.path(), "no sample is taken of the State network");
    } else if (!role.equals("backup") && throughput.onBackup()) {
      map.problems().add(map.path() + ".on-backup", "is for a line with role: backup");
    }
  }
}
