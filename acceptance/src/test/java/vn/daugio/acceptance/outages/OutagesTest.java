package vn.daugio.acceptance.outages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.acceptance.outages.Outages.Outcome;

/** {@code make outages}, whole: five causes, five verdicts. */
class OutagesTest {
  private static final Set<String> SYSTEMS =
      Set.of(
          "system.web dvcqg",
          "system.web ho-tich",
          "system.web bao-cao-chinh-phu",
          "system.web vneid");
  private static final String IPV6 = "ipv6.readiness MAY-01";
  private static final Set<String> DEVICES =
      Set.of(
          "printer.status may-in-1",
          "printer.supplies may-in-1",
          "printer.pages may-in-1",
          "scanner.ready may-quet-1");

  @TempDir static Path folder;
  private static List<Outcome> outcomes = List.of();

  /** {@code make outages} stages them all; the matrix of faults has the others in each build. */
  private static final List<String> STAGED =
      Boolean.getBoolean("daugio.matrix") ? Outages.ALL : List.of("cable", "line", "system");

  @BeforeAll
  static void stage() throws Exception {
    Needs.rootOnLinux();
    outcomes = sideBySide();
  }

  /** Each in an office of its own: what takes long is waiting for what is broken. */
  private static List<Outcome> sideBySide() throws Exception {
    ExecutorService offices = Executors.newFixedThreadPool(STAGED.size());
    try {
      List<Callable<List<Outcome>>> all = new ArrayList<>();
      for (String staged : STAGED) {
        Path own = Files.createDirectory(folder.resolve(staged));
        all.add(() -> Outages.run(own, List.of(staged)));
      }
      List<Outcome> seen = new ArrayList<>();
      for (Future<List<Outcome>> outcome : offices.invokeAll(all)) {
        seen.addAll(outcome.get());
      }
      return seen;
    } finally {
      offices.shutdownNow();
    }
  }

  private static Map<String, String> states(String staged) {
    Map<String, String> states =
        new TreeMap<>(
            outcomes.stream()
                .filter(one -> one.staged().equals(staged))
                .findFirst()
                .orElseThrow()
                .states());
    // of this computer itself, which is no part of the simulated office
    states.remove("computer.health MAY-01");
    states
        .keySet()
        .removeIf(subject -> subject.startsWith("endpoint.") || subject.contains(".local "));
    states.remove("signing.token MAY-01");
    states.remove("signing.certificate MAY-01");
    return states;
  }

  private static Set<String> blocked(String staged) {
    return states(staged).entrySet().stream()
        .filter(state -> state.getValue().equals("UNKNOWN upstream_down"))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static Map<String, String> others(String staged) {
    Map<String, String> states = states(staged);
    states.keySet().removeAll(blocked(staged));
    states.values().removeIf("OK"::equals);
    return states;
  }

  private static Set<String> and(Set<String> some, String... more) {
    Set<String> all = new java.util.HashSet<>(some);
    all.addAll(List.of(more));
    return all;
  }

  @Test
  void eachIsNamedAndToldOnceAndItsEndOnce() {
    assertThat(outcomes)
        .extracting(Outcome::line)
        .containsExactlyElementsOf(
            STAGED.stream().map(one -> "OUTAGE\t%s\t%s\t2\t2".formatted(one, one)).toList());
    assertThat(outcomes).allMatch(Outcome::isRight);
  }

  @Test
  void oneSubjectFailsAndWhatLiesBehindItIsUnknown() {
    assertThat(others("cable"))
        .isEqualTo(Map.of("lan.interface MAY-01", "FAIL lan.cable_unplugged"));
    Set<String> behindTheRouter =
        and(SYSTEMS, "internet.link duong-chinh", "internet.dns duong-chinh", IPV6);
    assertThat(blocked("cable"))
        .isEqualTo(
            and(and(behindTheRouter, "lan.gateway gateway"), DEVICES.toArray(new String[0])));
    assertThat(others("line"))
        .isEqualTo(Map.of("internet.link duong-chinh", "FAIL internet.unreachable"));
    assertThat(blocked("line")).isEqualTo(and(SYSTEMS, "internet.dns duong-chinh", IPV6));
    assertThat(others("system")).isEqualTo(Map.of("system.web dvcqg", "FAIL system.timed_out"));
    assertThat(blocked("system")).isEmpty();
    if (STAGED.contains("gateway")) {
      assertThat(others("gateway"))
          .isEqualTo(Map.of("lan.gateway gateway", "FAIL lan.gateway_unreachable"));
      assertThat(blocked("gateway")).isEqualTo(behindTheRouter);
    }
    if (STAGED.contains("dns")) {
      assertThat(others("dns"))
          .isEqualTo(Map.of("internet.dns duong-chinh", "FAIL internet.dns_no_answer"));
      assertThat(blocked("dns")).isEqualTo(and(SYSTEMS, IPV6));
    }
  }
}
