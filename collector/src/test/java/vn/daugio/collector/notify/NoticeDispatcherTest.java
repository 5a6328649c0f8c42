package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.incident.Cause;
import vn.daugio.collector.incident.Episode;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.store.AsideTable;
import vn.daugio.collector.store.DeliveryRow;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.TestDatabase;

@Tag("engines")
class NoticeDispatcherTest {
  private static final Instant T0 = Instant.parse("2026-11-23T00:00:00Z");
  private static final Office OFFICE =
      new Office(
          "p", List.of(new Office.Commune("dai-dong", "Đại Đồng", List.of(NotifierContract.SITE))));

  @TempDir private Path folder;
  private final Hook a = new Hook();
  private final Hook b = new Hook();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicReference<Instant> now = new AtomicReference<>(T0);
  private final ScheduledExecutorService unused = Executors.newSingleThreadScheduledExecutor();
  private Store store;

  @BeforeEach
  void open() {
    store = TestDatabase.open(folder.resolve("t.db"));
  }

  @AfterEach
  void close() {
    store.close();
    a.close();
    b.close();
    unused.shutdown();
  }

  private NoticeDispatcher dispatcher(Webhook... hooks) {
    return dispatcher(store, hooks);
  }

  private NoticeDispatcher dispatcher(Store store, Webhook... hooks) {
    NotifySettings settings = new NotifySettings(List.of(), List.of(hooks), "http://x");
    return new NoticeDispatcher(
        new NoticeDispatcher.Scope(store, () -> OFFICE, settings),
        now::get,
        meters,
        unused,
        new Retries(() -> 0));
  }

  private void incident(String target, Notice.Kind... kinds) {
    store.write(
        tx -> {
          Subject subject = new Subject("dai-dong/tru-so", target, "internet.link");
          Incident incident =
              tx.outages().add(subject, Severity.HIGH, "r", Cause.MAIN_LINE, Episode.begun(T0, T0));
          for (Notice.Kind kind : kinds) {
            tx.outbox().add(incident, kind, T0);
          }
          return true;
        });
  }

  private long waiting() {
    return store.read(tx -> tx.outbox().waiting());
  }

  private double count(String result) {
    return meters.counter("daugio.notify.attempts", "channel", "webhook", "result", result).count();
  }

  private List<DeliveryRow> rows(long incident) {
    return store.read(tx -> tx.deliveries().ofIncident(incident));
  }

  private List<AsideTable.Aside> asides() {
    return store.read(tx -> tx.asides().all());
  }

  @Test
  void aNoticeIsMarkedAfterItWasTaken() {
    NoticeDispatcher dispatcher = dispatcher(a.webhook("a"));
    incident("x", Notice.Kind.OPENED);
    dispatcher.dispatch();
    dispatcher.dispatch();
    assertThat(a.got).hasSize(1);
    assertThat(waiting()).isZero();
    assertThat(count("taken")).isEqualTo(1);
  }

  @Test
  void twoCollectorsOnOneDatabaseTellEachNoticeOnce() {
    try (Store second = TestDatabase.open(folder.resolve("t.db"))) {
      NoticeDispatcher one = dispatcher(a.webhook("a"));
      NoticeDispatcher other = dispatcher(second, b.webhook("a"));
      for (int i = 0; i < 40; i++) {
        incident("t" + i, Notice.Kind.OPENED);
      }
      CompletableFuture<Void> beside = CompletableFuture.runAsync(other::dispatch);
      one.dispatch();
      beside.join();
    }
    assertThat(a.got.size() + b.got.size()).isEqualTo(40);
    assertThat(waiting()).isZero();
    assertThat(count("taken")).isEqualTo(40);
  }

  @Test
  void aFailureIsTriedAgainLaterAndLater() {
    NoticeDispatcher dispatcher = dispatcher(a.webhook("a"));
    incident("x", Notice.Kind.OPENED);
    a.status = 503;
    dispatcher.dispatch();
    now.set(T0.plusMillis(4999));
    dispatcher.dispatch();
    assertThat(a.got).hasSize(1);
    now.set(T0.plusSeconds(5));
    dispatcher.dispatch();
    now.set(T0.plusSeconds(14));
    dispatcher.dispatch();
    assertThat(a.got).hasSize(2);
    a.status = 200;
    now.set(T0.plusSeconds(15));
    dispatcher.dispatch();
    assertThat(a.got).extracting(Hook.Got::key).containsOnly("daugio-1-opened").hasSize(3);
    assertThat(waiting()).isZero();
    assertThat(count("retry")).isEqualTo(2);
  }

  @Test
  void thePauseIsBounded() {
    Retries retries = new Retries(() -> 0);
    assertThat(retries.pause(1, null)).isEqualTo(Duration.ofSeconds(5));
    assertThat(retries.pause(4, null)).isEqualTo(Duration.ofSeconds(40));
    assertThat(retries.pause(1000, null)).isEqualTo(Duration.ofMinutes(15));
    assertThat(new Retries(() -> 0.999).pause(1000, null)).isLessThan(Duration.ofMinutes(19));
    assertThat(retries.pause(1, Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(90));
    assertThat(retries.pause(1, Duration.ofDays(9))).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aRefusedNoticeIsNotSentAgainAndIsKnownAsFailed() {
    NoticeDispatcher dispatcher = dispatcher(a.webhook("a"));
    incident("x", Notice.Kind.OPENED);
    a.status = 400;
    for (int i = 1; i <= 20; i++) {
      now.set(T0.plus(Duration.ofMinutes(16L * i)));
      dispatcher.dispatch();
    }
    assertThat(a.got).hasSize(1);
    assertThat(waiting()).isZero();
    assertThat(count("permanent")).isEqualTo(1);
    assertThat(rows(1))
        .extracting("state", "result", "why")
        .containsExactly(tuple(DeliveryRow.State.FAILED, "permanent", "a: HTTP 400"));
  }

  @Test
  void aWrongTokenPutsTheHookAsideUntilAPersonMayHaveMendedIt() {
    NoticeDispatcher dispatcher = dispatcher(a.webhook("a"));
    incident("x", Notice.Kind.OPENED);
    incident("y", Notice.Kind.OPENED);
    a.status = 401;
    dispatcher.dispatch();
    now.set(T0.plus(Duration.ofMinutes(14)));
    dispatcher.dispatch();
    assertThat(a.got).hasSize(1);
    a.status = 200;
    now.set(T0.plus(Duration.ofMinutes(15)));
    dispatcher.dispatch();
    assertThat(a.got)
        .extracting(Hook.Got::key)
        .containsExactly("daugio-1-opened", "daugio-1-opened", "daugio-2-opened");
    assertThat(waiting()).isZero();
    assertThat(asides()).isEmpty();
  }

  @Test
  void oneDestinationThatIsDownDoesNotHoldUpAnother() {
    NoticeDispatcher dispatcher = dispatcher(a.webhook("a"), b.webhook("b"));
    incident("x", Notice.Kind.OPENED, Notice.Kind.RECOVERED);
    a.status = 500;
    dispatcher.dispatch();
    assertThat(b.got)
        .extracting(Hook.Got::key)
        .containsExactly("daugio-1-opened", "daugio-1-recovered");
    a.status = 200;
    now.set(T0.plusSeconds(10));
    dispatcher.dispatch();
    assertThat(a.got)
        .extracting(Hook.Got::key)
        .containsExactly("daugio-1-opened", "daugio-1-opened", "daugio-1-recovered");
    assertThat(b.got).hasSize(2);
    assertThat(waiting()).isZero();
  }

  @Test
  void nobodyHearsOfTheEndBeforeTheBeginning() {
    NoticeDispatcher dispatcher = dispatcher(a.webhook("a"));
    incident("x", Notice.Kind.OPENED);
    a.status = 500;
    dispatcher.dispatch();
    store.write(
        tx -> {
          tx.outbox().add(tx.incidents().find(1).orElseThrow(), Notice.Kind.RECOVERED, T0);
          return true;
        });
    a.status = 200;
    now.set(T0.plusSeconds(1));
    dispatcher.dispatch();
    assertThat(a.got).extracting(Hook.Got::key).containsOnly("daugio-1-opened");
    now.set(T0.plusSeconds(5));
    dispatcher.dispatch();
    assertThat(a.got).last().extracting(Hook.Got::key).isEqualTo("daugio-1-recovered");
  }

  @Test
  void withoutAnybodyToTellNothingPilesUp() {
    NoticeDispatcher dispatcher = dispatcher();
    incident("x", Notice.Kind.OPENED);
    dispatcher.dispatch();
    assertThat(waiting()).isZero();
  }

  @Test
  void allResultsAreCountedFromZero() {
    dispatcher();
    assertThat(meters.find("daugio.notify.attempts").counters())
        .hasSize(4 * Channel.values().length);
    assertThat(meters.get("daugio.notices.waiting").gauge().value()).isZero();
  }
}
