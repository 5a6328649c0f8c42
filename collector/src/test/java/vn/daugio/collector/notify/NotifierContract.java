package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.incident.Cause;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.notify.Notifier.Delivery;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.state.Subject;

/** What every channel has to do; a new one extends this and gives its other side. */
abstract class NotifierContract {
  static final Instant OPENED = Instant.parse("2026-11-23T00:12:00Z");
  static final Instant RECOVERED = Instant.parse("2026-11-23T01:30:00Z");
  static final String SECRET = "s3cret-in-the-address";
  static final Office.Site SITE =
      new Office.Site(
          "dai-dong/tru-so",
          "Trụ sở",
          "Tổ ứng cứu",
          new OfficeCalendar(List.of(), new TreeMap<>()),
          List.of(),
          List.of(),
          Office.Settings.NONE);

  static Notice notice(Notice.Kind kind) {
    @Nullable Instant recovered = kind == Notice.Kind.RECOVERED ? RECOVERED : null;
    Subject subject = new Subject("dai-dong/tru-so", "duong-chinh", "internet.link");
    return new Notice(
        3,
        new Incident(
            12,
            subject,
            Severity.HIGH,
            "internet.unreachable",
            Cause.MAIN_LINE,
            null,
            new Incident.Course(OPENED, recovered, null, 0, OPENED),
            Incident.Handling.NONE),
        kind,
        0,
        0,
        OPENED);
  }

  static Message message(Notice.Kind kind) {
    return new Message(notice(kind), SITE, "Xã Đại Đồng", Map.of());
  }

  static Letter letter(Notice.Kind kind) {
    return new Letters("https://collector.example").of(message(kind));
  }

  /** Where the letter goes; empty where the channel is the destination itself. */
  String address() {
    return "";
  }

  private Delivery send() {
    return notifier().send(letter(Notice.Kind.OPENED), address());
  }

  /** A notifier whose address holds {@link #SECRET}. */
  abstract Notifier notifier();

  /** Makes the other side answer with a status from now on. */
  abstract void answer(int status);

  /** Makes the other side unreachable. */
  abstract void goAway();

  @Test
  void successIsTaken() {
    answer(200);
    assertThat(send()).isEqualTo(new Delivery.Taken());
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void whatPassesIsTriedAgain(int status) {
    answer(status);
    assertThat(send()).isInstanceOf(Delivery.RetryLater.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 400, 401, 403, 404, 410, 422})
  void whatIsRefusedIsSaidSo(int status) {
    answer(status);
    assertThat(send()).isInstanceOfAny(Delivery.Permanent.class, Delivery.Misconfigured.class);
  }

  @Test
  void anOtherSideThatIsAwayIsTriedAgainAndNoSecretLeaks() {
    goAway();
    Delivery delivery = send();
    assertThat(delivery).isInstanceOf(Delivery.RetryLater.class);
    assertThat(delivery.toString()).doesNotContain(SECRET, "127.0.0.1");
    assertThat(notifier().toString()).doesNotContain(SECRET);
  }

  @Test
  void itsNameIsThatOfItsChannelAndHoldsNoSecret() {
    assertThat(notifier().name())
        .startsWith(notifier().channel().code() + ":")
        .doesNotContain(SECRET);
  }
}
