package vn.daugio.agent.probe;

import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.HostPort;

/**
 * Asks a server of Network UPS Tools for what it knows of one UPS (RFC 9271, section 4.2.7, LIST
 * VAR): nothing is set, nobody logs in.
 */
public final class NutClient {
  private static final int PORT = 3493;
  private static final int MOST_BYTES = 64 * 1024;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private NutClient() {}

  /**
   * Variable names to values, e.g. {@code ups.status} to {@code OL CHRG}.
   *
   * @throws ProbeException for every failure of the exchange: AUTH_REJECTED when the server refuses
   *     us, UNSUPPORTED when it knows no such UPS, INCOMPLETE when it has lost it
   */
  public static Map<String, String> variables(Access.Nut ups, Deadline deadline)
      throws InterruptedException {
    URI uri = uri(ups);
    String name = String.valueOf(uri.getPath()).replaceFirst("^/", "");
    @Nullable String host = uri.getHost();
    if (host == null || !NAME.matcher(name).matches()) {
      throw new ProbeException(ProbeFailure.UNSUPPORTED, "nut: no host or no name of a UPS");
    }
    HostPort peer =
        new HostPort(host.replaceAll("^\\[|]$", ""), uri.getPort() > 0 ? uri.getPort() : PORT);
    try (LineSocket socket = new LineSocket("nut", peer, MOST_BYTES, deadline)) {
      socket.send("LIST VAR " + name + "\n");
      NutReader reader = new NutReader(name);
      boolean more = true;
      while (more) {
        @Nullable String line = socket.line();
        if (line == null) {
          throw new ProbeException(ProbeFailure.MALFORMED, "nut: the answer broke off");
        }
        more = reader.take(line);
      }
      socket.send("LOGOUT\n");
      return reader.variables();
    }
  }

  private static URI uri(Access.Nut ups) {
    try {
      return URI.create(ups.url());
    } catch (IllegalArgumentException e) {
      throw new ProbeException(ProbeFailure.UNSUPPORTED, "nut: no address", e);
    }
  }
}
