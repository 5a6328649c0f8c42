package vn.daugio.agent.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.os.AgentFiles.Damage;
import vn.daugio.agent.testing.Peers;

class AgentFilesTest {
  @TempDir Path root;

  private void file(String path, String content) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.writeString(root.resolve(path), content);
  }

  /** The list is made by the program that makes it in the package, with line ends of Windows. */
  @BeforeEach
  void install() throws IOException {
    file("lib/daugio-agent.jar", "jar");
    file("prunsrv.exe", "MZ");
    file("daugio-agent.cmd", "@echo off");
    file("runtime/bin/java.exe", "MZ");
    Peers.need("sha256sum");
    Peers.run(
        "sh",
        "-c",
        "cd '"
            + root
            + "' && find . -type f | sed 's:^./::' | sort | xargs sha256sum | sed 's/$/\\r/'"
            + " > ../sums && mv ../sums SHA256SUMS.txt");
  }

  @Test
  void whatIsWholeIsNotSpokenOf() {
    assertThat(new AgentFiles(root).damage()).isEqualTo(new Damage(List.of(), List.of()));
    assertThat(new AgentFiles(root).damage().isNone()).isTrue();
    assertThat(AgentFiles.ofThisProgram().damage().isNone()).isTrue();
  }

  @Test
  void eachFileThatIsGoneOrChangedIsNamed() throws IOException {
    Files.delete(root.resolve("prunsrv.exe"));
    Files.delete(root.resolve("runtime/bin/java.exe"));
    file("daugio-agent.cmd", "@echo on");
    Damage damage = new AgentFiles(root).damage();
    assertThat(damage)
        .isEqualTo(
            new Damage(
                List.of("prunsrv.exe", "runtime/bin/java.exe"), List.of("daugio-agent.cmd")));
    assertThat(damage.names()).isEqualTo("prunsrv.exe, runtime/bin/java.exe, daugio-agent.cmd");
    assertThat(new AgentFiles(root).missing())
        .containsExactly("prunsrv.exe", "runtime/bin/java.exe");
  }

  @Test
  void aRuntimeIsOnlyLookedForAndAListThatPointsElsewhereIsNotFollowed() throws IOException {
    file("runtime/bin/java.exe", "another");
    assertThat(new AgentFiles(root).damage().isNone()).isTrue();
    Files.writeString(
        root.resolve("SHA256SUMS.txt"),
        """
        %1$s  ../gone
        %1$s  /gone
        %1$s  C:\\gone
        %1$s gone
        nothing
        """
            .formatted("0".repeat(64)));
    assertThat(new AgentFiles(root).damage().isNone()).isTrue();
  }
}
