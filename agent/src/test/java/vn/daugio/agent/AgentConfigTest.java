package vn.daugio.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.ConfigException;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

class AgentConfigTest {
  private static final String NAMES = "site: dai-dong/tru-so\nmachine: OC-Q1-01\n";

  @TempDir Path directory;

  @BeforeEach
  void files() throws IOException {
    directory = directory.toRealPath();
    Files.writeString(directory.resolve("token"), "abc\n");
    Files.writeString(directory.resolve("empty"), "\n");
    Files.writeString(directory.resolve("binary"), "a b\n");
  }

  private AgentConfig load(String yaml) throws IOException {
    return AgentConfig.load(Files.writeString(directory.resolve("agent.yaml"), yaml));
  }

  private List<String> problems(String yaml) throws IOException {
    return problems(yaml.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> problems(byte[] yaml) throws IOException {
    Path file = Files.write(directory.resolve("agent.yaml"), yaml);
    ConfigException thrown =
        catchThrowableOfType(ConfigException.class, () -> AgentConfig.load(file));
    assertThat(thrown).isNotNull();
    return thrown.problems();
  }

  private void refuses(String more, String expected) throws IOException {
    assertThat(problems(NAMES + more)).containsExactly(expected.replace("$", directory + "/"));
  }

  @Test
  void theContractsExample() throws IOException {
    Files.writeString(directory.resolve("a"), "pw");
    Files.writeString(directory.resolve("p"), "pw");
    Files.writeString(directory.resolve("f"), "pw");
    Files.writeString(directory.resolve("k"), "key");
    AgentConfig config =
        load(
            """
            site: dai-dong/tru-so            # commune/site
            machine: OC-Q1-01
            collector: {url: "https://collector.example:8443", token-file: token}
            spool: {directory: data, max-bytes: 20MB}
            targets:
              - {name: may-in-q1, kind: printer, address: "127.0.0.1:1161", snmp: {version: 2c, community: public}}
              - {name: may-in-q2, kind: printer, address: "192.168.1.31", snmp: {version: 3, user: giamsat, auth: {protocol: SHA256, password-file: a}, priv: {protocol: AES128, password-file: p}}}
              - {name: may-in-q3, kind: printer, ipp: "ipp://127.0.0.1:8631/ipp/print"}
              - {name: may-quet-1, kind: scanner, escl: "http://127.0.0.1:16310/eSCL"}
              - {name: thu-muc-quet, kind: folder, smb: "smb://192.168.1.5/quet", account: quet, password-file: f}
              - {name: sw-1, kind: switch, address: "192.168.1.2", snmp: {version: 2c, community: public}}
              - {name: router, kind: router, ssh: {address: "192.168.1.1:22", user: giamsat, key-file: k, flavor: mikrotik}}
              - {name: duong-chinh, kind: link, gateway: "192.168.1.1", source: "192.168.1.10"}
              - {name: dvcqg, kind: system, url: "https://dichvucong.gov.vn", expect: {status: "200-403"}}
            limits: {printer.supplies: {warn-below: 0.10, fail-below: 0.02}}
            """);
    assertThat(config.collector())
        .isEqualTo(
            new AgentConfig.Collector(
                URI.create("https://collector.example:8443"), directory.resolve("token"), null));
    assertThat(config.spool())
        .isEqualTo(new AgentConfig.SpoolDirectory(directory.resolve("data"), 20L << 20));
    assertThat(config.targets()).hasSize(9);
    assertThat(config.targets().get(1).access(Access.Snmp.class))
        .isEqualTo(
            new Access.Snmp(
                "3",
                null,
                "giamsat",
                new Access.SnmpSecret("SHA256", directory + "/a"),
                new Access.SnmpSecret("AES128", directory + "/p")));
    assertThat(config.limits())
        .isEqualTo(Map.of("printer.supplies", Map.of("warn-below", 0.1, "fail-below", 0.02)));
  }

  @Test
  void aDeviceNeedsOnlyAnAddress() throws IOException {
    AgentConfig config =
        load(
            NAMES
                + """
                targets:
                  - {name: lay-so, kind: device, address: "192.168.1.60:80"}
                  - {name: codec, kind: device, address: "192.168.1.61", line: meeting}
                """);
    assertThat(config.targets())
        .containsExactly(
            new Target("lay-so", TargetKind.DEVICE, "192.168.1.60:80", null, List.of()),
            new Target("codec", TargetKind.DEVICE, "192.168.1.61", "meeting", List.of()));
  }

  @Test
  void whatMayBeAbsentHasDefaults() throws IOException {
    AgentConfig config = load(NAMES);
    assertThat(config.collector()).isNull();
    assertThat(config.spool())
        .isEqualTo(new AgentConfig.SpoolDirectory(directory.resolve("spool"), 50L << 20));
    assertThat(config.targets()).isEmpty();
  }

  @Test
  void allProblemsAtOnceWithSuggestions() throws IOException {
    assertThat(problems("sit: a/b\nmachine: 'OC Q1'\ncolector: {}\nspool: {max-bytes: 5}\n"))
        .containsExactly(
            "site: is missing",
            "machine: a code of letters, digits and . _ - is expected: OC Q1",
            "spool.max-bytes: a size like 500KB, 50MB or 1GB is expected, not '5'",
            "unknown key 'sit'; did you mean 'site'?",
            "unknown key 'colector'; did you mean 'collector'?");
  }

  @Test
  void namesOfPlaces() throws IOException {
    assertThat(problems("site: dai-dong\nmachine: M\n"))
        .containsExactly("site: commune/site is expected: dai-dong");
    assertThat(problems("")).containsExactly("site: is missing", "machine: is missing");
  }

  @Test
  void collector() throws IOException {
    refuses("collector: {token-file: token}", "collector.url: is missing");
    refuses("collector: {url: 'https://c.vn'}", "collector.token-file: is missing");
    refuses(
        "collector: {url: 'http://c.vn', token-file: token}",
        "collector.url: plain http is allowed to this machine only; use https: http://c.vn");
    refuses(
        "collector: {url: 'http://127.evil.vn', token-file: token}",
        "collector.url: plain http is allowed to this machine only; use https: http://127.evil.vn");
    refuses(
        "collector: {url: 'ftp://c.vn', token-file: token}",
        "collector.url: an address with https:// is expected: ftp://c.vn");
    refuses(
        "collector: {url: 'https://c.vn:x y', token-file: token}",
        "collector.url: an address with https:// is expected: https://c.vn:x y");
    refuses(
        "collector: {url: 'https://c.vn', token-file: none}",
        "collector.token-file: file $none cannot be read");
    refuses(
        "collector: {url: 'https://c.vn', token-file: empty}",
        "collector.token-file: file $empty is empty");
    refuses(
        "collector: {url: 'https://c.vn', token-file: binary}",
        "collector.token-file: file $binary holds no token: one line of ASCII is expected");
    refuses(
        "collector: {url: 'https://c.vn', token-file: token, ca-file: empty}",
        "collector.ca-file: file $empty holds no readable certificate");
    refuses(
        "collector: {url: 'https://c.vn', token-file: token, ca: x}",
        "collector: unknown key 'ca'; known keys: ca-file, token-file, url");
    assertThat(problems(NAMES + "collector: https://c.vn"))
        .contains("collector: a mapping (key: value) is expected here");
    assertThat(load(NAMES + "collector: {url: 'http://[::1]:8080', token-file: token}").collector())
        .isNotNull();
  }

  @Test
  void spool() throws IOException {
    refuses("spool: {max-bytes: 10KB}", "spool.max-bytes: at least 64KB is expected");
    refuses("spool: {directory: token}", "spool.directory: $token is no directory");
    refuses("spool: {dir: x}", "spool: unknown key 'dir'; known keys: directory, max-bytes");
  }

  @Test
  void limits() throws IOException {
    refuses(
        "limits: {printer.suplies: {}}",
        "limits: unknown key 'printer.suplies'; did you mean 'printer.supplies'?");
    refuses(
        "limits: {printer.supplies: {warn-bellow: 0.1}}",
        "limits.printer.supplies: unknown key 'warn-bellow'; did you mean 'warn-below'?");
    refuses(
        "limits: {printer.supplies: {warn-below: 10}}",
        "limits.printer.supplies.warn-below: a ratio from 0 to 1 is expected, not 10.0");
    refuses(
        "limits: {printer.supplies: {warn-below: 0.1, fail-below: 0.2}}",
        "limits.printer.supplies.fail-below: 0.2 is above warn-below (0.1)");
    refuses(
        "limits: {printer.supplies: {warn-below: 0.01}}",
        "limits.printer.supplies.fail-below: 0.02 is above warn-below (0.01)");
    refuses(
        "limits: {computer.health: {clock-warn-above: 10m}}",
        "limits.computer.health.clock-fail-above: 300.0 is below clock-warn-above (600.0)");
    refuses(
        "limits: {computer.health: {disk-warn-below: lots}}",
        "limits.computer.health.disk-warn-below: a number or a duration like 30s is expected, not"
            + " 'lots'");
    assertThat(load(NAMES + "limits: {internet.link: {latency-warn-above: 200ms}}").limits())
        .isEqualTo(Map.of("internet.link", Map.of("latency-warn-above", 0.2)));
    assertThat(load(NAMES + "limits: {computer.health: {load-warn-above: 8}}").limits())
        .isEqualTo(Map.of("computer.health", Map.of("load-warn-above", 8.0)));
  }

  @Test
  void targetsAndTheirFiles() throws IOException {
    refuses(
        "targets: [{name: f, kind: folder, smb: 'smb://h/s', account: q, password-file: none}]",
        "targets 'f'.password-file: file $none cannot be read");
    refuses(
        "targets: [{name: r, kind: router, ssh: {address: h, user: u, key-file: none, flavor: linux}}]",
        "targets 'r'.ssh.key-file: file $none cannot be read");
    refuses("targets: [{name: x, kind: printer}]", "targets[0]: a printer needs snmp or ipp");
  }

  @Test
  void brokenYaml() throws IOException {
    assertThat(problems("site: a/b\nsite: c/d\n").get(0)).startsWith("no valid YAML: ");
    assertThat(problems("site: [a\n").get(0)).startsWith("no valid YAML: ").contains("(line ");
    assertThat(problems("- a\n")).contains("a mapping (key: value) is expected here");
    assertThat(problems("--- {a: 1}\n--- {b: 1}\n").get(0)).startsWith("no valid YAML: ");
    assertThat(problems(new byte[] {'a', ':', ' ', (byte) 0xff}))
        .containsExactly("the file is not in UTF-8; save it with this encoding");
    assertThat(problems("x".repeat((1 << 20) + 1))).contains("the file is larger than 1 MB");
  }

  @Test
  void hostileYaml() throws IOException {
    assertThat(problems("a: " + "[".repeat(500_000)).get(0)).startsWith("no valid YAML: ");
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("a%d: &a%d [*a%d,*a%d,*a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    assertThat(problems(bomb.toString()).get(0)).startsWith("no valid YAML: ");
    assertThat(problems("a: !!javax.script.ScriptEngineManager [x]\n").get(0))
        .startsWith("no valid YAML: ");
  }

  @Test
  void aFileThatIsNotThere() {
    assertThatThrownBy(() -> AgentConfig.load(directory.resolve("none.yaml")))
        .hasMessage(
            directory.resolve("none.yaml")
                + ": 1 problem\n  - the file cannot be read: it does not exist");
    assertThatThrownBy(() -> AgentConfig.load(directory))
        .hasMessageContaining("the file cannot be read: it is a directory");
  }
}
