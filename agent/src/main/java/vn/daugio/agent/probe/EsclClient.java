package vn.daugio.agent.probe;

import java.time.Duration;
import java.util.Optional;
import vn.daugio.agent.os.Deadline;
import vn.daugio.protocol.Access;

/**
 * Reads the state of eSCL scanners by plain GETs. Starts no scan. Over https any certificate is
 * taken and its fingerprint handed on: scanners sign their own.
 */
public final class EsclClient {
  /** The longest exchange: a scanner that is well answers within a second. */
  static final Duration LONGEST = Duration.ofSeconds(4);

  /**
   * A document that was read, and who gave it.
   *
   * @param certificate SHA-256, hexadecimal; empty for http
   */
  public record Read<T>(T document, Optional<String> certificate) {}

  /**
   * @throws ProbeException for every failure of the exchange
   */
  public Read<EsclStatus> status(Access.Escl scanner, Deadline deadline)
      throws InterruptedException {
    DeviceHttp.Reply reply = fetch(scanner, "ScannerStatus", deadline);
    return new Read<>(EsclReader.status(reply.answer().text()), reply.certificate());
  }

  /**
   * @throws ProbeException for every failure of the exchange
   */
  public EsclCapabilities capabilities(Access.Escl scanner, Deadline deadline)
      throws InterruptedException {
    return EsclReader.capabilities(fetch(scanner, "ScannerCapabilities", deadline).answer().text());
  }

  private static DeviceHttp.Reply fetch(Access.Escl scanner, String resource, Deadline deadline)
      throws InterruptedException {
    String root = scanner.url();
    String url = root.endsWith("/") ? root + resource : root + "/" + resource;
    return DeviceHttp.exchange(
        new DeviceHttp.Request(
            DeviceHttp.uri(url, "http"), "text/xml, application/xml", new byte[0]),
        Deadline.in(deadline.atMost(LONGEST)));
  }
}
