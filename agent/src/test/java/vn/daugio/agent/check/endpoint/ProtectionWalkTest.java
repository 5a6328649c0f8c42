package vn.daugio.agent.check.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.testing.Peers;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.ProtocolJson;

/**
 * Debian's own ClamAV, the whole agent, and what happens to a PC: in a namespace of mounts,
 * processes and network, whose changes of the system nobody else sees.
 */
class ProtectionWalkTest {
  @TempDir Path folder;

  /** Where the packages are not there, dpkg has removed them; all writing goes into memory. */
  private static final String WALK =
      """
      set -e
      base=$1; shift
      export LC_ALL=C
      mount -t tmpfs tmpfs "$base"
      over() { # a layer in memory over the system
        for d in usr etc var; do
          mkdir -p "$base/$1/$d" "$base/$1/work/$d" "$base/$1/at/$d"
          mount -t overlay overlay -o "lowerdir=/$d,upperdir=$base/$1/$d,workdir=$base/$1/work/$d" "/$d"
        done
      }
      round() { "$@" >&3 2>/dev/null || true; echo >&3; }
      exec 3>&1 1>&2
      over without
      dpkg --remove --force-depends --no-triggers clamav-daemon clamav clamav-freshclam clamdscan
      round "$@"
      for d in usr etc var; do mount --move "/$d" "$base/without/at/$d"; done
      over with
      rm -f /var/lib/clamav/*.cld /var/lib/clamav/*.cvd
      echo 'aa15bcf478d165efd2065190eb473bcb:544:Own.Test' > /var/lib/clamav/own.hdb
      printf 'LocalSocket %s/clamd\\nDatabaseDirectory /var/lib/clamav\\nForeground yes\\n' "$base" > "$base/conf"
      definitions() { # a database of ClamAV's with only its header, which clamd is not asked to load
        printf 'ClamAV-VDB:%s:27900:1:90:x' "$(date -u -d "$1" '+%d %b %Y %H-%M +0000')" > /var/lib/clamav/daily.cld
      }
      round "$@"
      clamd -c "$base/conf" & clamd=$!
      while [ ! -S "$base/clamd" ] && kill -0 $clamd; do sleep 0.1; done
      definitions '-1 day'; round "$@"
      definitions '-10 days'; round "$@"
      definitions '-31 days'; round "$@"
      kill $clamd; wait $clamd || true
      definitions '-1 day'; round "$@"
      for d in usr etc var; do mount --bind "$base/without/at/$d" "/$d"; done
      round "$@"
      """;

  @Test
  void absentInstalledStaleStoppedRemoved() throws Exception {
    Peers.need("clamd");
    Peers.need("dpkg");
    Peers.needThat("root".equals(System.getProperty("user.name")), "root is needed");
    assertThat(rounds())
        .containsExactly(
            "FAIL endpoint.not_installed: no no no by nothing",
            "FAIL endpoint.not_running: yes no unknown by unit,package,file",
            "OK: yes yes yes by unit,package,file",
            "WARN endpoint.definitions_old: yes yes no by unit,package,file",
            "FAIL endpoint.definitions_old: yes yes no by unit,package,file",
            "FAIL endpoint.not_running: yes no yes by unit,package,file",
            "FAIL endpoint.not_installed: no no no by nothing");
  }

  private List<String> rounds() throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("walk.sh"), WALK);
    Path base = Files.createDirectory(folder.resolve("base"));
    Path config =
        Files.writeString(folder.resolve("agent.yaml"), "site: xa/tru-so\nmachine: MAY-1\n");
    List<String> namespace =
        List.of("unshare", "--mount", "--pid", "--fork", "--net", "--mount-proc", "sh");
    List<String> agent =
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "vn.daugio.agent.AgentMain",
            "check",
            "--config",
            config.toString(),
            "--only",
            "endpoint.protection",
            "--format",
            "json");
    Path log = folder.resolve("log");
    List<String> command =
        Stream.of(namespace, List.of(script.toString(), base.toString()), agent)
            .flatMap(List::stream)
            .toList();
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).withFailMessage(() -> read(log)).isZero();
    return output.lines().filter(line -> !line.isBlank()).map(ProtectionWalkTest::told).toList();
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static String told(String line) {
    String only = line.substring(line.indexOf('[') + 1, line.lastIndexOf(']'));
    CheckResult result = ProtocolJson.read(only, CheckResult.class);
    return result.outcome()
        + (result.reason() == null ? "" : " " + result.reason())
        + ": %s %s %s by %s"
            .formatted(
                result.facts().get("installed"),
                result.facts().get("running"),
                result.facts().get("upToDate"),
                result.facts().getOrDefault("installedBy", "nothing"));
  }
}
