package vn.daugio.agent.check.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.Assignments.values;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.Nginx;
import vn.daugio.agent.testing.Peers;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** Samples from a real nginx that lets through as much as it is told. */
class CallBandwidthTest {
  private static final Instant NOON = Instant.parse("2026-11-23T05:00:00Z");

  @TempDir static Path directory;
  private static Peers.Peer server;

  @BeforeAll
  static void serve() throws Exception {
    Files.write(directory.resolve("sample"), new byte[1_000_000]);
    server =
        Nginx.http(
            directory,
            """
            location = /wide { types {} default_type application/octet-stream; alias %1$s/sample; }
            location = /narrow { types {} default_type application/octet-stream; alias %1$s/sample; limit_rate 300k; }
            location = /page { return 200 "<html>"; }
            """
                .formatted(directory));
  }

  @AfterAll
  static void end() {
    server.close();
  }

  private static Assignment meeting(String path) {
    String host = "tcp://127.0.0.1:" + server.port();
    String sample = "http://127.0.0.1:" + server.port() + path;
    return Assignments.of(
        CheckType.MEETING_READINESS, new Access.Meeting(host, null, null, null, sample));
  }

  private static Finding judge(Assignment assignment, LastReading last, Instant now)
      throws Exception {
    return new MeetingReadinessCheck(InstantSource.fixed(now))
        .judge(assignment, last, Deadline.in(Duration.ofSeconds(25)));
  }

  @Test
  void aNarrowLineWarnsAndAVeryNarrowOneFails() throws Exception {
    Finding narrow = judge(meeting("/narrow"), LastReading.NONE, NOON);
    assertThat(narrow.outcome()).as(narrow.toString()).isEqualTo(Outcome.WARN);
    assertThat(narrow.reason()).isEqualTo(Reason.MEETING_BANDWIDTH_LOW);
    assertThat(values(narrow, "download_bytes_per_second").get(0)).isBetween(200_000.0, 480_000.0);
    assertThat(narrow.facts()).containsEntry("bandwidth", "short");
    assertThat(narrow.remember()).doesNotContainKey("bandwidthEnoughAt");

    Assignment strict = Assignments.limited(meeting("/narrow"), "download-fail-below", 490_000);
    assertThat(judge(strict, LastReading.NONE, NOON).outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void whatWasEnoughStandsForFourHours() throws Exception {
    Finding wide = judge(meeting("/wide"), LastReading.NONE, NOON);
    assertThat(wide.outcome()).as(wide.toString()).isEqualTo(Outcome.OK);
    assertThat(wide.facts()).containsEntry("bandwidth", "enough");

    LastReading last = new LastReading(NOON, wide.remember());
    Finding later = judge(meeting("/page"), last, NOON.plus(Duration.ofMinutes(239)));
    assertThat(later.outcome()).isEqualTo(Outcome.OK);
    assertThat(later.remember()).isEqualTo(wide.remember());

    Finding again = judge(meeting("/page"), last, NOON.plus(Duration.ofHours(4)));
    assertThat(again.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(again.reason()).isEqualTo(Reason.MEETING_BANDWIDTH_UNKNOWN);
    Finding setBack = judge(meeting("/page"), last, NOON.minus(Duration.ofDays(1)));
    assertThat(setBack.outcome()).isEqualTo(Outcome.UNKNOWN);
  }
}
