package vn.daugio.collector.office;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.daugio.protocol.ConfigException;

/**
 * The plan as its file says now. A changed file is read again and validated first; one with
 * mistakes is told once, and the plan before it goes on.
 */
public final class Offices implements Supplier<Office> {
  private static final Logger LOG = LoggerFactory.getLogger(Offices.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private final Path file;
  private final InstantSource clock;
  private Office office;
  private @Nullable Version version;
  private Instant lookedAt;

  private record Version(FileTime modified, long size, @Nullable Object key) {}

  /**
   * @throws ConfigException when the file has mistakes now, at the start
   */
  public Offices(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
    this.version = version(file);
    this.lookedAt = clock.instant();
    this.office = OfficeFile.read(file);
  }

  @Override
  public synchronized Office get() {
    Instant now = clock.instant();
    boolean jumpedBack = now.isBefore(lookedAt);
    if (!jumpedBack && now.isBefore(lookedAt.plus(LOOK_AGAIN))) {
      return office;
    }
    lookedAt = now;
    Version found = version(file);
    if (found == null || found.equals(version)) {
      return office;
    }
    version = found;
    try {
      office = OfficeFile.read(file);
      LOG.info("the plan {} was changed and is in force", file);
    } catch (ConfigException e) {
      LOG.error(
          "the plan was changed but has mistakes; the old one stays in force. {}", e.getMessage());
    }
    return office;
  }

  /** Null while the file is not there, e.g. for the moment in which an editor replaces it. */
  private static @Nullable Version version(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new Version(found.lastModifiedTime(), found.size(), found.fileKey());
    } catch (IOException e) {
      return null;
    }
  }
}
