package vn.daugio.agent.os.windows;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code inventory.ps1} prints, from Win32_Service, the uninstall keys of the whole machine
 * and Win32_SystemDriver.
 *
 * @param services those with a program of their own; the publisher is who signed it
 * @param minifilters file system drivers, filters among them
 * @param denied facts that were refused or failed
 */
@Json
record InventoryFacts(
    @Nullable List<Thing> services,
    @Nullable List<Thing> uninstall,
    @Nullable List<Thing> minifilters,
    @Nullable List<String> denied) {
  /** One thing that is installed. */
  @Json
  record Thing(
      @Nullable String name,
      @Nullable String publisher,
      @Nullable String version,
      @Nullable Boolean running) {}
}
