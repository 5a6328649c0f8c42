package vn.daugio.agent.uplink;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.spool.SpoolEntry;
import vn.daugio.protocol.Enrolment;
import vn.daugio.protocol.EnrolmentRequest;
import vn.daugio.protocol.ErrorBody;
import vn.daugio.protocol.InventoryReport;
import vn.daugio.protocol.PlanDocument;
import vn.daugio.protocol.ProtocolJson;
import vn.daugio.protocol.Receipt;

/** Talks to the collector. For one thread. */
public final class Uplink {
  /** The credential was not taken: somebody has to mend that, and the reports wait for it. */
  static final Duration AFTER_REJECTION = Duration.ofMinutes(15);

  private static final Duration MOST_RETRY_AFTER = Duration.ofHours(1);
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final int MOST_TEXT = 200;

  private final URI collector;
  private final Path tokenFile;
  private final InstantSource clock;
  private final Http http;
  private final Backoff backoff;

  /**
   * @param collector its base URL
   * @param tokenFile read at every exchange, so that a corrected one works at once
   * @param trust null: the platform's
   */
  public Uplink(
      URI collector, Path tokenFile, @Nullable SSLSocketFactory trust, InstantSource clock) {
    this(collector, tokenFile, clock, new Http(trust, DEADLINE), Math::random);
  }

  Uplink(URI collector, Path tokenFile, InstantSource clock, Http http, DoubleSupplier random) {
    this.collector = collector;
    this.tokenFile = tokenFile;
    this.clock = clock;
    this.http = http;
    this.backoff = new Backoff(random);
  }

  /** One attempt to deliver one report. */
  public Delivery deliver(SpoolEntry entry) {
    return post("/api/v1/reports", Map.of("Content-Encoding", "gzip"), entry.gzip());
  }

  /** One attempt to answer what the plan asks for. */
  public Delivery deliver(InventoryReport inventory) {
    byte[] body = ProtocolJson.write(inventory).getBytes(StandardCharsets.UTF_8);
    return post("/api/v1/inventories", Map.of(), body);
  }

  private Delivery post(String path, Map<String, String> more, byte[] body) {
    try {
      Map<String, String> headers = headers();
      headers.put("Content-Type", "application/json");
      headers.putAll(more);
      Delivery delivery = judge(http.post(at(path), headers, body));
      if (delivery instanceof Delivery.Accepted) {
        backoff.succeeded();
      }
      return delivery;
    } catch (IOException e) {
      return new Delivery.RetryLater(backoff.failed(), text(e));
    }
  }

  private Delivery judge(Http.Answer answer) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      try {
        return new Delivery.Accepted(ProtocolJson.read(answer.body(), Receipt.class));
      } catch (IllegalArgumentException e) {
        // a captive portal answers 200 to everything: that is no receipt
        return new Delivery.RetryLater(backoff.failed(), "status " + status + " without a receipt");
      }
    }
    if (status == 401 || status == 403) {
      return new Delivery.RetryLater(
          AFTER_REJECTION, "the collector does not accept this machine's token: " + said(answer));
    }
    if (status == 408 || status == 425 || status == 429 || status == 503) {
      Duration wait = retryAfter(answer.retryAfter()).orElseGet(backoff::failed);
      return new Delivery.RetryLater(wait, said(answer));
    }
    // a redirect or a missing path is a wrong address or a proxy, not a verdict on the report
    if (status < 400 || status == 404 || status == 405 || status == 407 || status >= 500) {
      return new Delivery.RetryLater(backoff.failed(), said(answer));
    }
    return new Delivery.Refused(status, said(answer));
  }

  private Optional<Duration> retryAfter(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    String value = header.strip();
    Duration wait;
    try {
      if (value.matches("\\d{1,9}")) {
        wait = Duration.ofSeconds(Long.parseLong(value));
      } else {
        Instant when = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        wait = Duration.between(clock.instant(), when);
      }
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
    Duration least = Duration.ofSeconds(1);
    Duration bounded = wait.compareTo(MOST_RETRY_AFTER) > 0 ? MOST_RETRY_AFTER : wait;
    return Optional.of(bounded.compareTo(least) < 0 ? least : bounded);
  }

  /** The answer to a question for the plan. */
  public sealed interface PlanAnswer {
    record Fresh(PlanDocument plan, @Nullable String etag) implements PlanAnswer {}

    record Unchanged() implements PlanAnswer {}

    record NotNow(String why) implements PlanAnswer {}
  }

  /**
   * @param etag of the plan that is known; null: none is
   */
  public PlanAnswer plan(@Nullable String etag) {
    try {
      Map<String, String> headers = headers();
      if (etag != null) {
        headers.put("If-None-Match", etag);
      }
      Http.Answer answer = http.get(at("/api/v1/plan"), headers);
      if (answer.status() == 304) {
        return new PlanAnswer.Unchanged();
      }
      if (answer.status() != 200) {
        return new PlanAnswer.NotNow(said(answer));
      }
      return new PlanAnswer.Fresh(
          ProtocolJson.read(answer.body(), PlanDocument.class), answer.etag());
    } catch (IOException | IllegalArgumentException e) {
      return new PlanAnswer.NotNow(text(e));
    }
  }

  /**
   * Joins with a code; needs no token.
   *
   * @throws IOException with the collector's answer when it did not enrol us
   */
  public static Enrolment enrol(
      URI collector, EnrolmentRequest request, @Nullable SSLSocketFactory trust)
      throws IOException {
    Http http = new Http(trust, DEADLINE);
    Http.Answer answer =
        http.post(
            at(collector, "/api/v1/enrolments"),
            Map.of("Content-Type", "application/json", "Accept", "application/json"),
            ProtocolJson.write(request).getBytes(StandardCharsets.UTF_8));
    if (answer.status() < 200 || answer.status() >= 300) {
      throw new IOException(said(answer));
    }
    try {
      return ProtocolJson.read(answer.body(), Enrolment.class);
    } catch (IllegalArgumentException e) {
      throw new IOException("the answer is no enrolment", e);
    }
  }

  private Map<String, String> headers() throws IOException {
    String token = Files.readString(tokenFile, StandardCharsets.US_ASCII).strip();
    Map<String, String> headers = new HashMap<>();
    headers.put("Authorization", "Bearer " + token);
    headers.put("Accept", "application/json");
    return headers;
  }

  private URI at(String path) {
    return at(collector, path);
  }

  private static URI at(URI base, String path) {
    return URI.create(base.toString().replaceAll("/+$", "") + path);
  }

  /** Status and reason; the answer's text only where it is ours. */
  private static String said(Http.Answer answer) {
    String status = "status " + answer.status();
    try {
      ErrorBody error = ProtocolJson.read(answer.body(), ErrorBody.class);
      return status + " " + clean(error.reason() + ": " + error.detail());
    } catch (IllegalArgumentException e) {
      return status;
    }
  }

  private static String text(Exception e) {
    return clean(e.getClass().getSimpleName() + ": " + e.getMessage());
  }

  private static String clean(String text) {
    String clean = text.replaceAll("\\p{Cc}+", " ").strip();
    return clean.length() > MOST_TEXT ? clean.substring(0, MOST_TEXT) : clean;
  }
}
