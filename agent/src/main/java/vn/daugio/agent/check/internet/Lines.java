package vn.daugio.agent.check.internet;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.DataFile;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.ProtocolJson;

/** What an assignment says of an internet line, with the built-in catalogue where it is silent. */
final class Lines {
  private static final Access.Line NOTHING_SAID = new Access.Line(null, null, List.of(), List.of());

  private Lines() {}

  static Access.Line of(Assignment assignment) {
    Access.@Nullable Line line = assignment.target().access(Access.Line.class);
    return line == null ? NOTHING_SAID : line;
  }

  static @Nullable InetAddress source(Access.Line line) {
    Optional<InetAddress> source = Optional.ofNullable(line.source()).map(Lines::literal);
    return source.orElse(null);
  }

  static List<Access.Destination> destinations(Access.Line line) {
    if (!line.destinations().isEmpty()) {
      return line.destinations();
    }
    String catalogue = DataFile.text(Lines.class, "internet-destinations.json");
    return ((Access.Line) ProtocolJson.read(catalogue, Access.class)).destinations();
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
