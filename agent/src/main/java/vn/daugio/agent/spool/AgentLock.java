package vn.daugio.agent.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Keeps two agents of one data directory apart; the system releases it when a process dies. */
public final class AgentLock implements AutoCloseable {
  private final FileChannel channel;
  private final FileLock lock;

  private AgentLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /** Empty when another agent holds it. */
  public static Optional<AgentLock> take(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory); // which Java 17 refuses for a link to a directory
    }
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new AgentLock(channel, lock));
      }
    } catch (OverlappingFileLockException e) {
      // another agent in this very process, as in a test
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
