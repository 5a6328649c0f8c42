package vn.daugio.agent.probe;

import java.net.URI;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.protocol.Access;

/**
 * Asks a printer or a print queue for its attributes and its jobs over IPP (RFC 8010, RFC 8011).
 * Over {@code ipps} any certificate is taken, see {@link IppAnswer#certificate}; nothing secret is
 * sent. Names of people and documents are not asked for.
 */
public final class IppClient {
  /** CUPS answers with the jobs that come next first; more than these make no job older. */
  private static final int MOST_JOBS = 200;

  private static final int PORT = 631;
  private static final int VERSION_NOT_SUPPORTED = 0x0503;

  private static final String[] PRINTER = {
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "printer-make-and-model",
    "printer-input-tray",
    "printer-up-time",
    "printer-current-time",
    "queued-job-count",
    "marker-names",
    "marker-types",
    "marker-colors",
    "marker-levels",
    "marker-low-levels",
    "marker-high-levels",
    "printer-supply",
    "printer-supply-description"
  };
  private static final String[] JOB = {
    "job-id", "job-state", "job-printer-up-time", "time-at-creation", "date-time-at-creation"
  };

  /**
   * Get-Printer-Attributes (RFC 8011 section 4.2.5).
   *
   * @return a success, or a failure that is no matter of rights or of support
   * @throws ProbeException for every failure of the exchange
   */
  public IppAnswer printer(Access.Ipp way, Deadline deadline) throws InterruptedException {
    return ask(way, IppRequest.GET_PRINTER_ATTRIBUTES, deadline);
  }

  /**
   * Get-Jobs (RFC 8011 section 4.2.6): those that are not completed, at most 200.
   *
   * @return as {@link #printer}
   * @throws ProbeException for every failure of the exchange
   */
  public IppAnswer jobs(Access.Ipp way, Deadline deadline) throws InterruptedException {
    return ask(way, IppRequest.GET_JOBS, deadline);
  }

  private static IppAnswer ask(Access.Ipp way, int operation, Deadline deadline)
      throws InterruptedException {
    IppAnswer answer = ask(way, operation, 1, deadline);
    return judged(
        answer.status() == VERSION_NOT_SUPPORTED ? ask(way, operation, 2, deadline) : answer);
  }

  private static IppAnswer ask(Access.Ipp way, int operation, int majorVersion, Deadline deadline)
      throws InterruptedException {
    int id = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
    IppRequest request = new IppRequest(majorVersion, operation, id, way.uri());
    if (operation == IppRequest.GET_JOBS) {
      request
          .integer("limit", MOST_JOBS)
          .keywords("requested-attributes", JOB)
          .keywords("which-jobs", "not-completed");
    } else {
      request.keywords("requested-attributes", PRINTER);
    }
    DeviceHttp.Reply reply =
        DeviceHttp.exchange(
            new DeviceHttp.Request(http(way.uri()), "application/ipp", request.done()), deadline);
    return IppReader.read(reply.answer().body(), id, reply.certificate());
  }

  /** Status codes of RFC 8011 appendix B.1 that say something of us and not of the printer. */
  private static IppAnswer judged(IppAnswer answer) {
    @Nullable ProbeFailure failure =
        switch (answer.status()) {
          case 0x0401, 0x0402, 0x0403 -> ProbeFailure.AUTH_REJECTED;
          case 0x0406, 0x0501, VERSION_NOT_SUPPORTED -> ProbeFailure.UNSUPPORTED;
          default -> null;
        };
    if (failure != null) {
      throw new ProbeException(
          failure, String.format(Locale.ROOT, "ipp: status 0x%04x", answer.status()));
    }
    return answer;
  }

  /** RFC 3510, RFC 7472: ipp is HTTP, ipps is HTTPS, both at port 631. */
  private static URI http(String text) {
    URI uri = DeviceHttp.uri(text, "ipp");
    String scheme = "ipps".equals(uri.getScheme()) ? "https://" : "http://";
    int port = uri.getPort() > 0 ? uri.getPort() : PORT;
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return URI.create(scheme + uri.getHost() + ":" + port + path + query);
  }
}
