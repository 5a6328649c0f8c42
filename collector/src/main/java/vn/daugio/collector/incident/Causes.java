package vn.daugio.collector.incident;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.TargetKind;

/** What kind of outage a failing check alone tells of, and which kind explains which. Pure. */
final class Causes {
  /** What carries the others comes first. */
  static final List<Cause> BY_RANK =
      List.of(
          Cause.COLLECTOR,
          Cause.POWER,
          Cause.SITE_SILENT,
          Cause.LAN,
          Cause.ALL_LINES,
          Cause.MAIN_LINE,
          Cause.DNS,
          Cause.FOREIGN,
          Cause.TSLCD,
          Cause.SYSTEM_EVERYWHERE,
          Cause.SYSTEM_SITE,
          Cause.MACHINE,
          Cause.DEVICE,
          Cause.ALERT);

  private static final Set<Cause> BEYOND_THE_LAN =
      Set.of(
          Cause.ALL_LINES,
          Cause.MAIN_LINE,
          Cause.DNS,
          Cause.FOREIGN,
          Cause.TSLCD,
          Cause.SYSTEM_SITE);

  private static final Map<Cause, Set<Cause>> EXPLAINS =
      Map.of(
          Cause.LAN, BEYOND_THE_LAN,
          Cause.ALL_LINES, Set.of(Cause.DNS, Cause.FOREIGN, Cause.SYSTEM_SITE, Cause.MAIN_LINE),
          Cause.MAIN_LINE, Set.of(Cause.DNS, Cause.FOREIGN, Cause.SYSTEM_SITE),
          Cause.DNS, Set.of(Cause.SYSTEM_SITE));

  /** Not reached, as opposed to out of paper: a network that is down can be why. */
  private static final Set<String> NOT_REACHED =
      Set.of("not_answering", "unreachable", "timed_out", "refused", "offline", "port_closed");

  private Causes() {}

  /**
   * @param reason the failing check's reason
   * @param kind of the target, where the plan knows it
   */
  static Cause alone(CheckType type, String reason, @Nullable TargetKind kind) {
    return switch (type) {
      case INTERNET_LINK ->
          reason.equals(Reason.INTERNET_FOREIGN_UNREACHABLE.code())
              ? Cause.FOREIGN
              : Cause.MAIN_LINE;
      case INTERNET_THROUGHPUT -> Cause.MAIN_LINE;
      case INTERNET_DNS -> Cause.DNS;
      case WAN_TSLCD -> Cause.TSLCD;
      case LAN_GATEWAY, LAN_DHCP, LAN_DEVICES, SWITCH_PORTS, ROUTER_HEALTH -> Cause.LAN;
      case SYSTEM_WEB, SYSTEM_MAIL, MEETING_READINESS -> Cause.SYSTEM_SITE;
      case UPS_STATE -> isPower(reason) ? Cause.POWER : Cause.DEVICE;
      default -> type.kind() == TargetKind.MACHINE ? Cause.MACHINE : device(kind);
    };
  }

  private static boolean isPower(String reason) {
    return reason.equals(Reason.UPS_ON_BATTERY.code())
        || reason.equals(Reason.UPS_BATTERY_LOW.code())
        || reason.equals(Reason.UPS_OUTPUT_OFF.code());
  }

  private static Cause device(@Nullable TargetKind kind) {
    return kind == TargetKind.SWITCH || kind == TargetKind.ROUTER || kind == TargetKind.GATEWAY
        ? Cause.LAN
        : Cause.DEVICE;
  }

  /** Whether an outage of a kind takes along what this incident tells of. */
  static boolean explains(Cause cause, Incident other, Cause alone) {
    return switch (cause) {
      case COLLECTOR -> alone == Cause.SITE_SILENT;
      case POWER, SITE_SILENT -> alone != cause && isOffByPower(other, alone);
      case LAN ->
          BEYOND_THE_LAN.contains(alone)
              || (alone == Cause.DEVICE && isNotReached(other.reason()))
              || other.subject().check().equals(CheckType.LAN_INTERFACE.code());
      default -> EXPLAINS.getOrDefault(cause, Set.of()).contains(alone);
    };
  }

  private static boolean isOffByPower(Incident other, Cause alone) {
    return switch (alone) {
      case DEVICE -> isNotReached(other.reason());
      case MACHINE ->
          other.subject().check().equals(CheckType.LAN_INTERFACE.code())
              || other.subject().check().equals(Outage.MACHINE_SILENT);
      case COLLECTOR, SYSTEM_EVERYWHERE -> false;
      default -> true;
    };
  }

  private static boolean isNotReached(String reason) {
    return NOT_REACHED.contains(reason.substring(reason.indexOf('.') + 1));
  }
}
