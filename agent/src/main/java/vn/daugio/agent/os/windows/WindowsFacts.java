package vn.daugio.agent.os.windows;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code facts.ps1} prints, from MSFT_NetAdapter, MSFT_NetIPAddress, MSFT_NetRoute,
 * Win32_OperatingSystem and Win32_LogicalDisk; names and units are theirs.
 *
 * @param gateway next hop of the default route; empty text: none
 * @param viaRoutes all routes through a gateway, the preferred first
 * @param onLink prefixes that are reached without a gateway
 * @param timeServers the registry's value, e.g. {@code time.windows.com,0x9}
 * @param memoryTotal in KB, as {@code memoryFree}
 * @param bootedAt UTC, to the second; stands for the boot id that Windows lacks
 */
@Json
record WindowsFacts(
    @Nullable List<Adapter> interfaces,
    @Nullable String gateway,
    @Nullable String gatewayInterface,
    @Nullable List<Gate> viaRoutes,
    @Nullable List<String> onLink,
    @Nullable List<String> resolvers,
    @Nullable String timeServers,
    @Nullable List<Volume> disks,
    long memoryTotal,
    long memoryFree,
    @Nullable String bootedAt,
    long upSeconds,
    @Nullable Boolean rebootPending) {
  /**
   * A network adapter.
   *
   * @param duplicates those of its addresses that Windows found in use elsewhere (AddressState)
   */
  @Json
  record Adapter(
      String name,
      boolean physical,
      boolean wireless,
      boolean enabled,
      boolean carrier,
      long bitsPerSecond,
      @Nullable List<String> addresses,
      @Nullable List<String> duplicates) {}

  /** A route: destination, next hop and alias of its interface. */
  @Json
  record Gate(@Nullable String prefix, @Nullable String gateway, @Nullable String interfaceName) {}

  /** A fixed drive. */
  @Json
  record Volume(String name, long totalBytes, long freeBytes) {}
}
