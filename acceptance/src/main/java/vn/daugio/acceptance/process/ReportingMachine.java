package vn.daugio.acceptance.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Enrolment;
import vn.daugio.protocol.EnrolmentRequest;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.ProtocolJson;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Report;

/**
 * A machine that has joined and says of printers what it is told to say; a report is repeated until
 * the collector has it. Not for several threads.
 */
public final class ReportingMachine {
  private static final String BOOT = "boot-of-the-printers";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final URI collector;
  private final Enrolment identity;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private long sequence;

  public ReportingMachine(URI collector, String joinCode) throws IOException, InterruptedException {
    this.collector = collector;
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(collector.resolve("/api/v1/enrolments"))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        ProtocolJson.write(new EnrolmentRequest(joinCode, null))))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException("enrolment refused: " + answer.body());
    }
    this.identity = ProtocolJson.read(answer.body(), Enrolment.class);
  }

  /** A plan like {@link LoopbackPlan#CALM} with so many printers, {@code p1} and so on. */
  public static String plan(int printers) {
    String[] targets = new String[printers];
    for (int i = 0; i < printers; i++) {
      targets[i] =
          "{name: p%d, kind: printer, address: \"127.0.0.1:9\", snmp: {community: public}}"
              .formatted(i + 1);
    }
    return LoopbackPlan.with(targets);
  }

  /**
   * Reports that a printer has no paper, or that it is well again.
   *
   * @return when the collector's answer was there, by {@link System#nanoTime}
   */
  public long say(String printer, boolean well) throws InterruptedException {
    CheckResult result =
        new CheckResult(
            CheckType.PRINTER_STATUS.code(),
            printer,
            Instant.now(),
            1,
            well ? Outcome.OK : Outcome.FAIL,
            well ? null : Reason.PRINTER_NO_PAPER.code(),
            List.of(),
            List.of(),
            Map.of());
    sequence++;
    Report report =
        new Report(
            identity.machine(), BOOT, sequence, Instant.now(), "load", 0, false, List.of(result));
    String body = ProtocolJson.write(report);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!post(body)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("reports are not accepted any more");
      }
      LockSupport.parkNanos(20_000_000);
    }
    return System.nanoTime();
  }

  private boolean post(String body) throws InterruptedException {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(collector.resolve("/api/v1/reports"))
                  .timeout(Duration.ofSeconds(10))
                  .header("Content-Type", "application/json")
                  .header("Authorization", "Bearer " + identity.token())
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 == 4 && answer.statusCode() != 429) {
        throw new IllegalStateException("refused: " + answer.body());
      }
      return answer.statusCode() == 200;
    } catch (IOException e) {
      return false; // killed just now: whether it was taken is not known, so it is sent again
    }
  }
}
