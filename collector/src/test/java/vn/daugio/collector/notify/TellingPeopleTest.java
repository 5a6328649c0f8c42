package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.collector.incident.Cause;
import vn.daugio.collector.incident.Episode;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.notify.Notifier.Delivery;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.store.DeliveryRow;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.TestDatabase;
import vn.daugio.protocol.Language;

/** Who is told what, when, over which channel. */
class TellingPeopleTest {
  /** A Monday, 07:10 in Vietnam, within the early round. */
  private static final Instant MONDAY = Instant.parse("2026-11-23T00:10:00Z");

  /** The Sunday before, 20:00. */
  private static final Instant SUNDAY = Instant.parse("2026-11-22T13:00:00Z");

  /** 07:00 on Monday: half an hour before the counter opens. */
  private static final Instant EARLY = Instant.parse("2026-11-23T00:00:00Z");

  private static final Office OFFICE = People.office();

  @TempDir private Path folder;
  private final People chat = new People("chat");
  private final People other = new People("other");
  private final AtomicReference<Instant> now = new AtomicReference<>(MONDAY);
  private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
  private Store store;

  @BeforeEach
  void open() {
    store = TestDatabase.open(folder.resolve("t.db"));
  }

  @AfterEach
  void close() {
    store.close();
    watch.shutdown();
  }

  private NoticeDispatcher dispatcher(Notifier... channels) {
    return new NoticeDispatcher(
        new NoticeDispatcher.Scope(
            store, () -> OFFICE, new NotifySettings(List.of(channels), List.of(), "http://x")),
        now::get,
        new SimpleMeterRegistry(),
        watch,
        new Retries(() -> 0));
  }

  private Incident incident(String target, Severity severity, Notice.Kind... kinds) {
    Instant at = Objects.requireNonNull(now.get());
    return store.write(
        tx -> {
          Subject subject = new Subject(People.SITE, target, "internet.link");
          Incident incident =
              tx.outages().add(subject, severity, "r", Cause.MAIN_LINE, Episode.begun(at, at));
          for (Notice.Kind kind : kinds) {
            tx.outbox().add(incident, kind, at);
          }
          return incident;
        });
  }

  private void say(Incident incident, Notice.Kind kind) {
    Instant at = Objects.requireNonNull(now.get());
    store.write(
        tx -> {
          tx.outbox().add(incident, kind, at);
          return true;
        });
  }

  private long waiting() {
    return store.read(tx -> tx.outbox().waiting());
  }

  private List<DeliveryRow> rows(long incident) {
    return store.read(tx -> tx.deliveries().ofIncident(incident));
  }

  @ParameterizedTest
  @CsvSource({
    "OPENED, truong pho",
    "REOPENED, truong pho",
    "FLAPPING, truong pho",
    "REMINDER_50, truong pho",
    "REMINDER_80, truong pho",
    "OVERDUE, truong pho nha-mang tinh",
    "ESCALATED_SUPPLIER, nha-mang tinh",
    "ESCALATED_CHAIR, chu-tich truong pho",
  })
  void eachKindHasItsAudience(Notice.Kind kind, String whom) {
    incident("x", Severity.HIGH, kind);
    dispatcher(chat).dispatch();
    assertThat(chat.got).extracting(People.Got::to).containsExactlyInAnyOrder(whom.split(" "));
  }

  @ParameterizedTest
  @CsvSource({"RECOVERED, WITHDRAWN", "WITHDRAWN, RECOVERED"})
  void whoWasToldOfTheBeginningHearsOfOneEndAndNobodyElse(Notice.Kind end, Notice.Kind other) {
    NoticeDispatcher dispatcher = dispatcher(chat);
    Incident incident = incident("x", Severity.HIGH, Notice.Kind.OVERDUE);
    dispatcher.dispatch();
    chat.got.clear();
    say(incident, end);
    dispatcher.dispatch();
    say(incident, other);
    dispatcher.dispatch();
    assertThat(chat.told()).hasSize(4).allMatch(one -> one.endsWith(" " + end.code()));
  }

  @Test
  void twoPeopleGetDifferentKeysAndARepetitionTheSame() {
    incident("x", Severity.HIGH, Notice.Kind.OPENED);
    chat.answer = new Delivery.RetryLater("busy");
    NoticeDispatcher dispatcher = dispatcher(chat);
    dispatcher.dispatch();
    now.set(MONDAY.plusSeconds(5));
    dispatcher.dispatch();
    List<String> keys = chat.got.stream().map(one -> one.to() + one.letter().key()).toList();
    assertThat(keys).allMatch(key -> key.matches("[a-z]+daugio-1-opened-[0-9a-f]{8}"));
    assertThat(keys.stream().distinct()).hasSize(2);
    assertThat(chat.got.stream().map(one -> one.letter().key()).distinct()).hasSize(2);
  }

  @Test
  void whatIsRefusedForEverGoesToTheNextChannelAtOnce() {
    incident("x", Severity.HIGH, Notice.Kind.ESCALATED_CHAIR);
    chat.answer = new Delivery.Permanent("no such chat");
    dispatcher(chat, other).dispatch();
    assertThat(chat.got).hasSize(3);
    assertThat(other.told())
        .containsExactlyInAnyOrder(
            "chu-tich escalated-chair", "truong escalated-chair", "pho escalated-chair");
  }

  @Test
  void whatNoChannelWillEverTakeHasFailed() {
    incident("x", Severity.HIGH, Notice.Kind.ESCALATED_SUPPLIER);
    chat.answer = new Delivery.Permanent("no such chat");
    dispatcher(chat).dispatch();
    assertThat(rows(1))
        .extracting(DeliveryRow::state)
        .containsExactly(DeliveryRow.State.FAILED, DeliveryRow.State.FAILED);
    assertThat(waiting()).isZero();
  }

  @Test
  void aMisconfiguredChannelIsPutAsideForAllLetters() {
    NoticeDispatcher dispatcher = dispatcher(chat, other);
    chat.answer = new Delivery.Misconfigured("token refused");
    incident("x", Severity.HIGH, Notice.Kind.OPENED);
    dispatcher.dispatch();
    assertThat(chat.got).hasSize(1);
    assertThat(other.told()).containsExactlyInAnyOrder("truong opened", "pho opened");
    now.set(MONDAY.plus(Duration.ofMinutes(14)));
    chat.answer = new Delivery.Taken();
    incident("y", Severity.HIGH, Notice.Kind.OPENED);
    dispatcher.dispatch();
    assertThat(chat.got).hasSize(1);
    now.set(MONDAY.plus(Duration.ofMinutes(15)));
    incident("z", Severity.HIGH, Notice.Kind.OPENED);
    dispatcher.dispatch();
    assertThat(chat.got).hasSize(3);
  }

  @Test
  void aChannelThatDoesNotAnswerIsNotWaitedForAfterThreeFailures() {
    NoticeDispatcher dispatcher = dispatcher(chat, other);
    chat.answer = new Delivery.RetryLater("timed out");
    incident("x", Severity.HIGH, Notice.Kind.OPENED);
    dispatcher.dispatch();
    assertThat(other.got).isEmpty();
    now.set(MONDAY.plusSeconds(5));
    dispatcher.dispatch();
    assertThat(chat.got).hasSizeBetween(3, 4);
    assertThat(other.told()).containsExactlyInAnyOrder("truong opened", "pho opened");
  }

  @Test
  void aPauseThatTheOtherSideAsksForIsKept() {
    NoticeDispatcher dispatcher = dispatcher(chat);
    chat.answer = new Delivery.RetryLater("429", Duration.ofSeconds(20));
    incident("x", Severity.HIGH, Notice.Kind.ESCALATED_SUPPLIER);
    dispatcher.dispatch();
    now.set(MONDAY.plusSeconds(19));
    dispatcher.dispatch();
    assertThat(chat.got).hasSize(2);
    chat.answer = new Delivery.Taken();
    now.set(MONDAY.plusSeconds(20));
    dispatcher.dispatch();
    assertThat(chat.got).hasSize(4);
  }

  @Test
  void whatCanWaitIsToldInTheEarlyRound() {
    now.set(SUNDAY);
    NoticeDispatcher dispatcher = dispatcher(chat);
    incident("x", Severity.MEDIUM, Notice.Kind.OPENED);
    incident("y", Severity.HIGH, Notice.Kind.OPENED);
    dispatcher.dispatch();
    assertThat(chat.told()).containsExactlyInAnyOrder("truong opened", "pho opened");
    chat.got.clear();
    now.set(EARLY.minusMillis(1));
    dispatcher.dispatch();
    assertThat(chat.got).isEmpty();
    now.set(EARLY);
    dispatcher.dispatch();
    assertThat(chat.told()).containsExactlyInAnyOrder("truong opened", "pho opened");
  }

  @Test
  void whatIsOverByThenIsNotToldAtAll() {
    now.set(SUNDAY);
    NoticeDispatcher dispatcher = dispatcher(chat);
    Incident incident = incident("x", Severity.MEDIUM, Notice.Kind.OPENED);
    dispatcher.dispatch();
    now.set(SUNDAY.plusSeconds(600));
    say(incident, Notice.Kind.RECOVERED);
    dispatcher.dispatch();
    now.set(MONDAY);
    dispatcher.dispatch();
    assertThat(chat.got).isEmpty();
    assertThat(waiting()).isZero();
    assertThat(rows(1)).extracting(DeliveryRow::state).containsOnly(DeliveryRow.State.DROPPED);
  }

  @Test
  void whoeverLastHeardThatItIsWellIsNotToldSoAgain() {
    NoticeDispatcher dispatcher = dispatcher(chat);
    Incident incident = incident("x", Severity.MEDIUM, Notice.Kind.OPENED);
    dispatcher.dispatch();
    say(incident, Notice.Kind.RECOVERED);
    dispatcher.dispatch();
    assertThat(chat.got).hasSize(4);
    now.set(SUNDAY.plus(Duration.ofDays(7)));
    say(incident, Notice.Kind.REOPENED);
    dispatcher.dispatch();
    say(again(incident), Notice.Kind.RECOVERED);
    dispatcher.dispatch();
    now.set(MONDAY.plus(Duration.ofDays(7)));
    dispatcher.dispatch();
    assertThat(chat.got).as("it came and went in the night").hasSize(4);
    assertThat(waiting()).isZero();
  }

  /** The same after it has come back once. */
  private static Incident again(Incident one) {
    return new Incident(
        one.id(),
        one.subject(),
        one.severity(),
        one.reason(),
        one.cause(),
        null,
        new Incident.Course(one.openedAt(), null, null, 1, one.announcedAt()),
        one.handling());
  }

  @Test
  void manyLettersToOnePersonBecomeOne() {
    now.set(SUNDAY);
    NoticeDispatcher dispatcher = dispatcher(chat);
    for (int i = 1; i <= 6; i++) {
      incident("x" + i, Severity.LOW, Notice.Kind.OPENED);
    }
    dispatcher.dispatch();
    now.set(EARLY);
    chat.answer = new Delivery.RetryLater("busy");
    dispatcher.dispatch();
    // what comes meanwhile is no part of a letter that may have arrived
    incident("late", Severity.HIGH, Notice.Kind.ESCALATED_CHAIR);
    chat.answer = new Delivery.Taken();
    now.set(EARLY.plusSeconds(5));
    dispatcher.dispatch();
    assertThat(chat.told())
        .containsExactlyInAnyOrder(
            "truong digest",
            "pho digest",
            "truong digest",
            "pho digest",
            "chu-tich escalated-chair",
            "truong escalated-chair",
            "pho escalated-chair");
    Letter digest = chat.got.get(0).letter();
    assertThat(digest.about()).hasSize(6);
    assertThat(digest.severity()).isEqualTo(Severity.LOW);
    assertThat(digest.in(Language.EN).text())
        .startsWith("Digest of 6 notices:\n1. Incident: Internet line (x1) at Trụ sở, Xã Đại Đồng")
        .contains("\n6. Incident: Internet line (x6)");
    assertThat(
            chat.got.stream()
                .filter(one -> one.letter().kind().equals("digest"))
                .map(one -> one.letter().key())
                .distinct())
        .as("the repetition of a digest has its key")
        .hasSize(2);
  }

  @Test
  void fiveLettersStayFive() {
    now.set(SUNDAY);
    NoticeDispatcher dispatcher = dispatcher(chat);
    for (int i = 1; i <= 5; i++) {
      incident("x" + i, Severity.LOW, Notice.Kind.OPENED);
    }
    dispatcher.dispatch();
    now.set(EARLY);
    dispatcher.dispatch();
    assertThat(chat.got).hasSize(10).allMatch(one -> one.letter().kind().equals("opened"));
  }

  @Test
  void eachChannelToPeopleHasItsKindOfAddress() {
    for (Channel channel : Channel.values()) {
      assertThat(Routes.way(channel).isPresent())
          .as(channel.code())
          .isEqualTo(channel.isAddressed());
      assertThat(Paced.usual(channel) > 0).as(channel.code()).isEqualTo(channel.isAddressed());
    }
  }

  @Test
  void aChannelGetsNoMoreThanItsRate() {
    NoticeDispatcher dispatcher = dispatcher(new Paced(chat, 3));
    incident("x", Severity.HIGH, Notice.Kind.OPENED);
    incident("y", Severity.HIGH, Notice.Kind.OPENED);
    dispatcher.dispatch();
    assertThat(chat.got).hasSize(3);
    now.set(MONDAY.plusSeconds(59));
    dispatcher.dispatch();
    assertThat(chat.got).hasSize(3);
    now.set(MONDAY.plusSeconds(60));
    dispatcher.dispatch();
    assertThat(chat.got).hasSize(4);
  }

  @Test
  void twoDispatchersNeverSendTheSame() throws InterruptedException {
    for (int i = 1; i <= 20; i++) {
      incident("x" + i, Severity.HIGH, Notice.Kind.ESCALATED_SUPPLIER);
    }
    NoticeDispatcher one = dispatcher(new Paced(chat, 6000));
    NoticeDispatcher two = dispatcher(new Paced(chat, 6000));
    Thread thread = new Thread(one::dispatch);
    thread.start();
    two.dispatch();
    thread.join();
    assertThat(chat.got.stream().flatMap(got -> got.letter().about().stream())).hasSize(40);
    assertThat(chat.got.stream().map(got -> got.letter().key())).doesNotHaveDuplicates();
    assertThat(waiting()).isZero();
  }

  @Test
  void anIncidentOfTheWholeProvinceIsToldToItAndToTheCommunesThatFeelIt() {
    Incident child =
        Incident.begun(
            2, new Subject("xuan-lam/tru-so", "dvcqg", "system.web"), Severity.HIGH, "r", MONDAY);
    Incident root =
        new Incident(
            1,
            new Subject("toan-tinh/toan-tinh", "dvcqg", "system.web"),
            Severity.HIGH,
            "r",
            Cause.SYSTEM_EVERYWHERE,
            null,
            Incident.Course.from(MONDAY),
            Incident.Handling.NONE);
    Notice notice = new Notice(1, root, Notice.Kind.OPENED, 0, 0, MONDAY);
    assertThat(Audience.of(notice, OFFICE, List.of(child, child)))
        .extracting(Recipient::destination)
        .containsExactly(
            "province main 1 of toan-tinh/toan-tinh", "counter main 1 of xuan-lam/tru-so");
  }
}
