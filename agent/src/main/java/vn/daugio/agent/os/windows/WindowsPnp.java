package vn.daugio.agent.os.windows;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code pnp.ps1} prints, from Win32_PnPEntity: no instance ids, which carry serial numbers.
 *
 * @param devices null: see the other two
 * @param denied facts that this account may not read
 * @param absent facts that this Windows does not have
 */
@Json
record WindowsPnp(
    @Nullable List<Device> devices, @Nullable List<String> denied, @Nullable List<String> absent) {
  /**
   * A device that is present.
   *
   * @param vendor USB vendor id, lower-case hexadecimal; empty: not on USB
   * @param part one function of a composite device: others have the same ids
   * @param classId GUID of its setup class in braces; empty: no driver is installed
   * @param service name of its driver
   * @param problem CM_PROB_*; 0: none
   * @param records an audio endpoint that records (its id begins with 0.0.1)
   */
  @Json
  record Device(
      @Nullable String vendor,
      @Nullable String product,
      boolean part,
      @Nullable String classId,
      @Nullable String service,
      int problem,
      boolean records) {}
}
