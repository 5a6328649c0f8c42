package vn.daugio.agent.discover;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.probe.EsclCapabilities;
import vn.daugio.agent.probe.EsclClient;
import vn.daugio.agent.probe.IppAnswer;
import vn.daugio.agent.probe.IppClient;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.TcpConnect;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.TargetKind;

/** Knocks where a scanner or a printer would answer, and asks who it is. Starts no job. */
final class Doors {
  private static final Duration CONNECT = Duration.ofMillis(600);
  private static final Duration TALK = Duration.ofSeconds(3);

  /** Where eSCL is served when nobody says otherwise, best first. */
  private static final List<String> SCANNERS =
      List.of("http://%s:80/eSCL", "http://%s:8080/eSCL", "https://%s:443/eSCL");

  private static final String PRINTER = "ipp://%s:631/ipp/print";

  private final EsclClient escl = new EsclClient();
  private final IppClient ipp = new IppClient();

  /** The first of the usual doors behind which a scanner answers. */
  Optional<Sighting> scannerAt(InetAddress host) throws InterruptedException {
    for (String door : SCANNERS) {
      String url = door.formatted(host.getHostAddress());
      if (opens(host, URI.create(url).getPort())) {
        Optional<Sighting> found = scanner(host, new Access.Escl(url));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  Optional<Sighting> printerAt(InetAddress host) throws InterruptedException {
    String uri = PRINTER.formatted(host.getHostAddress());
    return opens(host, URI.create(uri).getPort())
        ? printer(host, new Access.Ipp(uri))
        : Optional.empty();
  }

  /** Whether what was announced answers as such, and as whom. */
  Optional<Sighting> scanner(InetAddress host, Access.Escl way) throws InterruptedException {
    try {
      EsclCapabilities says = escl.capabilities(way, Deadline.in(TALK));
      return Optional.of(
          new Sighting(
              Sighting.Way.ESCL,
              host,
              port(way.url()),
              TargetKind.SCANNER,
              Identity.of(
                  says.makeAndModel().orElse(null), says.serialNumber().orElse(null), null, null),
              List.of(way)));
    } catch (ProbeException e) {
      // no scanner, or one that sleeps: nothing was seen
      return Optional.empty();
    }
  }

  /** As {@link #scanner}. */
  Optional<Sighting> printer(InetAddress host, Access.Ipp way) throws InterruptedException {
    try {
      IppAnswer says = ipp.printer(way, Deadline.in(TALK));
      String model = says.printer().texts("printer-make-and-model").stream().findFirst().orElse("");
      return says.isSuccess()
          ? Optional.of(
              new Sighting(
                  Sighting.Way.IPP,
                  host,
                  port(way.uri()),
                  TargetKind.PRINTER,
                  Identity.ofModel(model),
                  List.of(way)))
          : Optional.empty();
    } catch (ProbeException e) {
      // no printer, or one that sleeps: nothing was seen
      return Optional.empty();
    }
  }

  private static int port(String uri) {
    return URI.create(uri).getPort();
  }

  private static boolean opens(InetAddress host, int port) {
    try {
      TcpConnect.time(new InetSocketAddress(host, port), null, Deadline.in(CONNECT));
      return true;
    } catch (ProbeException e) {
      // nobody opens
      return false;
    }
  }
}
