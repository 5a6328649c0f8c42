package vn.daugio.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoiningTest {
  @TempDir Path directory;

  @Test
  void writesAConfigurationThatWorksAndACredentialForItsOwnerOnly() throws IOException {
    Path config = directory.resolve("etc/agent.yaml");
    try (FakeCollector collector = new FakeCollector()) {
      assertThat(new Joining(config, null).join(collector.url(), " code ", null))
          .isEqualTo("Joined " + collector.url() + " as M-1 of a/b; configuration in " + config);
      AgentConfig read = AgentConfig.load(config);
      assertThat(read.site()).isEqualTo("a/b");
      assertThat(read.machine()).isEqualTo("M-1");
      Path token = config.resolveSibling("token");
      assertThat(read.collector())
          .isEqualTo(new AgentConfig.Collector(URI.create(collector.url()), token, null));
      assertThat(Files.readString(token)).isEqualTo("tok\n");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
          .isEqualTo("rw-------");
      new Joining(config, null).join(collector.url(), "again", null);
    }
  }

  @Test
  void aConfigurationFolderMayBeALink() throws IOException {
    Files.createDirectory(directory.resolve("real"));
    Path link = Files.createSymbolicLink(directory.resolve("etc"), directory.resolve("real"));
    try (FakeCollector collector = new FakeCollector()) {
      new Joining(link.resolve("agent.yaml"), null).join(collector.url(), "code", null);
    }
    assertThat(directory.resolve("real/agent.yaml")).exists();
  }

  @Test
  void aMachineThatReportsElsewhereIsNotTakenOver() throws IOException {
    Path config = directory.resolve("agent.yaml");
    String other = "site: a/b\nmachine: M\ncollector: {url: 'https://other.vn', token-file: t}\n";
    Files.writeString(config, other);
    assertThatThrownBy(() -> new Joining(config, null).join("http://127.0.0.1:1", "c", null))
        .hasMessageContaining("is in use for https://other.vn");
    Files.writeString(config, "site: a/b\nmachine: M\ntargets: []\n");
    assertThatThrownBy(() -> new Joining(config, null).join("http://127.0.0.1:1", "c", null))
        .hasMessageContaining("has 'targets:' which joining would lose");
  }

  @Test
  void aCodeIsNeverSentInTheClearToAnotherMachine() {
    assertThatThrownBy(
            () -> new Joining(directory.resolve("a"), null).join("http://c.vn", "code", null))
        .hasMessage(
            "daugio-agent join: 1 problem\n  - URL: plain http is allowed to this machine only;"
                + " use https: http://c.vn");
  }
}
