package vn.daugio.agent.probe;

import vn.daugio.agent.os.Deadline;
import vn.daugio.protocol.Access;

/**
 * Reads the state of eSCL scanners by plain GETs. Starts no scan. Over https any certificate is
 * taken and its fingerprint handed on: scanners sign their own.
 */
public final class EsclClient {
  /**
   * A document that was read, and who gave it.
   *
   * @param certificate see {@link DeviceAnswer#certificate()}
   */
  public record Read<T>(T document, java.util.Optional<String> certificate) {}

  /**
   * @throws ProbeException for every failure of the exchange
   */
  public Read<EsclStatus> status(Access.Escl scanner, Deadline deadline)
      throws InterruptedException {
    DeviceAnswer answer = fetch(scanner, "ScannerStatus", deadline);
    return new Read<>(EsclReader.status(answer.body()), answer.certificate());
  }

  /**
   * @throws ProbeException for every failure of the exchange
   */
  public EsclCapabilities capabilities(Access.Escl scanner, Deadline deadline)
      throws InterruptedException {
    return EsclReader.capabilities(fetch(scanner, "ScannerCapabilities", deadline).body());
  }

  private static DeviceAnswer fetch(Access.Escl scanner, String resource, Deadline deadline)
      throws InterruptedException {
    String root = scanner.url();
    String url = root.endsWith("/") ? root + resource : root + "/" + resource;
    return DeviceHttp.exchange(DeviceHttp.Request.get(url), deadline);
  }
}
