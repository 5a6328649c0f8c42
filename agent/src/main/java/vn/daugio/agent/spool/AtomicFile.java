package vn.daugio.agent.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file so that after a crash either the old or the new content is there, whole. */
public final class AtomicFile {
  /** The ending of what a crash may leave behind; it never held accepted data. */
  static final String UNFINISHED = ".tmp";

  private AtomicFile() {}

  /** Returns once the content and the name are on the disk. */
  public static void write(Path file, byte[] content) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
    try {
      try (FileChannel channel =
          FileChannel.open(
              unfinished,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(unfinished); // on a full disk every byte is wanted
      throw e;
    }
    syncDirectory(file);
  }

  /** Makes a rename or a removal in the directory of this file durable. */
  static void syncDirectory(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || System.getProperty("os.name", "").startsWith("Windows")) {
      return; // Windows neither needs nor allows it
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Moves something unreadable out of the way, so that a person can still look at it.
   *
   * @return where it is now
   */
  public static Path setAside(Path file, long time) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".corrupt-" + time);
    for (int n = 1; Files.exists(aside); n++) {
      aside = file.resolveSibling(file.getFileName() + ".corrupt-" + time + "-" + n);
    }
    return Files.move(file, aside);
  }
}
