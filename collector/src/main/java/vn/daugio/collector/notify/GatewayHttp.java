package vn.daugio.collector.notify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.notify.Notifier.Delivery;

/**
 * One exchange with a gateway: bounded in time, the body included, and in size; follows no
 * redirects, because a secret must not travel to another place; never tells where it went.
 */
final class GatewayHttp {
  static final Duration USUAL = Duration.ofSeconds(20);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 64 * 1024;
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  private GatewayHttp() {}

  /** What came back. */
  sealed interface Reply {
    /**
     * @param after how long the other side asked to wait; null: it did not say
     */
    record Answer(int status, String body, @Nullable Duration after) implements Reply {
      boolean isSuccess() {
        return status / 100 == 2;
      }
    }

    /** Nothing came back that can be judged. */
    record Away(String why) implements Reply {}
  }

  /**
   * @param within for all of it, from the connection to the last byte
   */
  static Reply exchange(HttpRequest request, Duration within) {
    CompletableFuture<HttpResponse<byte[]>> future =
        CLIENT.sendAsync(request, info -> new Bounded());
    try {
      HttpResponse<byte[]> response = future.get(within.toMillis(), TimeUnit.MILLISECONDS);
      String body = new String(response.body(), StandardCharsets.UTF_8);
      return new Reply.Answer(response.statusCode(), body, after(response));
    } catch (TimeoutException e) {
      future.cancel(true);
      return new Reply.Away("no answer within " + within.toSeconds() + " s");
    } catch (ExecutionException e) {
      // the message may hold the address, and that a secret
      Throwable cause = e.getCause();
      return new Reply.Away(cause == null ? "no answer" : cause.getClass().getSimpleName());
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      return new Reply.Away("stopped");
    }
  }

  /** What the status alone says; a gateway's own code says more where there is one. */
  static Delivery judge(String name, int status, @Nullable Duration after) {
    String why = name + ": HTTP " + status;
    if (status >= 500 || status == 408 || status == 425 || status == 429) {
      return new Delivery.RetryLater(why, after);
    }
    boolean ours = status == 401 || status == 403 || status == 404 || status / 100 == 3;
    return ours ? new Delivery.Misconfigured(why) : new Delivery.Permanent(why);
  }

  /** Retry-After (RFC 9110, 10.2.3): seconds, or a date, counted from the answer's own. */
  private static @Nullable Duration after(HttpResponse<?> response) {
    String text = response.headers().firstValue("Retry-After").orElse("");
    Duration after = null;
    if (text.matches("[0-9]{1,6}")) {
      after = Duration.ofSeconds(Long.parseLong(text));
    } else {
      Optional<Instant> now = response.headers().firstValue("Date").flatMap(GatewayHttp::date);
      Optional<Instant> then = date(text);
      if (now.isPresent() && then.isPresent() && then.get().isAfter(now.get())) {
        after = Duration.between(now.get(), then.get());
      }
    }
    return after != null && after.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : after;
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Gives up on a body that is longer than any gateway's. */
  private static final class Bounded implements HttpResponse.BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;

    @Override
    public CompletionStage<byte[]> getBody() {
      return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription all) {
      subscription = all;
      all.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        read.writeBytes(bytes);
      }
      if (read.size() > MOST_BYTES && subscription != null) {
        subscription.cancel();
        whole.completeExceptionally(new IOException("the answer is too long"));
      }
    }

    @Override
    public void onError(Throwable failure) {
      whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      whole.complete(read.toByteArray());
    }
  }
}
