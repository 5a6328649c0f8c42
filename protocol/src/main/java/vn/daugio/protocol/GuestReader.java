package vn.daugio.protocol;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a configuration says of a network for guests: portal, source, staff addresses. */
final class GuestReader {
  private static final Set<TargetKind> KINDS = Set.of(TargetKind.ACCESS_POINT, TargetKind.ROUTER);

  /** As many as can be asked one after the other within the deadline of the check. */
  private static final int MOST_STAFF = 6;

  private GuestReader() {}

  static boolean isIn(ConfigMap map) {
    return map.has("portal") || map.has("portal-text") || map.has("guest");
  }

  static Access.Guest read(ConfigMap map, TargetKind kind) {
    if (!KINDS.contains(kind)) {
      map.problems().add(map.path(), "only an access-point or a router has a network for guests");
    }
    @Nullable String portal =
        map.has("portal") ? TargetReader.uri(map, "portal", Set.of("http")) : null;
    @Nullable String text = map.optionalText("portal-text");
    if (text != null && portal == null) {
      map.problems().add(map.path() + ".portal", "is missing; portal-text needs it");
    }
    if (!map.has("guest")) {
      return new Access.Guest(portal, text, null, List.of());
    }
    ConfigMap guest = map.map("guest");
    String source = guest.text("source");
    if (!source.isEmpty() && !HostPort.isAddress(source)) {
      guest.problems().add(guest.path() + ".source", "an IP address is expected: " + source);
    }
    List<String> staff = guest.texts("staff");
    if (staff.isEmpty() || staff.size() > MOST_STAFF) {
      guest.problems().add(guest.path() + ".staff", "1 to " + MOST_STAFF + " are expected");
    }
    for (String one : staff) {
      if (!HostPort.parse(one).map(HostPort::isAddress).orElse(false)) {
        guest
            .problems()
            .add(guest.path() + ".staff", "an IP address with or without port is expected: " + one);
      }
    }
    guest.done();
    return new Access.Guest(portal, text, source, staff);
  }
}
