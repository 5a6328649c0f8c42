package vn.daugio.collector.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.daugio.collector.incident.Explanation.Meaning;
import vn.daugio.collector.state.Subject;
import vn.daugio.protocol.TargetKind;

/** Which incidents of a site are one outage. */
class ExplanationTest {
  private static final Instant T = Instant.parse("2026-11-23T01:00:00Z");
  private static final Map<String, TargetKind> KINDS =
      Map.of("sw-1", TargetKind.SWITCH, "may-in", TargetKind.PRINTER);

  private final List<Incident> incidents = new ArrayList<>();

  private static Instant minute(int minute) {
    return T.plusSeconds(60L * minute);
  }

  private long open(String check, String target, String reason, int from) {
    return add(check, target, reason, from, null, Cause.DEVICE);
  }

  private long add(
      String check, String target, String reason, int from, @Nullable Integer to, Cause cause) {
    long id = incidents.size() + 1L;
    incidents.add(
        new Incident(
            id,
            new Subject("c/s", target, check),
            Severity.MEDIUM,
            reason,
            cause,
            null,
            new Incident.Course(minute(from), to == null ? null : minute(to), null, 0, null),
            Incident.Handling.NONE));
    return id;
  }

  private Map<Long, Meaning> at(int now, String... lines) {
    return Explanation.of(new Explanation.Scene(incidents, KINDS, Set.of(lines), minute(now)));
  }

  private Meaning of(long id, int now, String... lines) {
    return Objects.requireNonNull(at(now, lines).get(id));
  }

  private long line(String name, int from) {
    return open("internet.link", name, "internet.unreachable", from);
  }

  private long system(int from) {
    return open("system.web", "dvcqg", "system.timed_out", from);
  }

  @Test
  void theLineExplainsWhatIsBehindIt() {
    long dns = open("internet.dns", "duong-chinh", "internet.dns_no_answer", 0);
    long system = system(3);
    long line = line("duong-chinh", 1);
    assertThat(at(9, "duong-chinh"))
        .containsEntry(line, new Meaning(Cause.MAIN_LINE, null))
        .containsEntry(dns, new Meaning(Cause.DNS, line))
        .containsEntry(system, new Meaning(Cause.SYSTEM_SITE, line));
  }

  @Test
  void whatFailedLongBeforeIsAnOutageOfItsOwn() {
    long system = system(0);
    long line = line("duong-chinh", 16);
    assertThat(at(20, "duong-chinh"))
        .containsEntry(line, new Meaning(Cause.MAIN_LINE, null))
        .containsEntry(system, new Meaning(Cause.SYSTEM_SITE, null));
  }

  @Test
  void twoThingsThatHaveNothingToDoWithEachOtherAreTwo() {
    long printer = open("printer.status", "may-in", "printer.no_paper", 0);
    long dns = open("internet.dns", "duong-chinh", "internet.dns_no_answer", 0);
    long line = line("duong-chinh", 1);
    assertThat(at(3, "duong-chinh").get(printer)).isEqualTo(new Meaning(Cause.DEVICE, null));
    assertThat(of(dns, 3, "duong-chinh").parent()).isEqualTo(line);
  }

  @Test
  void aSwitchTakesAlongWhatIsNotReachedAndNotWhatIsOutOfPaper() {
    long lan = open("device.reachable", "sw-1", "device.not_answering", 0);
    long camera = open("camera.reachable", "cam", "device.not_answering", 1);
    long printer = open("printer.status", "may-in", "printer.no_paper", 1);
    long gateway = open("lan.gateway", "gateway", "lan.gateway_unreachable", 1);
    Map<Long, Meaning> meanings = at(4, "duong-chinh");
    assertThat(meanings.get(lan)).isEqualTo(new Meaning(Cause.LAN, null));
    assertThat(meanings.get(gateway)).isEqualTo(new Meaning(Cause.LAN, lan));
    assertThat(meanings.get(camera)).isEqualTo(new Meaning(Cause.DEVICE, lan));
    assertThat(meanings.get(printer)).isEqualTo(new Meaning(Cause.DEVICE, null));
  }

  @Test
  void allLinesDownAreOneOutageOneLineIsTheMainLine() {
    long one = line("duong-chinh", 0);
    assertThat(of(one, 3, "duong-chinh", "du-phong").cause()).isEqualTo(Cause.MAIN_LINE);
    long two = line("du-phong", 1);
    assertThat(at(3, "duong-chinh", "du-phong"))
        .containsEntry(one, new Meaning(Cause.ALL_LINES, null))
        .containsEntry(two, new Meaning(Cause.MAIN_LINE, one));
    assertThat(of(one, 3, "duong-chinh").cause()).isEqualTo(Cause.MAIN_LINE);
  }

  @Test
  void aSilenceKeepsWhatItExplainsAfterItsCauseWasFound() {
    long silence = add("site.silent", "s", "agent.silent", 10, 40, Cause.MAIN_LINE);
    long line = add("internet.link", "duong-chinh", "internet.unreachable", 1, 39, Cause.MAIN_LINE);
    assertThat(at(41, "duong-chinh"))
        .containsEntry(silence, new Meaning(Cause.MAIN_LINE, null))
        .containsEntry(line, new Meaning(Cause.MAIN_LINE, silence));
  }

  @Test
  void aChildHasTwentyMinutesToRecoverAfterItsRoot() {
    long line = add("internet.link", "duong-chinh", "internet.unreachable", 0, 30, Cause.MAIN_LINE);
    long system = system(5);
    assertThat(of(system, 50, "duong-chinh").parent()).isEqualTo(line);
    assertThat(of(system, 51, "duong-chinh").parent()).isNull();
  }

  @Test
  void checksOfOneMachineThatBeginTogetherAreOneOutage() {
    long disk = open("computer.health", "OC-01", "computer.disk_full", 0);
    long firewall = open("endpoint.firewall", "OC-01", "endpoint.firewall_off", 15);
    long later = open("endpoint.updates", "OC-01", "endpoint.updates_old", 31);
    long other = open("endpoint.firewall", "OC-02", "endpoint.firewall_off", 1);
    Map<Long, Meaning> meanings = at(40);
    assertThat(meanings.get(disk)).isEqualTo(new Meaning(Cause.MACHINE, null));
    assertThat(meanings.get(firewall)).isEqualTo(new Meaning(Cause.MACHINE, disk));
    assertThat(meanings.get(later)).isEqualTo(new Meaning(Cause.MACHINE, null));
    assertThat(meanings.get(other)).isEqualTo(new Meaning(Cause.MACHINE, null));
  }

  @Test
  void theUpsExplainsTheSilence() {
    long ups = open("ups.state", "ups", "ups.on_battery", 0);
    long silence = add("site.silent", "s", "agent.silent", 12, null, Cause.SITE_SILENT);
    assertThat(at(20))
        .containsEntry(ups, new Meaning(Cause.POWER, null))
        .containsEntry(silence, new Meaning(Cause.SITE_SILENT, ups));
  }
}
