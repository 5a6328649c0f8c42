package vn.daugio.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.schedule.LastRun;
import vn.daugio.agent.schedule.RoundKind;
import vn.daugio.agent.schedule.Tick;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Layer;
import vn.daugio.protocol.PlanDocument;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

class PlannerTest {
  private static final String SITE = "dai-dong/tru-so";
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

  private final Planner planner =
      new Planner(address -> address.getHostAddress().startsWith("192.168.1."));
  private static final int OF_A_MACHINE =
      (int) Stream.of(CheckType.values()).filter(type -> type.kind() == TargetKind.MACHINE).count();

  private static Target target(String name, TargetKind kind, @Nullable String address) {
    return new Target(name, kind, address, null, List.of());
  }

  private static Target system(String name, String url) {
    return new Target(
        name, TargetKind.SYSTEM, null, null, List.of(Access.Web.plain(url, "200", null, null)));
  }

  private static Wishes own(Target... targets) {
    return new Wishes(SITE, "OC-Q1-01", List.of(targets), Map.of(), null, Wishes.Scope.MACHINE);
  }

  private static PlanDocument document(boolean prober, Target... targets) {
    return new PlanDocument(
        SITE,
        "OC-Q1-01",
        prober,
        List.of(targets),
        List.of(),
        List.of(),
        Map.of("lan.gateway", Map.of("loss-warn-above", 0.4, "of-a-newer-version", 1.0)),
        Map.of(),
        List.of("192.168.1.1"),
        null,
        null);
  }

  private Plan planned(PlanDocument document) {
    return planner.plan(
        new Wishes(SITE, "OC-Q1-01", List.of(), Map.of(), document, Wishes.Scope.MACHINE));
  }

  private static LastRun justNow() {
    return new LastRun(NOW.minusSeconds(5), false, false, NOW.minusSeconds(5));
  }

  private static List<String> codes(List<Assignment> assignments) {
    return assignments.stream().map(one -> one.type().code()).toList();
  }

  private @Nullable Layer upstream(Target target, CheckType type) {
    return planner.plan(own(target)).assignments().stream()
        .filter(one -> one.type() == type && one.target().equals(target))
        .findFirst()
        .orElseThrow()
        .upstream();
  }

  @Test
  void withoutAnyConfigurationItLooksAtItselfItsWayOutAndThePortal() {
    Plan plan =
        planner.plan(new Wishes("", "may-nay", List.of(), Map.of(), null, Wishes.Scope.EVERYTHING));
    assertThat(plan.assignments())
        .extracting(one -> one.type().code(), one -> one.target().name(), Assignment::upstream)
        .containsExactly(
            tuple("computer.health", "may-nay", null),
            tuple("endpoint.protection", "may-nay", null),
            tuple("endpoint.firewall", "may-nay", null),
            tuple("endpoint.updates", "may-nay", null),
            tuple("endpoint.exposure", "may-nay", null),
            tuple("signing.token", "may-nay", null),
            tuple("signing.certificate", "may-nay", null),
            tuple("device.local", "may-nay", null),
            tuple("meeting.local", "may-nay", null),
            tuple("printer.local", "may-nay", null),
            tuple("scanner.local", "may-nay", null),
            tuple("lan.interface", "may-nay", null),
            tuple("lan.gateway", "gateway", Layer.LAN),
            tuple("internet.link", "duong-chinh", Layer.GATEWAY),
            tuple("internet.dns", "duong-chinh", Layer.LINK),
            tuple("ipv6.readiness", "may-nay", Layer.DNS),
            tuple("system.web", "dvcqg", Layer.DNS));
    assertThat(plan.resident()).isFalse();
  }

  @Test
  void anOrdinaryMachineChecksItselfOnlyWithTheTimeServersOfThePlan() {
    Plan plan = planned(document(false, target("p", TargetKind.PRINTER, "192.168.1.9")));
    assertThat(plan.assignments())
        .extracting(one -> one.type().kind())
        .containsOnly(TargetKind.MACHINE)
        .hasSize(OF_A_MACHINE);
    assertThat(plan.assignments().get(0).target().access(Access.Clock.class))
        .isEqualTo(new Access.Clock(List.of("192.168.1.1")));
  }

  @Test
  void aProberChecksSharedTargetsTooAndStays() {
    Plan plan = planned(document(true, target("p", TargetKind.PRINTER, "192.168.1.9")));
    assertThat(plan.resident()).isTrue();
    assertThat(plan.assignments())
        .extracting(one -> one.type().code() + " " + one.target().name())
        .contains("printer.status p", "printer.supplies p", "lan.gateway gateway");
  }

  @Test
  void configuredGatewaysAndLinesReplaceTheAutomaticOnes() {
    Target gateway = target("modem", TargetKind.GATEWAY, "192.168.1.1");
    Target line =
        new Target(
            "vnpt",
            TargetKind.LINK,
            null,
            null,
            List.of(Access.Line.plain("192.168.1.1", null, List.of(), List.of())));
    assertThat(planner.plan(own(gateway, line)).assignments())
        .extracting(one -> one.target().name())
        .containsOnly("OC-Q1-01", "modem", "vnpt");
  }

  @Test
  void limitsOfTheMachineWinOverThoseOfThePlanAndDefaultsFillTheRest() {
    Wishes wishes =
        new Wishes(
            SITE,
            "OC-Q1-01",
            List.of(),
            Map.of("computer.health", Map.of("disk-warn-below", 0.2)),
            document(true),
            Wishes.Scope.MACHINE);
    List<Assignment> all = planner.plan(wishes).assignments();
    assertThat(all.get(0).limit("disk-warn-below")).isEqualTo(0.2);
    assertThat(all.get(0).limit("disk-fail-below")).isEqualTo(0.02);
    Assignment gateway =
        all.stream().filter(one -> one.type() == CheckType.LAN_GATEWAY).findFirst().orElseThrow();
    assertThat(gateway.limits()).isEqualTo(Map.of("loss-warn-above", 0.4));
    assertThat(gateway.deadline()).isEqualTo(CheckType.LAN_GATEWAY.deadline());
  }

  @Test
  void upstreamsOfDevices() {
    CheckType type = CheckType.PRINTER_STATUS;
    assertThat(upstream(target("a", TargetKind.PRINTER, "127.0.0.1:1161"), type)).isNull();
    assertThat(upstream(target("b", TargetKind.PRINTER, "192.168.1.31"), type))
        .isEqualTo(Layer.LAN);
    assertThat(upstream(target("c", TargetKind.PRINTER, "10.9.0.31"), type))
        .isEqualTo(Layer.GATEWAY);
    assertThat(upstream(target("d", TargetKind.PRINTER, "may-in.local"), type))
        .isEqualTo(Layer.LAN);
    Target scanner =
        new Target(
            "e",
            TargetKind.SCANNER,
            null,
            null,
            List.of(new Access.Escl("http://127.0.0.1:16310/eSCL")));
    assertThat(upstream(scanner, CheckType.SCANNER_READY)).isNull();
    Target old =
        new Target(
            "g",
            TargetKind.SCANNER,
            null,
            null,
            List.of(new Access.Wsd("http://192.168.1.40:8018/wsd/scan")));
    assertThat(upstream(old, CheckType.SCANNER_READY)).isEqualTo(Layer.LAN);
    for (String smtp : List.of("127.0.0.1:1587", "192.168.1.9", "mail.xa.gov.vn")) {
      Access.Mail mail = new Access.Mail(null, smtp, null, List.of(), null, null);
      Target one = new Target("m", TargetKind.MAIL, null, null, List.of(mail));
      assertThat(upstream(one, CheckType.SYSTEM_MAIL))
          .isEqualTo(
              Map.of(
                      "127.0.0.1:1587",
                      Optional.<Layer>empty(),
                      "192.168.1.9",
                      Optional.of(Layer.LAN))
                  .getOrDefault(smtp, Optional.of(Layer.DNS))
                  .orElse(null));
    }
    Access.Meeting codec = new Access.Meeting(null, "sip://192.168.1.60", null, null, null);
    Target room = new Target("r", TargetKind.MEETING, null, null, List.of(codec));
    assertThat(upstream(room, CheckType.MEETING_READINESS)).isEqualTo(Layer.LAN);
    Target folder =
        new Target(
            "h",
            TargetKind.FOLDER,
            null,
            null,
            List.of(new Access.Smb("smb://10.9.0.5/quet", "quet", "p")));
    assertThat(upstream(folder, CheckType.SCANNER_FOLDER)).isEqualTo(Layer.GATEWAY);
    Target counter = target("f", TargetKind.DEVICE, "192.168.1.60:80");
    assertThat(upstream(counter, CheckType.DEVICE_REACHABLE)).isEqualTo(Layer.LAN);
  }

  private List<String> asked(TargetKind kind, @Nullable String address, Access... access) {
    Target target = new Target("x", kind, address, null, List.of(access));
    return planner.plan(own(target)).assignments().stream()
        .filter(one -> one.target().equals(target))
        .map(one -> one.type().code())
        .toList();
  }

  @Test
  void aBoxIsAskedInTheWaysThatItOffers() {
    Access snmp = new Access.Snmp("2c", "public", null, null, null);
    for (TargetKind kind : List.of(TargetKind.SWITCH, TargetKind.ROUTER, TargetKind.ACCESS_POINT)) {
      assertThat(asked(kind, "192.168.1.2")).containsExactly("device.reachable");
      assertThat(asked(kind, "192.168.1.2", snmp))
          .containsExactly("device.reachable", "device.uptime", "switch.ports");
    }
    assertThat(asked(TargetKind.UPS, "192.168.1.3", snmp))
        .containsExactly("device.reachable", "device.uptime", "ups.state");
    assertThat(asked(TargetKind.UPS, null, new Access.Nut("nut://192.168.1.5/ups")))
        .containsExactly("ups.state");
    assertThat(asked(TargetKind.CAMERA, "192.168.1.64")).containsExactly("camera.reachable");
    assertThat(asked(TargetKind.DEVICE, "192.168.1.60")).containsExactly("device.reachable");
  }

  @Test
  void upstreamsOfSystems() {
    CheckType type = CheckType.SYSTEM_WEB;
    assertThat(upstream(system("a", "https://dichvucong.gov.vn"), type)).isEqualTo(Layer.DNS);
    assertThat(upstream(system("b", "http://localhost:8080/x"), type)).isNull();
    assertThat(upstream(system("c", "http://[::1]:8080/"), type)).isNull();
    assertThat(upstream(system("d", "http://192.168.1.5/"), type)).isEqualTo(Layer.LAN);
    assertThat(upstream(system("e", "http://203.0.113.5/"), type)).isEqualTo(Layer.LINK);
    assertThat(upstream(system("f", "http://[2001:db8::1]/"), type)).isEqualTo(Layer.LINK);
    assertThat(upstream(system("g", "http://127.example.vn/"), type)).isEqualTo(Layer.DNS);
  }

  @Test
  void upstreamsOfLinesOnThisMachine() {
    Target line =
        new Target(
            "l",
            TargetKind.LINK,
            null,
            null,
            List.of(
                Access.Line.plain(
                    null,
                    null,
                    List.of("127.0.0.1:5353"),
                    List.of(new Access.Destination("x", "domestic", "127.0.0.1", 443)))));
    assertThat(upstream(line, CheckType.INTERNET_LINK)).isNull();
    assertThat(upstream(line, CheckType.INTERNET_DNS)).isNull();
  }

  @Test
  void aBackupLineStandsBesideTheOfficesOwnAndHasARouterOfItsOwn() {
    Access.Line line =
        new Access.Line(
            "192.168.1.2",
            "192.168.1.11",
            List.of(),
            List.of(),
            new Access.LineDetail("backup", null, null, null));
    Target backup = new Target("du-phong", TargetKind.LINK, null, null, List.of(line));
    assertThat(upstream(backup, CheckType.INTERNET_LINK)).isEqualTo(Layer.LAN);
    assertThat(planner.plan(own(backup)).assignments())
        .filteredOn(one -> one.type() == CheckType.INTERNET_LINK)
        .extracting(one -> one.target().name())
        .containsExactly("duong-chinh", "du-phong");
    // the computer's own resolvers are the main line's
    assertThat(planner.plan(own(backup)).assignments())
        .filteredOn(one -> one.type() == CheckType.INTERNET_DNS)
        .extracting(one -> one.target().name())
        .containsExactly("duong-chinh");
    assertThat(planner.plan(own(backup)).assignments())
        .filteredOn(one -> one.type() == CheckType.LAN_GATEWAY)
        .extracting(one -> one.target().address())
        .containsExactly((String) null);
  }

  @Test
  void theStateNetworkIsNoInternetLine() {
    Access.Line line =
        new Access.Line(
            "192.168.1.3",
            null,
            List.of(),
            List.of(),
            new Access.LineDetail("tslcd", null, null, null));
    Target state = new Target("tslcd", TargetKind.LINK, null, null, List.of(line));
    assertThat(planner.plan(own(state)).assignments())
        .filteredOn(one -> one.target().kind() == TargetKind.LINK)
        .extracting(one -> one.type() + " " + one.target().name() + " " + one.upstream())
        .containsExactly(
            "WAN_TSLCD tslcd LAN",
            "INTERNET_LINK duong-chinh GATEWAY",
            "INTERNET_DNS duong-chinh LINK");
  }

  @Test
  void theGatewayOfALineIsTheOneThatIsAsked() {
    Access.Line line = Access.Line.plain("192.168.1.9", null, List.of(), List.of());
    Target link = new Target("l", TargetKind.LINK, null, null, List.of(line));
    assertThat(planner.plan(own(link)).assignments())
        .filteredOn(one -> one.type() == CheckType.LAN_GATEWAY)
        .extracting(one -> one.target().name(), one -> one.target().address())
        .containsExactly(tuple("gateway", "192.168.1.9"));
  }

  @Test
  void onlyKeepsTheNamedTypes() {
    Plan plan = planner.plan(own()).only(List.of(CheckType.COMPUTER_HEALTH));
    assertThat(plan.assignments())
        .extracting(Assignment::type)
        .containsExactly(CheckType.COMPUTER_HEALTH);
  }

  @Test
  void aWatchOfASystemBringsTheWayToIt() {
    Plan plan = planned(document(true, system("dvc", "https://dichvucong.gov.vn")));
    Plan.Agenda agenda =
        plan.watch(NOW, one -> one.type() == CheckType.SYSTEM_WEB ? null : justNow());
    assertThat(codes(agenda.due()))
        .containsExactly(
            "lan.interface", "lan.gateway", "internet.link", "internet.dns", "system.web");
    assertThat(codes(agenda.bystanders())).containsExactly("ipv6.readiness");
  }

  @Test
  void withNothingDueNobodyStandsBy() {
    Plan plan = planned(document(true, system("dvc", "https://dichvucong.gov.vn")));
    assertThat(plan.watch(NOW, one -> justNow())).isEqualTo(new Plan.Agenda(List.of(), List.of()));
    // what is blocked waits for the turn of what blocks it
    LastRun blocked = new LastRun(NOW.minusSeconds(5), false, true, null);
    assertThat(
            plan.watch(NOW, one -> one.type() == CheckType.SYSTEM_WEB ? blocked : justNow()).due())
        .isEmpty();
  }

  @Test
  void whoDependsOnWhatIsWatchedStandsBy() {
    Plan plan = planned(document(true, system("dvc", "https://dichvucong.gov.vn")));
    Plan.Agenda agenda =
        plan.watch(NOW, one -> one.type() == CheckType.LAN_GATEWAY ? null : justNow());
    assertThat(codes(agenda.due())).containsExactly("lan.interface", "lan.gateway");
    assertThat(codes(agenda.bystanders()))
        .containsExactly("internet.link", "internet.dns", "ipv6.readiness", "system.web");
  }

  @Test
  void whatWasBlockedIsLookedAtAsSoonAsWhatBlockedItIs() {
    Plan plan = planned(document(true, system("dvc", "https://dichvucong.gov.vn")));
    LastRun due = new LastRun(NOW.minusSeconds(60), false, false, NOW.minusSeconds(60));
    LastRun blocked = new LastRun(NOW.minusSeconds(5), false, true, NOW.minusSeconds(60));
    Plan.Agenda agenda =
        plan.watch(
            NOW,
            one ->
                switch (one.type()) {
                  case LAN_INTERFACE, LAN_GATEWAY -> due;
                  default -> one.type().layer() == Layer.MACHINE ? justNow() : blocked;
                });
    assertThat(codes(agenda.due()))
        .containsExactly(
            "lan.interface", "lan.gateway", "internet.link", "internet.dns", "ipv6.readiness");
    assertThat(codes(agenda.bystanders())).containsExactly("system.web"); // asked a minute ago
  }

  @Test
  void theNextLookIsTheEarliestOfAll() {
    Plan plan = planned(document(true));
    assertThat(plan.next(NOW, one -> justNow())).isEqualTo(NOW.plus(Duration.ofSeconds(55)));
    assertThat(plan.next(NOW, one -> null)).isEqualTo(NOW);
  }

  @Test
  void aShortRoundLeavesOutWhatIsNotWatched() {
    Plan plan = planned(document(false));
    assertThat(plan.round(new Tick(RoundKind.AFTERNOON, NOW, false, false)).due())
        .extracting(Assignment::type)
        .containsExactly(CheckType.LAN_INTERFACE);
    assertThat(plan.round(Tick.now(NOW)).due()).hasSize(OF_A_MACHINE);
  }
}
