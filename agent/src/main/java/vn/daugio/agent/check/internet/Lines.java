package vn.daugio.agent.check.internet;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.DataFile;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.HttpGet;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.ProtocolJson;

/** What an assignment says of an internet line, with the built-in catalogue where it is silent. */
final class Lines {
  private static final Access.Line NOTHING_SAID =
      Access.Line.plain(null, null, List.of(), List.of());

  private Lines() {}

  static Access.Line of(Assignment assignment) {
    Access.@Nullable Line line = assignment.target().access(Access.Line.class);
    return line == null ? NOTHING_SAID : line;
  }

  static boolean isBackup(Access.Line line) {
    return line.detail() != null && line.detail().role().equals("backup");
  }

  static boolean isV6(InetAddress address) {
    return address instanceof Inet6Address;
  }

  /** Whether a page is asked over IPv6; one whose host is a name is asked over IPv4. */
  static boolean isV6(Access.Page page) {
    return Addresses.parse(HttpGet.host(URI.create(page.url()))).map(Lines::isV6).orElse(false);
  }

  static @Nullable InetAddress source(Access.Line line) {
    return sourceOf(line, false);
  }

  /** The configured local address of a family; null: the system's choice. */
  static @Nullable InetAddress sourceOf(Access.Line line, boolean v6) {
    Access.@Nullable LineDetail detail = line.detail();
    return Stream.of(
            Optional.ofNullable(line.source()),
            Optional.ofNullable(detail == null ? null : detail.source6()))
        .flatMap(Optional::stream)
        .map(Lines::literal)
        .filter(source -> isV6(source) == v6)
        .findFirst()
        .orElse(null);
  }

  /** Those of the line; else the built-in ones, of IPv6 only where this computer has a way out. */
  static List<Access.Destination> destinations(Access.Line line, Network network) {
    if (!line.destinations().isEmpty()) {
      return line.destinations();
    }
    List<Access.Destination> all =
        new ArrayList<>(catalogue("internet-destinations.json").destinations());
    boolean routed = network.routes().defaults().stream().anyMatch(route -> isV6(route.gateway()));
    if (isBackup(line) ? sourceOf(line, true) != null : routed) {
      all.addAll(catalogue("internet-destinations-6.json").destinations());
    }
    return List.copyOf(all);
  }

  /** Those of the line; else the built-in ones, unless everything else stays on this computer. */
  static List<Access.Page> pages(Access.Line line) {
    Access.@Nullable LineDetail detail = line.detail();
    List<Access.Page> own = detail == null ? null : detail.pages();
    if (own != null && !own.isEmpty()) {
      return own;
    }
    boolean local =
        !line.destinations().isEmpty()
            && line.destinations().stream()
                .allMatch(one -> literal(one.address()).isLoopbackAddress());
    Access.@Nullable LineDetail built = catalogue("known-pages.json").detail();
    return local || built == null || built.pages() == null ? List.of() : built.pages();
  }

  private static Access.Line catalogue(String name) {
    return (Access.Line) ProtocolJson.read(DataFile.text(Lines.class, name), Access.class);
  }

  /**
   * @throws IllegalArgumentException when it is no address; a name would need the very line that is
   *     judged
   */
  static InetAddress literal(String text) {
    return Addresses.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("an IP address is expected: " + text));
  }
}
