package vn.daugio.agent.probe;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import vn.daugio.agent.os.Deadline;

/**
 * Asks this computer's own CUPS for its queues and their jobs, over its UNIX domain socket (RFC
 * 8010, RFC 8011, "CUPS Implementation of IPP"). Names of people and documents are not asked for.
 */
public final class CupsClient {
  private static final URI HERE = URI.create("http://localhost/");
  private static final String ALL = "ipp://localhost/";
  private static final int MOST_QUEUES = 100;
  private static final int MOST_JOBS = 200;

  /** Status client-error-not-found: CUPS' word for "none". */
  private static final int NONE = 0x0406;

  private static final String[] QUEUE = {
    "printer-name",
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "printer-make-and-model",
    "printer-type",
    "printer-up-time",
    "queued-job-count",
    "device-uri"
  };
  private static final String[] JOB = {
    "job-state", "job-printer-uri", "job-printer-up-time", "time-at-creation"
  };

  private final String socket;

  /**
   * @param socket its path
   */
  public CupsClient(String socket) {
    this.socket = socket;
  }

  /**
   * CUPS-Get-Printers: at most 100 queues.
   *
   * @throws ProbeException for every failure of the exchange
   */
  public List<IppGroup> queues(Deadline deadline) {
    IppAnswer answer =
        ask(
            request(IppRequest.CUPS_GET_PRINTERS)
                .integer("limit", MOST_QUEUES)
                .keywords("requested-attributes", QUEUE),
            deadline);
    return answer.printers();
  }

  /**
   * CUPS-Get-Default: the name of the queue; empty where none is set.
   *
   * @throws ProbeException as {@link #queues}
   */
  public Optional<String> defaultQueue(Deadline deadline) {
    IppAnswer answer =
        ask(
            request(IppRequest.CUPS_GET_DEFAULT).keywords("requested-attributes", "printer-name"),
            deadline);
    return answer.printer().texts("printer-name").stream().findFirst();
  }

  /**
   * Get-Jobs of all queues: those that are not completed, at most 200.
   *
   * @throws ProbeException as {@link #queues}
   */
  public List<IppGroup> jobs(Deadline deadline) {
    return ask(
            request(IppRequest.GET_JOBS)
                .integer("limit", MOST_JOBS)
                .keywords("requested-attributes", JOB)
                .keywords("which-jobs", "not-completed"),
            deadline)
        .jobs();
  }

  private static IppRequest request(int operation) {
    int id = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
    return new IppRequest(1, operation, id, ALL);
  }

  private IppAnswer ask(IppRequest request, Deadline deadline) {
    byte[] bytes = new DeviceHttp.Request(HERE, "application/ipp", request.done()).bytes();
    String step = "connect";
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      Deadlines.Guard guard = Deadlines.guard(channel, deadline);
      try (guard) {
        channel.connect(UnixDomainSocketAddress.of(socket));
        step = "http";
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
          channel.write(out);
        }
        HttpReader.Raw raw =
            HttpReader.raw(new BufferedInputStream(Channels.newInputStream(channel)));
        return judged(DeviceHttp.accepted(raw), request.id());
      }
    } catch (IOException e) {
      throw Deadlines.failure("cups " + step, e, deadline);
    }
  }

  private static IppAnswer judged(HttpReader.Raw raw, int id) {
    IppAnswer answer = IppReader.read(raw.body(), id, Optional.empty());
    if (answer.isSuccess() || answer.status() == NONE) {
      return answer;
    }
    ProbeFailure failure =
        switch (answer.status()) {
          case 0x0401, 0x0402, 0x0403 -> ProbeFailure.AUTH_REJECTED;
          case 0x0501 -> ProbeFailure.UNSUPPORTED;
          default -> ProbeFailure.MALFORMED;
        };
    throw new ProbeException(
        failure, String.format(Locale.ROOT, "cups: status 0x%04x", answer.status()));
  }
}
