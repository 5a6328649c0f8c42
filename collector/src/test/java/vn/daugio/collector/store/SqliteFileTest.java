package vn.daugio.collector.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a database in a file can suffer. */
class SqliteFileTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("daugio.db");
  }

  @Test
  void aDamagedFileIsToldAndNotTouched() throws IOException {
    byte[] damaged =
        "this is no database, but somebody's text of more than a page"
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Files.write(file(), damaged);
    assertThatThrownBy(() -> Store.open(file()))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            file()
                + " cannot be used as the database: the file is damaged or no database;"
                + " nothing was changed, put a backup in its place");
    assertThat(Files.readAllBytes(file())).isEqualTo(damaged);
  }

  @Test
  void aFolderThatCannotBeMadeIsTold() throws IOException {
    Path notAFolder = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> Store.open(notAFolder.resolve("data").resolve("daugio.db")))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("cannot create the data directory " + notAFolder.resolve("data"));
  }

  @Test
  void aFullDiskLosesNothingThatWasAcknowledged() throws Exception {
    Path small = Path.of("/tmp/daugio-small-" + ProcessHandle.current().pid());
    Files.createDirectories(small);
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small.toString()) == 0;
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(mounted, "mounting a small disk needs root");
    }
    assertThat(mounted).isTrue();
    try {
      List<Long> acknowledged = new ArrayList<>();
      try (Store store = Store.open(small.resolve("daugio.db"))) {
        byte[] body = new byte[50_000];
        new java.util.Random(1).nextBytes(body);
        assertThatThrownBy(
                () -> {
                  for (long i = 1; i < 100; i++) {
                    StoreTest.add(store, i, body);
                    acknowledged.add(i);
                  }
                })
            .isInstanceOf(StoreException.class)
            .hasMessageContaining("the disk is full");
        long kept = store.read(tx -> tx.reports().count());
        assertThat(kept).isEqualTo(acknowledged.size()).isPositive();
      }
    } finally {
      run("umount", small.toString());
      Files.delete(small);
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  @Test
  void lookingChangesNothing() {
    Database there = new Database.SqliteFile(folder.resolve("a/b/daugio.db"));
    Store.check(there);
    assertThat(folder.resolve("a")).doesNotExist();
    Path notAFolder = folder.resolve("c");
    assertThatThrownBy(
            () -> {
              Files.writeString(notAFolder, "x");
              Store.check(new Database.SqliteFile(notAFolder.resolve("d/daugio.db")));
            })
        .isInstanceOf(StoreException.class)
        .hasMessage("the data directory " + notAFolder + "/d cannot be created in " + notAFolder);
    Store.open(file()).close();
    Store.check(new Database.SqliteFile(file()));
  }

  @Test
  void lookingFindsADamagedFile() throws IOException {
    Files.writeString(file(), "this is no database, but somebody's text");
    assertThatThrownBy(() -> Store.check(new Database.SqliteFile(file())))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("the file is damaged or no database");
    assertThat(Files.readString(file())).startsWith("this is no database");
  }
}
