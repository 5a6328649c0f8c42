package vn.daugio.agent.check.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Scanners;
import vn.daugio.agent.os.Scanners.Reading;
import vn.daugio.agent.os.Scanners.Scanner;
import vn.daugio.agent.os.Scanners.Service;
import vn.daugio.agent.os.linux.LinuxScanners;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.testing.Peers;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

class ScannerLocalCheckTest {
  private static final CheckType TYPE = CheckType.SCANNER_LOCAL;

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T00:00:00Z"), ZoneOffset.UTC);

  @TempDir Path root;

  private static Finding judge(Scanners scanners, LastReading last, String... required)
      throws InterruptedException {
    Target machine =
        new Target(
            "OC-1",
            TargetKind.MACHINE,
            null,
            null,
            List.of(new Access.Required(List.of(), List.of(required))));
    return new ScannerLocalCheck(scanners, CLOCK)
        .judge(
            new Assignment(TYPE, machine, TYPE.limits(), TYPE.deadline(), null),
            last,
            Deadline.in(Duration.ofSeconds(30)));
  }

  private static LastReading had(String... models) {
    Map<String, String> seen = new TreeMap<>();
    for (String model : models) {
      seen.put("seen." + model, "2026-11-22T00:00:00Z");
    }
    return new LastReading(Instant.EPOCH, seen);
  }

  private static String verdict(Finding finding) {
    StringBuilder text = new StringBuilder(finding.outcome().toString());
    Optional.ofNullable(finding.reason()).ifPresent(it -> text.append(' ').append(it.code()));
    finding.also().forEach(it -> text.append(' ').append(it.code()));
    return text.toString();
  }

  private static Reading reading(Service service, String models) {
    List<Scanner> scanners =
        models.isEmpty()
            ? List.of()
            : Arrays.stream(models.split(" ", -1))
                .map(one -> new Scanner(one.replace("!", ""), !one.endsWith("!")))
                .toList();
    return new Reading(service, true, scanners);
  }

  @ParameterizedTest
  @CsvSource({
    "READY, '', '', '', OK",
    "ABSENT, '', '', '', OK",
    "STOPPED, '', '', '', OK",
    "READY, '', '', scanner, FAIL scanner.missing",
    "READY, '', '', printer, OK",
    "ABSENT, '', '', scanner, FAIL scanner.missing scanner.service_stopped",
    "READY, a, '', scanner, OK",
    "READY, a, a, '', OK",
    "READY, '', a, '', FAIL scanner.unplugged",
    "READY, b, a, '', FAIL scanner.unplugged",
    "READY, a b, a, '', OK",
    "STOPPED, a, '', '', FAIL scanner.service_stopped",
    "READY, a!, '', '', FAIL scanner.device_fault",
  })
  void unpluggedDiffersFromNeverHad(
      Service service, String now, String before, String required, String said) throws Exception {
    Finding finding =
        judge(
            deadline -> reading(service, now),
            before.isEmpty() ? LastReading.NONE : had(before),
            required.isEmpty() ? new String[0] : new String[] {required});
    assertThat(verdict(finding)).isEqualTo(said);
    assertThat(finding.facts())
        .containsEntry("found", now.isEmpty() ? "0" : Integer.toString(now.split(" ").length));
  }

  @Test
  void whatIsMissingStaysSoUntilItIsBack() throws Exception {
    Finding first = judge(deadline -> reading(Service.READY, "a b"), LastReading.NONE);
    assertThat(first.remember()).containsOnlyKeys("seen.a", "seen.b");
    Finding second =
        judge(
            deadline -> reading(Service.READY, "b"),
            new LastReading(Instant.EPOCH, first.remember()));
    assertThat(verdict(second)).isEqualTo("FAIL scanner.unplugged");
    assertThat(second.facts())
        .isEqualTo(Map.of("found", "1", "scanners", "b", "missingScanners", "a"));
    assertThat(second.remember()).isEqualTo(first.remember());
    LastReading longAgo = new LastReading(Instant.EPOCH, Map.of("seen.a", "2026-10-24T00:00:00Z"));
    assertThat(verdict(judge(deadline -> reading(Service.READY, ""), longAgo))).isEqualTo("OK");
  }

  @Test
  void whatCannotBeReadIsUnknownAndForgetsNothing() throws Exception {
    Finding unreadable =
        judge(deadline -> new Reading(Service.READY, false, List.of()), had("a"), "scanner");
    assertThat(verdict(unreadable)).isEqualTo("UNKNOWN scanner.unreadable");
    assertThat(unreadable.remember()).isEqualTo(had("a").values());
    Finding refused =
        judge(
            deadline -> {
              throw new NotPermittedException("devices");
            },
            had("a"));
    assertThat(verdict(refused)).isEqualTo("UNKNOWN not_permitted");
    assertThat(refused.remember()).isEqualTo(had("a").values());
  }

  private Finding overSane(LastReading last) throws InterruptedException {
    return judge(new LinuxScanners(root, List.of(Peers.need("scanimage"))), last);
  }

  private void write(String file, String text) throws Exception {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  /** SANE's own backend for tests stands for two scanners. */
  @Test
  void sanesTestBackend() throws Exception {
    assertThat(overSane(LastReading.NONE).facts()).isEqualTo(Map.of("found", "0"));

    write("etc/sane.d/dll.conf", "# none\n");
    assertThat(verdict(overSane(LastReading.NONE))).isEqualTo("OK");

    write("etc/sane.d/dll.conf", "net\ntest\npixma\n");
    Finding two = overSane(LastReading.NONE);
    assertThat(verdict(two)).isEqualTo("OK");
    assertThat(two.facts()).isEqualTo(Map.of("found", "2", "scanners", "Noname frontend-tester"));

    write("etc/sane.d/dll.conf", "#test\n");
    Finding gone = overSane(new LastReading(Instant.EPOCH, two.remember()));
    assertThat(verdict(gone)).isEqualTo("FAIL scanner.unplugged");

    write("etc/sane.d/dll.d/more", "test\n");
    assertThat(overSane(LastReading.NONE).facts()).containsEntry("found", "2");
  }

  @Test
  void withNothingThatCouldBeOneTheToolIsNotRun() throws Exception {
    write("etc/sane.d/dll.conf", "test\n");
    write("sys/bus/usb/devices/1-1:1.0/bInterfaceClass", "03\n");
    write("sys/bus/usb/devices/1-2:1.0/bInterfaceClass", "08\n");
    assertThat(overSane(LastReading.NONE).facts()).isEqualTo(Map.of("found", "0"));
    write("sys/bus/usb/devices/1-3:1.0/bInterfaceClass", "ff\n");
    assertThat(overSane(LastReading.NONE).facts()).containsEntry("found", "2");
  }

  @Test
  void aToolThatFailsIsNoAnswer() throws Exception {
    write("etc/sane.d/dll.conf", "test\n");
    for (String tool : List.of("/bin/false", "/bin/echo")) {
      assertThat(verdict(judge(new LinuxScanners(root, List.of(tool)), LastReading.NONE)))
          .as(tool)
          .isEqualTo("UNKNOWN scanner.unreadable");
    }
    assertThat(verdict(judge(new LinuxScanners(root, List.of("/no/tool")), LastReading.NONE)))
        .isEqualTo("UNKNOWN not_permitted");
  }
}
