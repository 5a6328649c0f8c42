package vn.daugio.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentLockTest {
  @TempDir Path folder;

  @Test
  void aDataDirectoryMayBeALinkAndIsStillOne() throws IOException {
    Path real = Files.createDirectory(folder.resolve("var"));
    Path link = Files.createSymbolicLink(folder.resolve("spool"), real);
    Optional<AgentLock> first = AgentLock.take(link);
    try (AgentLock held = first.orElseThrow()) {
      assertThat(held).isNotNull();
      assertThat(real.resolve("lock")).exists();
      assertThat(AgentLock.take(real)).isEmpty();
    }
    try (AgentLock again = AgentLock.take(real).orElseThrow()) {
      assertThat(again).isNotNull();
    }
  }
}
