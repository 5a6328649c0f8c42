package vn.daugio.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden files are the wire format: the collector reads and writes them with Jackson. */
class ProtocolJsonTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  private static String golden(String name) throws IOException {
    try (InputStream in = ProtocolJsonTest.class.getResourceAsStream("/golden/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Report report() {
    return new Report(
        "OC-Q1-01",
        "5f0c",
        7,
        Instant.parse("2026-11-23T00:00:05Z"),
        "0.1.0",
        2,
        true,
        List.of(
            new CheckResult(
                "printer.supplies",
                "may-in-q1",
                Instant.parse("2026-11-23T00:00:01Z"),
                42,
                Outcome.WARN,
                "printer.supply_low",
                List.of("printer.supply_unknown"),
                List.of(new Measure("supply_level_ratio", Map.of("index", "1.1"), 0.07, "ratio")),
                Map.of("model", "Máy in \"Quầy 3\"")),
            new CheckResult(
                "lan.gateway",
                "gateway",
                Instant.parse("2026-11-23T00:00:02.123456789Z"),
                3,
                Outcome.OK,
                null,
                List.of(),
                List.of(),
                Map.of())));
  }

  private static PlanDocument plan() {
    return new PlanDocument(
        "dai-dong/tru-so",
        "OC-Q1-01",
        true,
        List.of(
            new Target(
                "may-in-q1",
                TargetKind.PRINTER,
                "192.168.1.31",
                null,
                List.of(new Access.Snmp("2c", "public", null, null, null))),
            new Target(
                "dvcqg",
                TargetKind.SYSTEM,
                null,
                "national-portal",
                List.of(Access.Web.plain("https://dichvucong.gov.vn", "200-403", null, null))),
            new Target("wifi", TargetKind.ACCESS_POINT, "192.168.1.3", null, List.of())),
        List.of(new Session(DayOfWeek.MONDAY, LocalTime.of(7, 30), LocalTime.NOON)),
        List.of(LocalDate.of(2026, 12, 31)),
        Map.of("printer.supplies", Map.of("warn-below", 0.2)),
        Map.of("system.web", 600L),
        List.of("192.168.1.1"),
        new Demands(List.of("bkav-endpoint"), List.of("printer", "token"), null, 7L),
        List.of(
            new SpecialHours(
                LocalDate.of(2026, 12, 26),
                List.of(new Session(DayOfWeek.SATURDAY, LocalTime.of(7, 30), LocalTime.NOON))),
            new SpecialHours(LocalDate.of(2026, 12, 28), List.of())));
  }

  @Test
  void aReportReadsAsTheGoldenFileAndWritesTheSameTree() throws IOException {
    String golden = golden("report.json");
    assertThat(ProtocolJson.read(golden, Report.class)).isEqualTo(report());
    JsonNode written = JACKSON.readTree(ProtocolJson.write(report()));
    assertThat(written).isEqualTo(JACKSON.readTree(golden));
  }

  @Test
  void aPlanReadsAsTheGoldenFileAndWritesTheSameTree() throws IOException {
    String golden = golden("plan.json");
    assertThat(ProtocolJson.read(golden, PlanDocument.class)).isEqualTo(plan());
    JsonNode written = JACKSON.readTree(ProtocolJson.write(plan()));
    assertThat(written).isEqualTo(JACKSON.readTree(golden));
  }

  @Test
  void aPlanOfAnOldCollectorHasNoSpecialDays() throws IOException {
    String old = golden("plan.json").replaceFirst(",\"specialDays\":.*]", "");
    assertThat(old).doesNotContain("specialDays");
    assertThat(ProtocolJson.read(old, PlanDocument.class).specialDays()).isNull();
    String dateless = golden("plan.json").replace("\"date\":\"2026-12-28\",", "");
    assertThatThrownBy(() -> ProtocolJson.read(dateless, PlanDocument.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatANewerVersionAddsIsIgnored() {
    assertThat(
            ProtocolJson.read(
                "{\"accepted\":3,\"new\":{\"a\":[1,{\"b\":null}]},\"duplicate\":true}",
                Receipt.class))
        .isEqualTo(new Receipt(3, true));
  }

  @Test
  void secretsAreNotInTheTextOfRecords() {
    assertThat(new Enrolment("a/b", "m", "secret").toString()).doesNotContain("secret");
    assertThat(new EnrolmentRequest("secret", "m").toString()).doesNotContain("secret");
    assertThat(new Access.Snmp("2c", "secret", null, null, null).toString())
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "7",
        "[]",
        "\"x\"",
        "{",
        "{\"accepted\":",
        "{\"accepted\":1,\"duplicate\":maybe}",
        "{\"accepted\":\"many\",\"duplicate\":true}",
        "{\"accepted\":99999999999999999999,\"duplicate\":true}"
      })
  void brokenTextIsOneKindOfError(String json) {
    assertThatThrownBy(() -> ProtocolJson.read(json, Receipt.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyCutOfAReportIsRefused() throws IOException {
    String golden = golden("report.json").strip();
    for (int cut = 0; cut < golden.length(); cut++) {
      String part = golden.substring(0, cut);
      assertThatThrownBy(() -> ProtocolJson.read(part, Report.class))
          .as("cut at %d", cut)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void absurdValuesAreRefused() throws IOException {
    String golden = golden("report.json");
    for (String broken :
        List.of(
            golden.replace("2026-11-23T00:00:05Z", "yesterday"),
            golden.replace("\"WARN\"", "\"MAYBE\""),
            golden.replace("0.07", "1e999"))) {
      assertThat(broken).isNotEqualTo(golden);
      assertThatThrownBy(() -> ProtocolJson.read(broken, Report.class))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void deepNestingIsAnErrorNotACrash() {
    String deep = "{\"accepted\":1,\"x\":" + "[".repeat(200_000);
    assertThatThrownBy(() -> ProtocolJson.read(deep, Receipt.class))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
