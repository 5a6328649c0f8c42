package vn.daugio.agent.os.windows;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code hardening.ps1} prints; null is what could not be read, and stands in {@code denied}
 * (refused) or {@code absent} (no such class, key or value).
 *
 * @param firewallService status of MpsSvc (ServiceControllerStatus); 4: running
 * @param profiles MSFT_NetFirewallProfile of the active store
 * @param networks MSFT_NetConnectionProfile.NetworkCategory: 0 public, 1 private, 2 domain
 * @param products root\SecurityCenter2 FirewallProduct, which Windows Server does not have
 * @param smb1ServerDriver whether the feature's driver is installed
 * @param smb1Server LanmanServer\Parameters SMB1; 0: off, absent: the default, on
 * @param smb1Client start type of mrxsmb10; 4: disabled, absent: not installed
 * @param desktopDenied fDenyTSConnections; 0: remote desktop is on
 * @param desktopAuthenticates UserAuthentication; 1: network level authentication is demanded
 * @param autorunOff NoDriveTypeAutoRun, one bit for each kind of drive (GetDriveType)
 * @param autorunNever NoAutorun; 1: commands of autorun.inf are never run
 * @param guestDisabled of the account whose SID ends in 501
 */
@Json
record WindowsHardening(
    @Nullable Integer firewallService,
    @Nullable List<Profile> profiles,
    @Nullable List<Integer> networks,
    @Nullable List<Product> products,
    @Nullable Boolean smb1ServerDriver,
    @Nullable Integer smb1Server,
    @Nullable Integer smb1Client,
    @Nullable Integer desktopDenied,
    @Nullable Integer desktopDeniedByPolicy,
    @Nullable Integer desktopAuthenticates,
    @Nullable Integer desktopAuthenticatesByPolicy,
    @Nullable Integer autorunOff,
    @Nullable Integer autorunNever,
    @Nullable Boolean guestDisabled,
    @Nullable List<String> denied,
    @Nullable List<String> absent) {
  /**
   * @param kind as in {@code networks}
   * @param enabled GpoBoolean: 0 off, 1 on, 2 not configured
   */
  @Json
  record Profile(@Nullable Integer kind, @Nullable Integer enabled) {}

  /**
   * @param state productState, see {@link WindowsFirewall}
   */
  @Json
  record Product(@Nullable String name, long state) {}

  boolean isDenied(String fact) {
    return denied != null && denied.contains(fact);
  }

  boolean isAbsent(String fact) {
    return absent != null && absent.contains(fact);
  }
}
