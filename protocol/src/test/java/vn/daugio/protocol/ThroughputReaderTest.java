package vn.daugio.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThroughputReaderTest {
  private static final String PATH = "targets[0].throughput";

  private static Problems problems = new Problems();

  private static List<Access> read(Map<String, Object> line, Object throughput) {
    problems = new Problems();
    Map<String, Object> target = new HashMap<>(Map.of("name", "l", "kind", "link"));
    target.putAll(line);
    target.put("throughput", throughput);
    return TargetReader.read(
            ConfigMap.of("", Map.of("targets", List.of(target)), problems), "targets")
        .get(0)
        .access();
  }

  private static List<String> mistakes(Map<String, Object> line, Object throughput) {
    read(line, throughput);
    return problems.lines();
  }

  @Test
  void ratesAreReadAsContractsNameThem() {
    Map<String, Object> all =
        Map.of(
            "download", "http://203.0.113.50/5MB.bin",
            "upload", "http://203.0.113.50:8080/take",
            "contracted-down", "200Mbps",
            "contracted-up", "0.1 Gbps",
            "on-backup", true);
    assertThat(read(Map.of("role", "backup", "source", "192.168.1.11"), all))
        .contains(
            new Access.Throughput(
                "http://203.0.113.50/5MB.bin",
                "http://203.0.113.50:8080/take",
                25e6,
                12.5e6,
                true));
    assertThat(problems.lines()).isEmpty();
    assertThat(read(Map.of(), Map.of("download", "http://x.vn/f")))
        .contains(new Access.Throughput("http://x.vn/f", null, null, null, false));
    assertThat(problems.lines()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"200", "200MB", "0Mbps", "-1Mbps", "200mbps", "1e3Mbps", "1234567Mbps", "Mbps"})
  void aRateHasItsUnit(String rate) {
    assertThat(mistakes(Map.of(), Map.of("download", "http://x.vn/f", "contracted-down", rate)))
        .containsExactly(
            PATH
                + ".contracted-down: a rate like 200Mbps or 1Gbps is expected, not '"
                + rate
                + "'");
  }

  @Test
  void everyMistakeHasItsLine() {
    assertThat(mistakes(Map.of(), Map.of()))
        .containsExactly(
            PATH + ".download: is missing",
            PATH + ".download: an address with http:// is expected: ");
    assertThat(mistakes(Map.of(), Map.of("download", "https://x.vn/f")))
        .containsExactly(PATH + ".download: an address with http:// is expected: https://x.vn/f");
    assertThat(mistakes(Map.of(), Map.of("download", "http://x.vn/f", "upload", "ftp://x.vn/")))
        .containsExactly(PATH + ".upload: an address with http:// is expected: ftp://x.vn/");
    assertThat(mistakes(Map.of(), Map.of("download", "http://x.vn/f", "contracted-up", "10Mbps")))
        .containsExactly(PATH + ".upload: is missing; contracted-up needs it");
    assertThat(mistakes(Map.of(), Map.of("download", "http://x.vn/f", "contractd-down", "10Mbps")))
        .containsExactly(PATH + ": unknown key 'contractd-down'; did you mean 'contracted-down'?");
    assertThat(mistakes(Map.of(), "http://x.vn/f"))
        .startsWith(PATH + ": a mapping (key: value) is expected here");
  }

  @Test
  void aBackupLineIsSparedUnlessSomebodyAllowsIt() {
    Map<String, Object> sample = Map.of("download", "http://x.vn/f");
    assertThat(mistakes(Map.of("role", "backup", "source", "192.168.1.11"), sample))
        .containsExactly(
            PATH + ": a sample costs a backup line up to 5 MB a day; on-backup: true allows it");
    assertThat(mistakes(Map.of("role", "tslcd", "gateway", "192.168.1.3"), sample))
        .containsExactly(PATH + ": no sample is taken of the State network");
    assertThat(mistakes(Map.of(), Map.of("download", "http://x.vn/f", "on-backup", true)))
        .containsExactly(PATH + ".on-backup: is for a line with role: backup");
  }

  @Test
  void aPlanCarriesIt() {
    Access.Throughput some = new Access.Throughput("http://x.vn/f", null, 25e6, null, true);
    Target line = new Target("l", TargetKind.LINK, null, null, List.of(some));
    assertThat(ProtocolJson.read(ProtocolJson.write(line), Target.class)).isEqualTo(line);
  }

  @Test
  void onlyALineHasIt() {
    assertThat(mistakes(Map.of("kind", "device", "address", "x"), Map.of("download", "http://x/f")))
        .singleElement()
        .asString()
        .startsWith("targets[0]: unknown key 'throughput'");
  }
}
