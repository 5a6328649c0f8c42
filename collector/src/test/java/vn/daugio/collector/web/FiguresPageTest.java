package vn.daugio.collector.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.incident.Episode;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.surface.Offices;
import vn.daugio.collector.surface.Rows;
import vn.daugio.collector.surface.SurfaceApp;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Reason;

/** The figures of a period, for people and programs. */
class FiguresPageTest {
  private static final Instant ROUND = Instant.parse("2026-11-23T00:12:00Z");
  private static final Instant NOW = Instant.parse("2026-11-23T12:12:00Z");
  private static final String API = "/api/v1/incidents/figures";

  @TempDir Path folder;
  private SurfaceApp app;

  @BeforeEach
  void start() throws Exception {
    app = SurfaceApp.start(folder, Offices.of(3), NOW);
    Rows rows = new Rows(app.store(), ROUND);
    Incident line =
        rows.incident(
            CheckType.INTERNET_LINK, "duong-chinh", Severity.HIGH, Reason.INTERNET_UNREACHABLE);
    Incident wrong =
        rows.incident(
            CheckType.SCANNER_READY, "may-quet-1", Severity.MEDIUM, Reason.SCANNER_STOPPED);
    app.store()
        .write(
            tx -> {
              tx.outages()
                  .course(
                      line, Episode.begun(ROUND, ROUND).recovered(ROUND.plusSeconds(5400), NOW));
              tx.outages().refute(wrong, NOW);
              return true;
            });
  }

  @AfterEach
  void stop() {
    app.close();
  }

  private void another() {
    new Rows(app.store(), ROUND)
        .incident(CheckType.LAN_GATEWAY, "gateway", Severity.HIGH, Reason.LAN_GATEWAY_UNREACHABLE);
  }

  @Test
  void programsGetThreeNumbersAndAShareOnlyWhenItIsKnown() {
    assertThat(app.get(API).body())
        .isEqualTo(
            "{\"from\":\"2026-11-01\",\"to\":\"2026-11-23\",\"recovered\":1,"
                + "\"meanRecoverySeconds\":5400,\"opened\":1,\"within24h\":1,\"beyond24h\":0,"
                + "\"running\":0,\"withinShare\":1.0}");
    another();
    assertThat(app.get(API + "?commune=dai-dong&from=2026-11-23&to=2026-11-23").body())
        .contains("\"opened\":2,\"within24h\":1,\"beyond24h\":0,\"running\":1}");
    assertThat(app.get(API + "?commune=tam-son").body())
        .contains("\"recovered\":0,\"opened\":0")
        .doesNotContain("mean");
    assertThat(app.get(API + "?commune=x").statusCode()).isEqualTo(404);
    assertThat(app.get(API + "?from=2026-11-02&to=2026-11-01").statusCode()).isEqualTo(400);
    assertThat(app.get(API + "?from=gestern").statusCode()).isEqualTo(400);
  }

  @Test
  void peopleGetThemByMonth() {
    assertThat(app.get("/incidents/figures").body())
        .contains("Thời gian khắc phục trung bình: 1 giờ 30 phút", "value=\"2026-11\"")
        .contains("Tỷ lệ khắc phục trong 24 giờ: 100%")
        .contains("1 sự cố trong 24 giờ, 0 sự cố quá 24 giờ, 0 sự cố chưa hết 24 giờ.");
    another();
    assertThat(app.get("/incidents/figures?commune=dai-dong").body())
        .contains("Tỷ lệ khắc phục trong 24 giờ: Chưa xác định")
        .contains("1 sự cố chưa hết 24 giờ.")
        .contains("<option value=\"dai-dong\" selected>");
    assertThat(app.get("/incidents/figures?month=2026-10&lang=en").body())
        .contains("Mean time to recover: Not known");
    assertThat(app.get("/incidents/figures?month=2026").statusCode()).isEqualTo(400);
    assertThat(app.get("/incidents").body()).contains("href=\"/incidents/figures?lang=vi\"");
  }
}
