package vn.daugio.agent.uplink;

import io.avaje.jsonb.Json;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.daugio.agent.spool.AtomicFile;
import vn.daugio.protocol.PlanDocument;
import vn.daugio.protocol.ProtocolJson;

/** {@code plan.json}: the collector's last plan, for the time when it cannot be asked. */
public final class PlanCache {
  private static final Logger LOG = LoggerFactory.getLogger(PlanCache.class);

  private final Path file;
  private volatile @Nullable Kept kept;

  private PlanCache(Path file, @Nullable Kept kept) {
    this.file = file;
    this.kept = kept;
  }

  /**
   * A plan with the name that the collector gave to this version of it.
   *
   * @param etag null when it gave none
   */
  @Json
  public record Kept(@Nullable String etag, PlanDocument plan) {}

  /** Reads the file for somebody who must not change anything. */
  public static PlanCache peek(Path file) {
    @Nullable Kept found = null;
    try {
      if (Files.isReadable(file)) {
        found = ProtocolJson.read(Files.readString(file, StandardCharsets.UTF_8), Kept.class);
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("{} cannot be understood", file);
    }
    return new PlanCache(file, found);
  }

  /**
   * Reads the file; one that cannot be understood is moved aside.
   *
   * @throws IOException when it cannot be read at all
   */
  public static PlanCache open(Path file) throws IOException {
    @Nullable Kept found = null;
    if (Files.exists(file)) {
      try {
        found = ProtocolJson.read(Files.readString(file, StandardCharsets.UTF_8), Kept.class);
      } catch (IllegalArgumentException | CharacterCodingException e) {
        Path aside = AtomicFile.setAside(file, System.currentTimeMillis());
        LOG.warn("{} cannot be understood; kept as {}", file, aside.getFileName());
      }
    }
    return new PlanCache(file, found);
  }

  /** Null when no plan was ever received. */
  public @Nullable PlanDocument plan() {
    @Nullable Kept present = kept;
    return present == null ? null : present.plan();
  }

  @Nullable String etag() {
    @Nullable Kept present = kept;
    return present == null ? null : present.etag();
  }

  /** The new plan counts even where the disk cannot take it. */
  void keep(PlanDocument plan, @Nullable String etag) {
    Kept fresh = new Kept(etag, plan);
    kept = fresh;
    try {
      AtomicFile.write(file, ProtocolJson.write(fresh).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.warn("The plan cannot be kept in {}: {}", file, e.toString());
    }
  }
}
