package vn.daugio.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file system that has no room left; needs the right to mount one. */
class FullDiskTest {
  @TempDir Path directory;

  private boolean mounted;

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
  }

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", directory.toString()) == 0;
    if (!mounted) {
      assertThat(System.getenv("CI")).as("CI has to be able to mount").isNotEqualTo("true");
      abort("mounting a tmpfs is not permitted here");
    }
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    if (mounted) {
      run("umount", directory.toString());
    }
  }

  @Test
  void whatWasAcceptedStaysAndWhatHasNoRoomIsNotAccepted() throws IOException {
    Spool spool = new Spool(directory, 10 << 20);
    List<String> accepted = new ArrayList<>();
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                spool.append(Spool.Rank.ROUND, 0, "report " + i);
                accepted.add("report " + i);
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left on device");
    assertThat(accepted).isNotEmpty();
    List<String> delivered = new ArrayList<>();
    Spool again = new Spool(directory, 10 << 20);
    for (Optional<Spool.Pending> next = again.oldest(); next.isPresent(); next = again.oldest()) {
      delivered.add(next.get().entry().json());
      again.delivered(next.get());
    }
    assertThat(delivered).isEqualTo(accepted);
    again.append(Spool.Rank.ROUND, 0, "room again");
  }

  @Test
  void theOldStateSurvivesAFullDisk() throws IOException {
    StateFile state = StateFile.open(directory.resolve("state.json"));
    long last = state.takeSequence();
    Path ballast = directory.resolve("ballast");
    assertThatThrownBy(() -> Files.write(ballast, new byte[1 << 20]))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(state::takeSequence).hasMessageContaining("No space left on device");
    assertThat(StateFile.open(directory.resolve("state.json")).bootId()).isEqualTo(state.bootId());
    Files.delete(ballast);
    assertThat(state.takeSequence()).isEqualTo(last + 1);
  }
}
