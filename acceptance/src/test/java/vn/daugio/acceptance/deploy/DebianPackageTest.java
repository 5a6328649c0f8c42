package vn.daugio.acceptance.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.acceptance.outages.Needs;
import vn.daugio.acceptance.process.Tree;

/** The Debian package, by dpkg and systemd themselves. */
class DebianPackageTest {
  private static final Path SCRIPTS = Tree.root().resolve("acceptance/src/test/resources/deploy");
  private static final Path UNITS = Path.of("usr/lib/systemd/system");

  @TempDir Path folder;

  @Test
  void itIsInstalledUsedAndPurgedOnACopyOfThisSystem() {
    Needs.rootWith(
        "dpkg", "dpkg-deb", "unshare", "setpriv", "adduser", "ip", "ping", "socat", "openssl");
    Dist.Ran ran =
        Dist.run(
            Map.of("JAVA_HOME", System.getProperty("java.home")),
            "unshare",
            "--mount",
            "--net",
            "--propagation",
            "private",
            "bash",
            SCRIPTS.resolve("install-deb.sh").toString(),
            folder.toString(),
            Dist.made().only(".deb").toString());
    assertThat(ran.output().lines())
        .containsExactly(
            "== account daugio:/var/lib/daugio:/usr/sbin/nologin",
            "== configuration daugio:daugio 750",
            "== data daugio:daugio 750 /var/lib/daugio",
            "== archive written",
            "== version daugio-agent " + version(),
            "== ping works without new privileges",
            "Joined http://127.0.0.1:18443 as M of a/b; configuration in /etc/daugio/agent.yaml",
            "== credential daugio:daugio 600, ca-file: \"/etc/daugio/ca.pem\"",
            "== reports 1 daugio",
            "== exit 2",
            "== named lib/snmp4j.jar",
            "== account gone");
    assertThat(ran.exit()).isZero();
  }

  /** A real systemd, the first process of its own namespaces, without a network. */
  @Test
  void systemdRunsTheUnitsInTheirSandbox() throws IOException {
    Needs.rootWith("dpkg", "unshare", "timeout", "systemctl", "adduser", "ip", "ping");
    Path out = Files.createDirectory(folder.resolve("out"));
    Path system = Files.createDirectory(folder.resolve("system"));
    String boot = SCRIPTS.resolve("boot-systemd.sh").toString();
    List<String> command = new ArrayList<>(List.of("timeout", "--kill-after=5", "120", "unshare"));
    command.addAll(List.of("--mount", "--net", "--pid", "--fork", "--uts", "--ipc", "--cgroup"));
    command.addAll(List.of("--propagation", "private", "--kill-child", "bash", boot));
    command.addAll(List.of(system.toString(), Dist.made().only(".deb").toString(), out.toString()));
    Dist.Ran ran = Dist.run(Map.of(), command.toArray(String[]::new));
    assumeTrue(ran.exit() != 77, "this kernel lets no systemd run in a namespace");
    assertThat(out.resolve("seen")).as(ran.output()).exists();
    assertThat(Files.readAllLines(out.resolve("seen")))
        .containsExactly(
            "Result=success",
            "ExecMainStatus=0",
            "user daugio",
            "NoNewPrivs: 1",
            "Seccomp: 2",
            "no home is seen",
            "ping works",
            "ambient net_bind_service,net_raw",
            "names of others' processes are seen",
            "reports 1",
            "timer active",
            "resident active, timer inactive",
            "Result=success",
            "ExecMainStatus=0");
  }

  @Test
  void systemdFindsNothingWrongWithTheUnits() throws IOException {
    Path root = unpacked();
    assertThat(verify(root)).isEqualTo(new Dist.Ran(0, ""));

    Path unit = root.resolve(UNITS).resolve("daugio-agent.service");
    Files.writeString(unit, Files.readString(unit).replace("ProtectHome=", "ProtectHom="));
    assertThat(verify(root).output()).contains("Unknown key 'ProtectHom' in section [Service]");
  }

  @Test
  void theSandboxIsAsTightAsTheDocumentSays() throws IOException {
    Path root = unpacked();
    for (String unit : List.of("daugio-agent.service", "daugio-agent-run.service")) {
      Dist.Ran ran =
          Dist.run(
              Map.of("LC_ALL", "C"),
              "systemd-analyze",
              "security",
              "--offline=yes",
              "--root=" + root,
              "--threshold=30",
              unit);
      assertThat(ran.output()).contains("Overall exposure level for " + unit);
      assertThat(ran.exit()).as(ran.output()).isZero();
    }
  }

  @Test
  void theTimerCatchesUpAndAProberMayStay() throws IOException {
    Path units = Tree.root().resolve("deploy/systemd");
    assertThat(Files.readAllLines(units.resolve("daugio-agent.timer")))
        .contains(
            "OnBootSec=1min",
            "OnCalendar=*:0/15",
            "Persistent=true",
            "RandomizedDelaySec=4min",
            "FixedRandomDelay=true");
    assertThat(Files.readAllLines(units.resolve("daugio-agent.service")))
        .contains(
            "ExecStart=/usr/bin/daugio-agent tick --config /etc/daugio/agent.yaml",
            "TimeoutStartSec=infinity",
            "User=daugio");
    assertThat(Files.readAllLines(units.resolve("daugio-agent-run.service")))
        .contains(
            "ExecStart=/usr/bin/daugio-agent run --config /etc/daugio/agent.yaml",
            "Restart=on-failure",
            "Conflicts=daugio-agent.timer daugio-agent.service",
            "User=daugio");
  }

  /** The package without its scripts, beside the targets of systemd that the units name. */
  private Path unpacked() throws IOException {
    Needs.programs("dpkg-deb", "systemd-analyze");
    Path root = folder.resolve("root");
    String deb = Dist.made().only(".deb").toString();
    assertThat(Dist.run(Map.of(), "dpkg-deb", "-x", deb, root.toString()).exit()).isZero();
    try (Stream<Path> targets = Files.list(Path.of("/").resolve(UNITS))) {
      for (Path target : targets.filter(file -> file.toString().endsWith(".target")).toList()) {
        Files.copy(target, root.resolve(UNITS).resolve(target.getFileName()));
      }
    }
    return root;
  }

  private static Dist.Ran verify(Path root) {
    return Dist.run(
        Map.of("LC_ALL", "C"),
        "systemd-analyze",
        "verify",
        "--man=no",
        "--root=" + root,
        "daugio-agent.service",
        "daugio-agent.timer",
        "daugio-agent-run.service");
  }

  private static String version() {
    String name = Dist.made().only("-windows.zip").getFileName().toString();
    return name.substring("daugio-agent-".length(), name.length() - "-windows.zip".length());
  }
}
