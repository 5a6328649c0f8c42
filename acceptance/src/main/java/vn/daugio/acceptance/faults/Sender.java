package vn.daugio.acceptance.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
 * One machine that sends reports as fast as they are accepted, and repeats each one until it is:
 * the load under which the collector is killed.
 */
final class Sender implements Runnable {
  private static final String BOOT = "boot-of-the-load";

  private final URI collector;
  private final Enrolment identity;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final Set<Long> accepted = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  Sender(URI collector, String joinCode) throws IOException, InterruptedException {
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

  String machine() {
    return identity.machine();
  }

  String boot() {
    return BOOT;
  }

  /** The sequences that the collector has said to have. */
  Set<Long> accepted() {
    return Set.copyOf(accepted);
  }

  void stop() {
    stopping = true;
  }

  @Override
  public void run() {
    for (long sequence = 1; !stopping; sequence++) {
      String body = ProtocolJson.write(report(sequence));
      while (!stopping && !post(body)) {
        LockSupport.parkNanos(20_000_000);
      }
      if (!stopping) {
        accepted.add(sequence);
      }
    }
  }

  private boolean post(String body) {
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
    } catch (InterruptedException e) {
      stopping = true;
      return false;
    }
  }

  /** Fails and recovers in turn, so that incidents are written under load as well. */
  private Report report(long sequence) {
    Instant now = Instant.now();
    boolean failing = sequence / 4 % 2 == 1;
    CheckResult result =
        new CheckResult(
            CheckType.COMPUTER_HEALTH.code(),
            identity.machine(),
            now,
            1,
            failing ? Outcome.FAIL : Outcome.OK,
            failing ? Reason.COMPUTER_DISK_FULL.code() : null,
            List.of(),
            List.of(),
            Map.of("sequence", Long.toString(sequence)));
    return new Report(identity.machine(), BOOT, sequence, now, "load", 0, false, List.of(result));
  }
}
