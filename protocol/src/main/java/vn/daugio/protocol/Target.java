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
 * @param serial its serial number, by which discovery knows it at another address; may be absent
 * @param mac its MAC address, six hexadecimal pairs with colons, for the same; may be absent
 */
@Json
public record Target(
    String name,
    TargetKind kind,
    @Nullable String address,
    @Nullable String line,
    List<Access> access,
    @Nullable String serial,
    @Nullable String mac) {
  public Target {
    access = List.copyOf(access);
  }

  /** One that is known by its address alone. */
  public Target(
      String name,
      TargetKind kind,
      @Nullable String address,
      @Nullable String line,
      List<Access> access) {
    this(name, kind, address, line, access, null, null);
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
