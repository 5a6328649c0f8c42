package vn.daugio.agent.os.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static vn.daugio.agent.testing.OfficeNetwork.address;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.endpoint.EndpointProtectionCheck;
import vn.daugio.agent.os.AgentFiles;
import vn.daugio.agent.os.Antivirus;
import vn.daugio.agent.os.Antivirus.Evidence;
import vn.daugio.agent.os.Antivirus.Item;
import vn.daugio.agent.os.Antivirus.Registered;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.ProductCatalogue;
import vn.daugio.protocol.ProductSignature;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;
import vn.daugio.protocol.Trace;
import vn.daugio.protocol.Trace.Kind;

/** On outputs made after the documentation; see the README beside them. */
class WindowsAntivirusTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final CheckType TYPE = CheckType.ENDPOINT_PROTECTION;

  @TempDir Path folder;

  private static Antivirus machine(String situation) {
    return new WindowsAntivirus(() -> facts(situation), name -> null);
  }

  private static ProtectionFacts facts(String situation) {
    try (var in =
        WindowsAntivirusTest.class.getResourceAsStream("protection/" + situation + ".json")) {
      String json = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return PowerShell.parse(json, ProtectionFacts.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Finding judge(Antivirus antivirus, String... required)
      throws InterruptedException {
    Target machine =
        new Target(
            "OC-1",
            TargetKind.MACHINE,
            null,
            null,
            List.of(new Access.Required(List.of(required), List.of())));
    return new EndpointProtectionCheck(
            antivirus, AgentFiles.ofThisProgram(), Clock.fixed(NOW, ZoneOffset.UTC))
        .judge(
            new Assignment(TYPE, machine, TYPE.limits(), TYPE.deadline(), null),
            LastReading.NONE,
            Deadline.in(TYPE.deadline()));
  }

  private static String told(Finding finding) {
    Map<String, String> facts = finding.facts();
    return String.join(
        " ",
        finding.outcome().name(),
        finding.reason() == null ? "-" : finding.reason().code(),
        facts.getOrDefault("productId", "-"),
        facts.get("installed"),
        facts.get("running"),
        facts.get("upToDate"),
        facts.get("managed"));
  }

  /** Installed, running, up to date, managed. */
  @ParameterizedTest
  @CsvSource({
    "win11-vi-user, OK - microsoft-defender yes yes yes no",
    "win11-en-admin-kes, OK - kaspersky yes yes yes unknown",
    "win10-vi-user-bkav, OK - bkav-pro yes yes yes unknown",
    "win10-en-admin-old, FAIL endpoint.definitions_old microsoft-defender yes yes no no",
    "win10-vi-user-flag-only, WARN endpoint.definitions_old microsoft-defender yes yes no no",
    "win10-ltsc-off, FAIL endpoint.not_running microsoft-defender yes no yes no",
    "win10-vi-stopped-bkav, FAIL endpoint.not_running microsoft-defender yes no yes no",
    "win11-vi-two, WARN endpoint.two_active eset yes yes yes unknown",
    "server2022-en-admin, OK - microsoft-defender yes yes yes no",
    "server2019-en-user-kes, UNKNOWN endpoint.definitions_unknown kaspersky yes yes unknown no",
    "server2016-en-none, FAIL endpoint.not_installed - no no no no",
    "win11-vi-refused, UNKNOWN not_permitted microsoft-defender unknown unknown unknown unknown",
    "win11-vi-endpoint, OK - microsoft-defender yes yes yes no",
  })
  void situations(String situation, String expected) throws Exception {
    assertThat(told(judge(machine(situation)))).isEqualTo(expected);
  }

  @Test
  void whatThePlanDemandsIsFoundBesideDefender() throws Exception {
    assertThat(told(judge(machine("win11-vi-endpoint"), "vnpt-smart-ir")))
        .isEqualTo("OK - vnpt-smart-ir yes yes unknown unknown");
    assertThat(told(judge(machine("win11-vi-endpoint"), "bkav-endpoint")))
        .isEqualTo("UNKNOWN endpoint.definitions_unknown bkav-endpoint yes yes unknown unknown");
    assertThat(judge(machine("win11-vi-endpoint"), "bkav-endpoint").facts())
        .contains(
            entry("installedBy", "service,uninstall"),
            entry("runningBy", "service"),
            entry("confidence", "low"));
    assertThat(told(judge(machine("win11-vi-user"), "bkav-endpoint")))
        .isEqualTo("FAIL endpoint.required_missing bkav-endpoint no no no no");
    assertThat(told(judge(machine("win10-vi-stopped-bkav"), "bkav-pro")))
        .isEqualTo("FAIL endpoint.not_running bkav-pro yes no unknown no");
  }

  @Test
  void noLayerThatWasRefusedIsCalledAbsent() {
    Evidence refused = machine("win11-vi-refused").evidence(ProductCatalogue.builtIn());
    assertThat(refused.unreadable())
        .containsExactlyInAnyOrder(
            Kind.SECURITY_CENTER,
            Kind.SERVICE,
            Kind.SIGNER,
            Kind.UNINSTALL,
            Kind.MINIFILTER,
            Kind.PROCESS);
    assertThat(refused.connections()).isEmpty();
    assertThat(refused.securityCenter()).isEmpty();
    Evidence none =
        new WindowsAntivirus(
                () -> {
                  throw new UncheckedIOException(new IOException("no powershell.exe"));
                },
                name -> null)
            .evidence(ProductCatalogue.builtIn());
    assertThat(none.unreadable()).isEqualTo(refused.unreadable());
  }

  @Test
  void connectionsAndSignersAreRead() {
    ProductSignature signature =
        new ProductSignature(
            "x",
            "X",
            "antivirus",
            "high",
            List.of(Trace.of(Kind.SIGNER, "*Kaspersky*")),
            List.of(),
            List.of(),
            null);
    Evidence evidence =
        machine("win11-en-admin-kes").evidence(new ProductCatalogue(1, List.of(signature)));
    assertThat(evidence.items())
        .containsOnly(new Item(Kind.SIGNER, "AO Kaspersky Lab", Optional.of(true)));
    assertThat(evidence.connections().orElseThrow())
        .containsExactlyInAnyOrder(
            new InetSocketAddress(address("203.0.113.9"), 13_000),
            new InetSocketAddress(address("192.168.1.2"), 445));
    assertThat(evidence.securityCenter().orElseThrow())
        .contains(
            new Registered(
                "Kaspersky Endpoint Security for Windows", Optional.of(true), Optional.of(true)));
  }

  @Test
  void aFileIsLookedForWithTheVariablesOfTheSystem() throws IOException {
    Files.createDirectories(folder.resolve("Bkav Pro"));
    Files.writeString(folder.resolve("Bkav Pro/BkavService.exe"), "");
    ProductSignature signature =
        new ProductSignature(
            "x",
            "X",
            "antivirus",
            "high",
            List.of(Trace.of(Kind.FILE, "%ProgramFiles%/Bkav Pro/*.exe")),
            List.of(),
            List.of(),
            null);
    ProductCatalogue catalogue = new ProductCatalogue(1, List.of(signature));
    assertThat(
            new WindowsAntivirus(
                    () -> facts("win11-vi-user"),
                    name -> name.equals("ProgramFiles") ? folder.toString() : null)
                .evidence(catalogue)
                .items())
        .containsExactly(new Item(Kind.FILE, "%ProgramFiles%/Bkav Pro/*.exe", Optional.empty()));
    assertThat(machine("win11-vi-user").evidence(catalogue).items()).isEmpty();
  }

  /** What is known of the numbers, and numbers that nobody has seen. */
  @ParameterizedTest
  @CsvSource({
    "397568, true, true, true",
    "397584, true, false, true",
    "393472, false, true, true",
    "266240, true, true, false",
    "266256, true, false, false",
    "397312, true, true, false",
    "262144, false, true, false",
    "262160, false, false, false",
    "401664, false, true, true",
    "405760, false, true, true",
    "409856, , true, true",
    "397600, true, , true",
    "397824, true, true, ",
    "-1, , , ",
  })
  void productState(long state, Boolean on, Boolean current, Boolean isMicrosoft) {
    assertThat(ProductState.of(state))
        .isEqualTo(
            new ProductState(
                Optional.ofNullable(on),
                Optional.ofNullable(current),
                Optional.ofNullable(isMicrosoft)));
  }
}
