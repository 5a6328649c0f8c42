package vn.daugio.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a configuration says of a line beside its addresses: role, pages, echo. */
final class LineDetailReader {
  private static final Set<String> ROLES = Set.of("main", "backup", "tslcd");

  private LineDetailReader() {}

  /** Null where nothing of the kind is said. */
  static Access.@Nullable LineDetail read(ConfigMap map) {
    if (!map.has("role") && !map.has("source6") && !map.has("pages") && !map.has("echo")) {
      return null;
    }
    String role = map.textOr("role", "main");
    if (!ROLES.contains(role)) {
      map.problems().unknownName(map.path() + ".role", "role", role, ROLES);
    }
    List<Access.Page> pages = new ArrayList<>();
    for (ConfigMap item : map.maps("pages")) {
      pages.add(
          new Access.Page(
              TargetReader.uri(item, "url", Set.of("http")),
              (int) item.whole("status", 200, 100, 599),
              item.optionalText("text"),
              item.optionalText("location")));
      item.done();
    }
    @Nullable String echo = map.has("echo") ? TargetReader.uri(map, "echo", Set.of("http")) : null;
    return new Access.LineDetail(role, TargetReader.optionalAddress(map, "source6"), pages, echo);
  }

  /** What a role cannot do without. */
  static void check(ConfigMap map, Access.Line line) {
    Access.@Nullable LineDetail detail = line.detail();
    String role = detail == null ? "main" : detail.role();
    if (role.equals("backup") && line.source() == null) {
      map.problems().add(map.path() + ".source", "is missing; a backup line needs it");
    }
    if (role.equals("tslcd") && line.gateway() == null) {
      map.problems().add(map.path() + ".gateway", "is missing; the State network needs it");
    }
  }
}
