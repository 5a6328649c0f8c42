package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.incident.Cause;
import vn.daugio.collector.incident.Episode;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.notify.Notifier.Delivery;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.TestDatabase;

/** One channel that never answers, beside others that do. */
class HangingChannelTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:10:00Z");

  @TempDir private Path folder;
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);

  @AfterEach
  void stop() {
    scheduler.shutdownNow();
  }

  /** Takes a letter and says nothing until it is interrupted. */
  private record Hanging(CountDownLatch asked, CountDownLatch end) implements Notifier {
    @Override
    public Channel channel() {
      return Channel.WEBHOOK;
    }

    @Override
    public String name() {
      return "webhook:hangs";
    }

    @Override
    public int longest() {
      return 1000;
    }

    @Override
    public Delivery send(Letter letter, String address) {
      asked.countDown();
      try {
        end.await();
        return new Delivery.Taken();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Delivery.RetryLater("stopped");
      }
    }
  }

  @Test
  void itDoesNotHoldUpTheOthers() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(2);
    People chat =
        new People("chat") {
          @Override
          public Delivery send(Letter letter, String address) {
            told.countDown();
            return super.send(letter, address);
          }
        };
    Hanging hanging = new Hanging(new CountDownLatch(1), new CountDownLatch(1));
    try (Store store = TestDatabase.open(folder.resolve("t.db"))) {
      NoticeDispatcher dispatcher =
          new NoticeDispatcher(
              new NoticeDispatcher.Scope(
                  store,
                  People::office,
                  new NotifySettings(List.of(hanging, chat), List.of(), "http://x")),
              InstantSource.fixed(NOW),
              new SimpleMeterRegistry(),
              scheduler);
      dispatcher.start();
      incident(store, "x");
      assertThat(hanging.asked().await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
      dispatcher.stop();
      assertThat(chat.told()).containsExactlyInAnyOrder("truong opened", "pho opened");
    }
  }

  private static void incident(Store store, String target) {
    store.write(
        tx -> {
          Subject subject = new Subject(People.SITE, target, "internet.link");
          Incident incident =
              tx.outages()
                  .add(subject, Severity.HIGH, "r", Cause.MAIN_LINE, Episode.begun(NOW, NOW));
          tx.outbox().add(incident, Notice.Kind.OPENED, NOW);
          return true;
        });
  }

  @Test
  void anAttemptIsEndedAndTheThreadIsFreeAgain() {
    Attempts attempts = new Attempts(new SimpleMeterRegistry(), scheduler, Duration.ofMillis(20));
    Hanging hanging = new Hanging(new CountDownLatch(1), new CountDownLatch(1));
    Letter letter = new Letters("http://x").test("k", "Trụ sở");
    Delivery delivery = attempts.send(hanging, letter, "");
    assertThat(delivery).isEqualTo(new Delivery.RetryLater("no answer in 0 s"));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aChannelThatThrowsIsTriedAgainAndItsWordsAreKept() {
    Attempts attempts = new Attempts(new SimpleMeterRegistry(), scheduler, Duration.ofMinutes(1));
    People broken =
        new People("broken") {
          @Override
          public Delivery send(Letter letter, String address) {
            throw new IllegalStateException("token 12345 of " + address);
          }
        };
    Delivery delivery = attempts.send(broken, new Letters("http://x").test("k", "x"), "secret");
    assertThat(delivery).isEqualTo(new Delivery.RetryLater("internal error IllegalStateException"));
  }
}
