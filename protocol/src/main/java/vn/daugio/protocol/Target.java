package vn.daugio.protocol;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is checked.
 *
 * @param name its code, unique in the site: lower or upper case letters, digits, {@code . _ -}
 * @param kind what it is
 * @param address host or host:port in the LAN; absent where the ways of access carry their own
 * @param line the code of the {@link HandbookLine} it stands under; absent: its check type's
 * @param access how it can be asked, best first
 */
@Json
public record Target(
    String name,
    TargetKind kind,
    @Nullable String address,
    @Nullable String line,
    List<Access> access) {
  public Target {
    access = List.copyOf(access);
  }

  /** Its first way of this class, or null where it offers none. */
  public <T extends Access> @Nullable T access(Class<T> way) {
    for (Access candidate : access) {
      if (way.isInstance(candidate)) {
        return way.cast(candidate);
      }
    }
    return null;
  }
}
