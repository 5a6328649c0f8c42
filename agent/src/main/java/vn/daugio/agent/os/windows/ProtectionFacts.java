package vn.daugio.agent.os.windows;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code protection.ps1} prints, from AntiVirusProduct, Win32_Service, the uninstall keys of
 * the whole machine, Win32_SystemDriver, the process list, MSFT_MpComputerStatus and the TCP table.
 *
 * @param services those with a program of their own, none of a user
 * @param uninstall DisplayName of each entry
 * @param minifilters file system drivers, filters among them
 * @param defender at most one
 * @param connections other ends of established connections, {@code address:port}
 * @param denied facts that were refused or failed
 * @param absent facts that this system does not have
 */
@Json
record ProtectionFacts(
    @Nullable List<Registration> securityCenter,
    @Nullable List<Service> services,
    @Nullable List<String> uninstall,
    @Nullable List<Driver> minifilters,
    @Nullable List<String> processes,
    @Nullable List<Defender> defender,
    @Nullable List<String> connections,
    @Nullable List<String> denied,
    @Nullable List<String> absent) {
  /** A product in the Security Center; the state as {@link ProductState} reads it. */
  @Json
  record Registration(@Nullable String name, long state) {}

  /**
   * @param start Auto, Manual, Disabled, Boot or System
   * @param program file name without folder
   * @param signer common name in the certificate that the program carries; not verified
   */
  @Json
  record Service(
      @Nullable String name,
      boolean running,
      @Nullable String start,
      @Nullable String program,
      @Nullable String signer) {}

  /** A driver of the file system. */
  @Json
  record Driver(@Nullable String name, boolean running) {}

  /**
   * @param mode AMRunningMode: Normal, Passive Mode, EDR Block Mode, SxS Passive Mode, Not running
   * @param definitionsAt UTC; empty: none yet
   */
  @Json
  record Defender(
      boolean serviceEnabled,
      boolean realTime,
      @Nullable String mode,
      @Nullable String definitionsAt) {}
}
