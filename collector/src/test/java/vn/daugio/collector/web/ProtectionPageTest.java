package vn.daugio.collector.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.store.Caller;
import vn.daugio.collector.store.ProductTable.ConsoleMachine;
import vn.daugio.collector.surface.Offices;
import vn.daugio.collector.surface.Rows;
import vn.daugio.collector.surface.SurfaceApp;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** A fleet of which not all is known, as page, JSON and metrics show it. */
class ProtectionPageTest {
  private static final Instant ROUND = Instant.parse("2026-11-23T00:12:00Z");
  private static final String OPERATOR = Caller.Role.OPERATOR.name();

  @TempDir static Path folder;
  private static SurfaceApp app;

  @BeforeAll
  static void start() throws Exception {
    app = SurfaceApp.start(folder, Offices.of(5), Instant.parse("2026-11-23T00:40:00Z"));
    Rows rows = new Rows(app.store(), ROUND);
    for (int i = 1; i <= 4; i++) {
      rows.machine(Offices.machine(i), true);
    }
    machine(rows, 1, Outcome.OK, null, "yes");
    machine(rows, 2, Outcome.FAIL, Reason.ENDPOINT_NOT_RUNNING, "no");
    machine(rows, 3, Outcome.UNKNOWN, Reason.NOT_PERMITTED, "unknown");
    // the fourth reports, but not this; the fifth never came
    app.store()
        .write(
            tx -> {
              tx.products()
                  .importConsole(
                      "dai-dong",
                      "bkav-endpoint",
                      List.of(
                          new ConsoleMachine("DAIDONG\\" + Offices.machine(1), null),
                          new ConsoleMachine(
                              Offices.machine(2).toLowerCase(java.util.Locale.ROOT) + ".xa.vn",
                              null),
                          new ConsoleMachine("MAY-LA", null)),
                      ROUND);
              return true;
            });
  }

  private static void machine(
      Rows rows, int number, Outcome outcome, @Nullable Reason reason, String running) {
    rows.put(
        CheckType.ENDPOINT_PROTECTION,
        Offices.machine(number),
        outcome,
        reason,
        Map.of(
            "installed",
            "yes",
            "running",
            running,
            "product",
            "BKAV Endpoint",
            "productId",
            "bkav-endpoint",
            "confidence",
            "low"));
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static JsonNode json(String role) throws Exception {
    return new ObjectMapper()
        .readTree(app.getAs(role, "/api/v1/protection?site=" + Offices.SITE).body());
  }

  @Test
  void unknownIsCountedAsUnknown() throws Exception {
    assertThat(json(OPERATOR).get("count"))
        .hasToString("{\"covered\":1,\"uncovered\":1,\"unknown\":3}");
    assertThat(app.get("/metrics?commune=dai-dong").body())
        .contains("daugio_protection_machines{commune=\"dai-dong\",state=\"covered\"} 1.0\n")
        .contains("daugio_protection_machines{commune=\"dai-dong\",state=\"unknown\"} 3.0\n")
        .contains(
            "daugio_protection_site_machines{commune=\"dai-dong\",site=\"tru-so\","
                + "state=\"unknown\"} 3.0\n")
        .contains(
            "daugio_protection_site_machines{commune=\"dai-dong\",site=\"mot-cua\","
                + "state=\"unknown\"} 0.0\n");
  }

  @Test
  void thePageAndTheSheetSaySoInWords() {
    String sentence = "1/5 máy tính đã được bảo vệ, 1 máy chưa được bảo vệ, 3 máy chưa xác định.";
    assertThat(app.get("/protection?site=" + Offices.SITE).body())
        .contains(sentence)
        .contains("<code>" + Offices.machine(5) + "</code>")
        .contains("chưa có dữ liệu")
        .contains("dấu hiệu nhận dạng có độ tin cậy thấp")
        .doesNotContain("100 %", "100%");
    assertThat(app.get("/?site=" + Offices.SITE).body())
        .contains(sentence)
        .contains("<a href=\"/protection?site");
    assertThat(app.get("/protection?lang=en&site=" + Offices.SITE).body())
        .contains("1 of 5 computers are protected, 1 are not, 3 not known.");
  }

  @Test
  void theConsoleIsComparedBothWays() throws Exception {
    JsonNode told = json(OPERATOR).get("consoles").get(0);
    assertThat(told.get("both").asInt()).isEqualTo(2);
    assertThat(told.get("unknownThereMachines"))
        .hasToString(
            "[\"%s\",\"%s\",\"%s\"]"
                .formatted(Offices.machine(3), Offices.machine(4), Offices.machine(5)));
    assertThat(told.get("unknownNames")).hasToString("[\"MAY-LA\"]");
    assertThat(told.get("notRunning")).hasToString("[\"" + Offices.machine(2) + "\"]");
  }

  /** A computer may be called after its user: only the operator reads foreign names. */
  @Test
  void readersAreToldTheNumberOnly() throws Exception {
    JsonNode told = json(Caller.Role.READER.name()).get("consoles").get(0);
    assertThat(told.get("unknownHere").asInt()).isEqualTo(1);
    assertThat(told.has("unknownNames")).isFalse();
    assertThat(app.get("/protection?site=" + Offices.SITE).body()).doesNotContain("MAY-LA");
  }
}
