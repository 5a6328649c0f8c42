package vn.daugio.agent.check.endpoint;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.DataFile;
import vn.daugio.agent.os.Updates.Release;

/**
 * Until when which release gets security updates: {@code os-support.json}.
 *
 * @param asOf when it was last compared with its sources
 * @param sources where the dates stand
 * @param editions group of each EditionID of Windows; the groups of one build end apart
 */
@Json
record SupportCatalogue(
    String asOf, List<String> sources, Map<String, String> editions, List<Entry> releases) {
  /**
   * @param version build of Windows, or VERSION_ID
   * @param group of editions; null: all
   * @param until the last day, {@code yyyy-MM-dd}
   * @param extendedUntil the last day for those who pay for longer; null: nobody
   */
  @Json
  record Entry(
      String system,
      String version,
      @Nullable String group,
      String name,
      String until,
      @Nullable String extendedUntil) {
    LocalDate lastDay() {
      return LocalDate.parse(until);
    }

    Optional<LocalDate> extendedLastDay() {
      return Optional.ofNullable(extendedUntil).map(LocalDate::parse);
    }
  }

  static SupportCatalogue load() {
    return Jsonb.builder()
        .build()
        .type(SupportCatalogue.class)
        .fromJson(DataFile.text(SupportCatalogue.class, "os-support.json"));
  }

  /** Empty where no entry is about exactly this build and edition. */
  Optional<Entry> find(Release release) {
    @Nullable String group = editions.get(release.edition());
    return releases.stream()
        .filter(one -> one.system().equals(release.system()))
        .filter(one -> one.version().equals(release.version()))
        .filter(one -> one.group() == null || one.group().equals(group))
        .findFirst();
  }
}
