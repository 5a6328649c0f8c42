package vn.daugio.agent.check.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static vn.daugio.agent.testing.OfficeNetwork.address;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.AgentFiles;
import vn.daugio.agent.os.Antivirus.Evidence;
import vn.daugio.agent.os.Antivirus.Item;
import vn.daugio.agent.os.Antivirus.Registered;
import vn.daugio.agent.os.Antivirus.Statement;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.ProductCatalogue;
import vn.daugio.protocol.ProductSignature;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;
import vn.daugio.protocol.Trace;
import vn.daugio.protocol.Trace.Kind;

class EndpointProtectionCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final CheckType TYPE = CheckType.ENDPOINT_PROTECTION;
  private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);
  private static final Evidence NOTHING =
      new Evidence(List.of(), ALL, Set.of(), Optional.empty(), Map.of(), Optional.empty());

  private static Finding judge(Evidence evidence, Access... ways) throws InterruptedException {
    Target machine = new Target("OC-1", TargetKind.MACHINE, null, null, List.of(ways));
    return new EndpointProtectionCheck(
            catalogue -> evidence, AgentFiles.ofThisProgram(), Clock.fixed(NOW, ZoneOffset.UTC))
        .judge(
            new Assignment(TYPE, machine, TYPE.limits(), TYPE.deadline(), null),
            LastReading.NONE,
            Deadline.in(TYPE.deadline()));
  }

  private static Access required(String... products) {
    return new Access.Required(List.of(products), List.of());
  }

  private static Item item(Kind kind, String name, boolean atWork) {
    return new Item(kind, name, Optional.of(atWork));
  }

  private static Item there(Kind kind, String name) {
    return new Item(kind, name, Optional.empty());
  }

  private static Evidence items(Item... items) {
    return new Evidence(
        List.of(items), ALL, Set.of(), Optional.empty(), Map.of(), Optional.of(Set.of()));
  }

  private static Evidence hiding(Set<Kind> unreadable, Item... items) {
    Set<Kind> read = EnumSet.allOf(Kind.class);
    read.removeAll(unreadable);
    return new Evidence(
        List.of(items), read, unreadable, Optional.empty(), Map.of(), Optional.empty());
  }

  private static Evidence center(Registered... products) {
    return new Evidence(
        List.of(), ALL, Set.of(), Optional.of(List.of(products)), Map.of(), Optional.empty());
  }

  private static Registered registered(String name, boolean on, boolean current) {
    return new Registered(name, Optional.of(on), Optional.of(current));
  }

  private static Evidence clamav(boolean running, Duration age) {
    List<Item> items =
        running
            ? List.of(there(Kind.FILE, "/usr/sbin/clamd"), item(Kind.PROCESS, "clamd", true))
            : List.of(there(Kind.FILE, "/usr/sbin/clamd"));
    Statement definitions = new Statement(Optional.empty(), false, Optional.of(NOW.minus(age)));
    return new Evidence(
        items, ALL, Set.of(), Optional.empty(), Map.of("clamav", definitions), Optional.empty());
  }

  /**
   * @param more up to date and managed
   */
  private static void states(Finding finding, String installed, String running, String more) {
    assertThat(finding.facts())
        .contains(entry("installed", installed), entry("running", running))
        .satisfies(
            facts ->
                assertThat(facts.get("upToDate") + " " + facts.get("managed")).isEqualTo(more));
  }

  @ParameterizedTest
  @CsvSource({
    "P0D, OK,, yes",
    "P7D, OK,, yes",
    "P7DT1S, WARN, endpoint.definitions_old, no",
    "P30D, WARN, endpoint.definitions_old, no",
    "P30DT1S, FAIL, endpoint.definitions_old, no",
    "PT-23H, OK,, yes",
    "P-2D, UNKNOWN, endpoint.definitions_unknown, unknown",
  })
  void theAgeOfTheDefinitionsIsJudgedByTheLimits(
      Duration age, Outcome outcome, String reason, String upToDate) throws Exception {
    Finding finding = judge(clamav(true, age));
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.reason() == null ? null : finding.reason().code()).isEqualTo(reason);
    states(finding, "yes", "yes", upToDate + " unknown");
  }

  @Test
  void theAgeIsMeasuredInSeconds() throws Exception {
    assertThat(judge(clamav(true, Duration.ofHours(2))).measures())
        .containsExactly(
            new Measure("definitions_age_seconds", Map.of("product", "ClamAV"), 7200, "seconds"));
  }

  @Test
  void everyAnswerCarriesWhatItWasSeenBy() throws Exception {
    assertThat(judge(clamav(true, Duration.ZERO)).facts())
        .isEqualTo(
            Map.ofEntries(
                entry("products", "ClamAV"),
                entry("product", "ClamAV"),
                entry("productId", "clamav"),
                entry("definitions", "2026-11-23"),
                entry("installed", "yes"),
                entry("installedBy", "file"),
                entry("running", "yes"),
                entry("runningBy", "process"),
                entry("upToDate", "yes"),
                entry("upToDateBy", "definitions"),
                entry("managed", "unknown")));
  }

  @Test
  void absentAndStoppedFail() throws Exception {
    Finding absent = judge(NOTHING);
    assertThat(absent.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(absent.reason()).isEqualTo(Reason.ENDPOINT_NOT_INSTALLED);
    states(absent, "no", "no", "no no");
    Finding stopped = judge(clamav(false, Duration.ZERO));
    assertThat(stopped.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(stopped.reason()).isEqualTo(Reason.ENDPOINT_NOT_RUNNING);
    states(stopped, "yes", "no", "yes no");
    assertThat(stopped.facts()).containsEntry("runningBy", "process,unit");
  }

  @Test
  void whatCannotBeSeenIsUnknown() throws Exception {
    Finding noAge = judge(items(item(Kind.UNIT, "kesl.service", true)));
    assertThat(noAge.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(noAge.reason()).isEqualTo(Reason.ENDPOINT_DEFINITIONS_UNKNOWN);
    // Kaspersky's link to its console is a program of its own, and that is not there
    states(noAge, "yes", "yes", "unknown no");
    // of what Windows has, this system has nothing
    Finding hidden =
        judge(
            new Evidence(
                List.of(there(Kind.FILE, "/opt/microsoft/mdatp")),
                Set.of(Kind.FILE, Kind.UNIT),
                Set.of(Kind.PROCESS),
                Optional.empty(),
                Map.of(),
                Optional.empty()));
    assertThat(hidden.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(hidden.reason()).isEqualTo(Reason.NOT_PERMITTED);
    states(hidden, "yes", "unknown", "unknown unknown");
    assertThat(hidden.facts()).containsEntry("unreadable", "process");
    Finding refused =
        judge(hiding(Set.of(Kind.SERVICE, Kind.UNINSTALL, Kind.PROCESS, Kind.SECURITY_CENTER)));
    assertThat(refused.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(refused.reason()).isEqualTo(Reason.NOT_PERMITTED);
  }

  @Test
  void oneLayerThatIsRefusedDoesNotSpoilTheOthers() throws Exception {
    // without administrator rights filters are not listed: services and entries tell enough
    Finding finding = judge(hiding(Set.of(Kind.MINIFILTER)), required("bkav-pro"));
    assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(finding.reason()).isEqualTo(Reason.ENDPOINT_REQUIRED_MISSING);
    Finding service =
        judge(
            hiding(
                Set.of(Kind.MINIFILTER, Kind.PROCESS, Kind.UNINSTALL),
                item(Kind.SERVICE, "BkavService", false)),
            required("bkav-pro"));
    assertThat(service.reason()).isEqualTo(Reason.ENDPOINT_NOT_RUNNING);
    assertThat(service.facts()).containsEntry("runningBy", "service");
  }

  @Test
  void theBestOfSeveralProductsIsJudgedAndDefenderStandsBack() throws Exception {
    Finding finding =
        judge(
            center(
                registered("Microsoft Defender Antivirus", false, true),
                registered("Kaspersky Endpoint Security", true, true)));
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(finding.facts())
        .contains(
            entry("products", "Microsoft Defender, Kaspersky Endpoint Security"),
            entry("product", "Kaspersky Endpoint Security"),
            entry("runningBy", "security-center"),
            entry("upToDateBy", "security-center"));
    assertThat(finding.facts()).doesNotContainKey("confidence");
  }

  @Test
  void onlyTheFlagKnownMeansOldIsAWarning() throws Exception {
    Finding old = judge(center(registered("Kaspersky Endpoint Security", true, false)));
    assertThat(old.outcome()).isEqualTo(Outcome.WARN);
    assertThat(old.reason()).isEqualTo(Reason.ENDPOINT_DEFINITIONS_OLD);
    states(old, "yes", "yes", "no no");
    Finding strange =
        judge(center(new Registered("Kaspersky", Optional.empty(), Optional.empty())));
    assertThat(strange.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(strange.reason()).isEqualTo(Reason.ENDPOINT_STATE_UNKNOWN);
    states(strange, "yes", "unknown", "unknown no");
  }

  @Test
  void whatWindowsKnowsAndNoSignatureIsAProductNonetheless() throws Exception {
    Finding finding = judge(center(registered("Thuốc Diệt Virus 9", true, true)));
    assertThat(finding.outcome()).isEqualTo(Outcome.OK);
    assertThat(finding.facts())
        .contains(
            entry("product", "Thuốc Diệt Virus 9"),
            entry("productId", "other"),
            entry("confidence", "medium"));
  }

  @Test
  void twoThatAreOnDisturbEachOther() throws Exception {
    Finding finding =
        judge(center(registered("ESET Security", true, true), registered("Avast", true, true)));
    assertThat(finding.outcome()).isEqualTo(Outcome.WARN);
    assertThat(finding.reason()).isEqualTo(Reason.ENDPOINT_TWO_ACTIVE);
    assertThat(finding.facts()).containsEntry("products", "ESET, Avast");
    // the service that two signatures name is one product, and one that watches is none too many
    Item service = item(Kind.SERVICE, "BkavService", true);
    Item entry = there(Kind.UNINSTALL, "Bkav Endpoint 2026");
    Item watcher = item(Kind.SERVICE, "VNPTSmartIR", true);
    assertThat(judge(items(service, entry, watcher)).also()).isEmpty();
    assertThat(judge(items(service, entry, watcher)).reason())
        .isEqualTo(Reason.ENDPOINT_DEFINITIONS_UNKNOWN);
    // on a server no Security Center tells that Defender has stood back: it does so itself
    Evidence server =
        new Evidence(
            List.of(
                item(Kind.SERVICE, "WinDefend", true),
                item(Kind.SERVICE, "ekrn", true),
                item(Kind.PROCESS, "ekrn.exe", true)),
            ALL,
            Set.of(),
            Optional.empty(),
            Map.of("microsoft-defender", new Statement(Optional.of(false), true, Optional.of(NOW))),
            Optional.empty());
    assertThat(judge(server).reason()).isEqualTo(Reason.ENDPOINT_DEFINITIONS_UNKNOWN);
    assertThat(judge(server).also()).isEmpty();
    assertThat(judge(server).facts()).containsEntry("product", "ESET");
  }

  @Test
  void aRequiredProductThatIsAbsentFailsWhateverElseProtects() throws Exception {
    Finding finding =
        judge(
            center(registered("Microsoft Defender Antivirus", true, true)),
            required("bkav-endpoint"));
    assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(finding.reason()).isEqualTo(Reason.ENDPOINT_REQUIRED_MISSING);
    states(finding, "no", "no", "no no");
    assertThat(finding.facts())
        .contains(
            entry("required", "BKAV Endpoint"),
            entry("product", "BKAV Endpoint"),
            entry("products", "Microsoft Defender"),
            entry("confidence", "low"));
  }

  @Test
  void ofSeveralRequiredProductsTheWorstIsTold() throws Exception {
    Item smartIr = item(Kind.SERVICE, "VNPTSmartIR", true);
    Finding one = judge(items(smartIr), required("vnpt-smart-ir"));
    assertThat(one.outcome()).isEqualTo(Outcome.OK);
    states(one, "yes", "yes", "unknown unknown");
    Finding two = judge(items(smartIr), required("vnpt-smart-ir", "kaspersky"));
    assertThat(two.reason()).isEqualTo(Reason.ENDPOINT_REQUIRED_MISSING);
    assertThat(two.facts())
        .contains(
            entry("required", "VNPT Smart IR, Kaspersky Endpoint Security"),
            entry("product", "Kaspersky Endpoint Security"));
    Finding strange = judge(items(smartIr), required("norton-360"));
    assertThat(strange.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(strange.reason()).isEqualTo(Reason.ENDPOINT_PRODUCT_UNKNOWN);
    states(strange, "unknown", "unknown", "unknown unknown");
    assertThat(strange.facts()).containsEntry("required", "norton-360");
  }

  @Test
  void namesThatAreOnlyGuessedProveNothingByTheirAbsence() throws Exception {
    Finding unseen =
        judge(items(there(Kind.UNINSTALL, "Bkav Endpoint 2026")), required("bkav-endpoint"));
    assertThat(unseen.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(unseen.reason()).isEqualTo(Reason.ENDPOINT_STATE_UNKNOWN);
    states(unseen, "yes", "unknown", "unknown unknown");
    // and a service of the home edition does not prove the other one
    Finding home = judge(items(item(Kind.SERVICE, "BkavService", true)), required("bkav-endpoint"));
    assertThat(home.reason()).isEqualTo(Reason.ENDPOINT_STATE_UNKNOWN);
    states(home, "unknown", "yes", "unknown unknown");
    Finding stopped =
        judge(items(item(Kind.SERVICE, "BkavService", false)), required("bkav-endpoint"));
    assertThat(stopped.reason()).isEqualTo(Reason.ENDPOINT_STATE_UNKNOWN);
    states(stopped, "unknown", "unknown", "unknown unknown");
  }

  @Test
  void aFileOfTheAgentThatAnAntivirusTookIsNamedAndDoesNotCostTheCover(@TempDir Path root)
      throws Exception {
    Files.writeString(root.resolve("SHA256SUMS.txt"), "0".repeat(64) + "  prunsrv.exe\r\n");
    Target machine = new Target("OC-1", TargetKind.MACHINE, null, null, List.of());
    Finding finding =
        new EndpointProtectionCheck(
                catalogue -> clamav(true, Duration.ZERO),
                new AgentFiles(root),
                Clock.fixed(NOW, ZoneOffset.UTC))
            .judge(
                new Assignment(TYPE, machine, TYPE.limits(), TYPE.deadline(), null),
                LastReading.NONE,
                Deadline.in(TYPE.deadline()));
    assertThat(finding.outcome()).isEqualTo(Outcome.WARN);
    assertThat(finding.reason()).isEqualTo(Reason.AGENT_FILE_MISSING);
    assertThat(finding.facts()).containsEntry("agentFiles", "prunsrv.exe");
    states(finding, "yes", "yes", "yes unknown");
  }

  @Test
  void managedIsSeenByAConnectionToTheConsole() throws Exception {
    ProductSignature known = ProductCatalogue.builtIn().product("clamav").orElseThrow();
    ProductSignature managed =
        new ProductSignature(
            "x",
            "X",
            "antivirus",
            "high",
            known.anyOf(),
            known.running(),
            List.of(Trace.of(Kind.PROCESS, "klnagent")),
            "127.0.0.1:13000");
    Access products = new Access.Products(new ProductCatalogue(2, List.of(managed)));
    InetSocketAddress other = new InetSocketAddress(address("127.0.0.2"), 13_000);
    InetSocketAddress console = new InetSocketAddress(address("127.0.0.1"), 13_000);
    Item clamd = item(Kind.PROCESS, "clamd", true);
    Item link = item(Kind.PROCESS, "klnagent", true);
    assertThat(managed(Set.of(console), products, clamd, link)).isEqualTo("yes by connection");
    assertThat(managed(Set.of(other), products, clamd, link)).isEqualTo("unknown by null");
    assertThat(managed(Set.of(other), products, clamd)).isEqualTo("no by process");
  }

  private static String managed(Set<InetSocketAddress> connections, Access products, Item... items)
      throws Exception {
    Map<String, String> facts =
        judge(
                new Evidence(
                    List.of(items),
                    ALL,
                    Set.of(),
                    Optional.empty(),
                    Map.of(),
                    Optional.of(connections)),
                products)
            .facts();
    return facts.get("managed") + " by " + facts.get("managedBy");
  }
}
