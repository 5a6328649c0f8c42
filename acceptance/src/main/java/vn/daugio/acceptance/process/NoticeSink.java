package vn.daugio.acceptance.process;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A webhook that honours the idempotency key: a letter whose key it has seen is taken again, but
 * told once. It answers late, so that a kill finds letters between here and there.
 */
public final class NoticeSink implements AutoCloseable {
  private final Map<String, List<Letter>> letters = new LinkedHashMap<>();
  private final Supplier<Duration> delay;
  private final HttpServer server;

  /**
   * @param body as it came
   * @param at when it was there, by {@link System#nanoTime}
   */
  public record Letter(String body, long at) {}

  /**
   * @param delay how long each answer takes
   */
  public NoticeSink(Supplier<Duration> delay) {
    this.delay = delay;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool(NoticeSink::daemon));
    server.createContext(
        "/notices",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          add(
              exchange.getRequestHeaders().getFirst("Idempotency-Key"),
              new Letter(new String(body, StandardCharsets.UTF_8), System.nanoTime()));
          LockSupport.parkNanos(delay().toNanos());
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "notice-sink");
    thread.setDaemon(true);
    return thread;
  }

  private synchronized Duration delay() {
    return delay.get();
  }

  private synchronized void add(String key, Letter letter) {
    letters.computeIfAbsent(key, one -> new ArrayList<>()).add(letter);
    notifyAll();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/notices";
  }

  /** Under each key what came, in order; all but the first are repetitions. */
  public synchronized Map<String, List<Letter>> letters() {
    Map<String, List<Letter>> copy = new LinkedHashMap<>();
    letters.forEach((key, all) -> copy.put(key, List.copyOf(all)));
    return copy;
  }

  /** Waits until so many different letters have come. */
  public synchronized void await(int count, Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (letters.size() < count) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new IllegalStateException(letters.size() + " letters of " + count + " have come");
      }
      wait(left);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
