package vn.daugio.agent.spool;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.daugio.agent.spool.SpoolEntry.CorruptEntryException;

/**
 * Keeps reports until they are delivered: one file each, named by a growing number, durable when
 * {@link #append} returns. Bounded: when it is full, the oldest watch reports go first and those of
 * the morning rounds last. A file that cannot be read is moved aside and never blocks the rest.
 *
 * <p>Safe for use by the thread that appends and the one that delivers.
 */
public final class Spool {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final Pattern NAME = Pattern.compile("(\\d{12})-([mw])\\.report");
  private static final int BLOCK = 4096;
  private static final int MOST_ASIDE = 100;

  /** Which reports are given up first. */
  public enum Rank {
    WATCH,
    ROUND
  }

  /** A report's place in the spool. */
  private record Place(long number, Rank rank, long bytes) {}

  private final Path directory;
  private final long maxBytes;
  private final TreeMap<Long, Place> places = new TreeMap<>();
  private long used;
  private long nextNumber = 1;
  private long dropped;

  /**
   * Finds what an earlier process left.
   *
   * @param directory made where it is missing
   * @param maxBytes what the reports may take on the disk, in whole blocks
   */
  public Spool(Path directory, long maxBytes) throws IOException {
    this.directory = directory;
    this.maxBytes = maxBytes;
    Files.createDirectories(directory);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        find(file);
      }
    }
  }

  private void find(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    Matcher matcher = NAME.matcher(name);
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      add(new Place(number, rank(matcher.group(2)), blocks(Files.size(file))));
    } else if (name.endsWith(AtomicFile.UNFINISHED)) {
      Files.deleteIfExists(file); // never accepted: append had not returned
    }
  }

  private static Rank rank(String letter) {
    return letter.equals("m") ? Rank.ROUND : Rank.WATCH;
  }

  private static long blocks(long bytes) {
    return Math.max(1, (bytes + BLOCK - 1) / BLOCK) * BLOCK;
  }

  private void add(Place place) {
    places.put(place.number(), place);
    used += place.bytes();
    nextNumber = Math.max(nextNumber, place.number() + 1);
  }

  /**
   * Accepts a report: it is on the disk when this returns.
   *
   * @param reportedDropped the number of lost reports that this one tells of
   * @throws IOException when the disk is full or the directory unwritable; nothing was accepted
   */
  public synchronized void append(Rank rank, long reportedDropped, String json) throws IOException {
    byte[] bytes = SpoolEntry.pack(reportedDropped, json);
    Place place = new Place(nextNumber, rank, blocks(bytes.length));
    if (place.bytes() > maxBytes) {
      LOG.warn("A report of {} bytes is larger than the whole spool: dropped", bytes.length);
      dropped += 1 + reportedDropped;
      return;
    }
    while (used + place.bytes() > maxBytes) {
      drop(victim());
    }
    Files.createDirectories(directory);
    AtomicFile.write(path(place), bytes);
    add(place);
  }

  private Place victim() {
    return places.values().stream()
        .filter(place -> place.rank() == Rank.WATCH)
        .findFirst()
        .orElseGet(() -> places.firstEntry().getValue());
  }

  private void drop(Place place) throws IOException {
    long told = 0;
    try {
      told = SpoolEntry.unpack(Files.readAllBytes(path(place))).dropped();
    } catch (CorruptEntryException | NoSuchFileException e) {
      LOG.debug("Nothing to read in {}", path(place), e);
    }
    Files.deleteIfExists(path(place));
    forget(place);
    dropped += 1 + told;
    LOG.warn(
        "The spool is full: dropped the oldest report that can be spared ({})", place.number());
  }

  private void forget(Place place) {
    if (places.remove(place.number()) != null) {
      used -= place.bytes();
    }
  }

  /** A report that waits for delivery. */
  public record Pending(long number, SpoolEntry entry) {}

  /** The oldest report that can be read; it stays until {@link #delivered} or {@link #refuse}. */
  public synchronized Optional<Pending> oldest() throws IOException {
    while (!places.isEmpty()) {
      Place place = places.firstEntry().getValue();
      try {
        byte[] bytes = Files.readAllBytes(path(place));
        return Optional.of(new Pending(place.number(), SpoolEntry.unpack(bytes)));
      } catch (NoSuchFileException e) {
        LOG.warn("Somebody removed the spooled report {}", path(place));
        forget(place);
        dropped++;
      } catch (CorruptEntryException e) {
        Path aside = moveAside(place, "corrupt");
        LOG.warn("A spooled report was damaged ({}); moved to {}", e.getMessage(), aside);
        forget(place);
        dropped++;
      }
    }
    return Optional.empty();
  }

  /** Removes a report that the collector has. */
  public synchronized void delivered(Pending pending) throws IOException {
    @org.jspecify.annotations.Nullable Place place = places.get(pending.number());
    if (place != null) {
      Files.deleteIfExists(path(place));
      forget(place);
    }
  }

  /** Moves a report aside that the collector will never take; it counts as dropped. */
  public synchronized void refuse(Pending pending) throws IOException {
    @org.jspecify.annotations.Nullable Place place = places.get(pending.number());
    if (place != null) {
      moveAside(place, "refused");
      forget(place);
      dropped += 1 + pending.entry().dropped();
    }
  }

  private Path moveAside(Place place, String folder) throws IOException {
    Path aside = directory.resolve(folder);
    Files.createDirectories(aside);
    Path moved = aside.resolve(System.currentTimeMillis() + "-" + path(place).getFileName());
    Files.move(path(place), moved);
    List<Path> kept = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(aside)) {
      files.forEach(kept::add);
    }
    kept.sort(null);
    for (Path old : kept.subList(0, Math.max(0, kept.size() - MOST_ASIDE))) {
      Files.deleteIfExists(old);
    }
    return moved;
  }

  private Path path(Place place) {
    char letter = place.rank() == Rank.ROUND ? 'm' : 'w';
    return directory.resolve("%012d-%c.report".formatted(place.number(), letter));
  }

  /** The reports lost since this was asked last; the caller keeps the number from now on. */
  public synchronized long takeDropped() {
    long taken = dropped;
    dropped = 0;
    return taken;
  }

  public synchronized int size() {
    return places.size();
  }

  /** What the reports take on the disk, in bytes. */
  public synchronized long usedBytes() {
    return used;
  }

  /** How many reports of each rank wait. */
  public synchronized Map<Rank, Integer> waiting() {
    Map<Rank, Integer> counts = new java.util.EnumMap<>(Rank.class);
    places.values().forEach(place -> counts.merge(place.rank(), 1, Integer::sum));
    return counts;
  }
}
