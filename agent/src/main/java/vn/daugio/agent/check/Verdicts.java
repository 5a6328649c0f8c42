package vn.daugio.agent.check;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.protocol.Area;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** The findings that the runner makes itself, where a check could not. */
final class Verdicts {
  private Verdicts() {}

  /** A probe failed in a way that says nothing about the target. */
  static Finding unanswered(CheckType type, ProbeException error) {
    return Finding.of(type)
        .unknown(reason(type.area(), error.failure()))
        .fact("failure", error.failure().name().toLowerCase(Locale.ROOT))
        .fact("detail", error.getMessage())
        .build();
  }

  private static Reason reason(Area area, ProbeFailure failure) {
    return switch (failure) {
      case UNSUPPORTED -> Reason.NOT_SUPPORTED;
      case AUTH_REJECTED -> Reason.NOT_PERMITTED;
      case INCOMPLETE -> area == Area.PRINTER ? Reason.PRINTER_UNREADABLE : otherwise(area);
      case MALFORMED ->
          switch (area) {
            case PRINTER -> Reason.PRINTER_MALFORMED;
            case SCANNER -> Reason.SCANNER_MALFORMED;
            case SYSTEM, MEETING -> Reason.SYSTEM_MALFORMED;
            case DEVICE, SWITCH, UPS, CAMERA, SERVER, ROUTER -> Reason.DEVICE_MALFORMED;
            default -> otherwise(area);
          };
      case UNREACHABLE, TIMED_OUT, REFUSED ->
          switch (area) {
            case PRINTER -> Reason.PRINTER_NOT_ANSWERING;
            case SCANNER -> Reason.SCANNER_NOT_ANSWERING;
            case DEVICE, SWITCH, UPS, CAMERA, SERVER, ROUTER -> Reason.DEVICE_NOT_ANSWERING;
            case SYSTEM, MEETING -> system(failure);
            default -> otherwise(area);
          };
    };
  }

  private static Reason system(ProbeFailure failure) {
    return switch (failure) {
      case REFUSED -> Reason.SYSTEM_REFUSED;
      case TIMED_OUT -> Reason.SYSTEM_TIMED_OUT;
      default -> Reason.SYSTEM_UNREACHABLE;
    };
  }

  private static Reason otherwise(Area area) {
    return area == Area.COMPUTER ? Reason.COMPUTER_UNREADABLE : Reason.AGENT_INTERNAL_ERROR;
  }

  static Finding broken(CheckType type, Throwable error) {
    return Finding.of(type)
        .unknown(Reason.AGENT_INTERNAL_ERROR)
        .fact("error", error.getClass().getSimpleName())
        .build();
  }

  /**
   * @param cause for people who look for the reason: which limit was met
   */
  static Finding overdue(CheckType type, String cause) {
    return Finding.of(type).unknown(Reason.AGENT_DEADLINE).fact("limit", cause).build();
  }

  /**
   * @param above a result of the upstream layer that is FAIL or itself {@code upstream_down}
   */
  static Finding upstreamDown(CheckType type, CheckResult above) {
    @Nullable String root = above.facts().get("upstream");
    @Nullable String target = above.facts().get("upstreamTarget");
    return Finding.of(type)
        .unknown(Reason.UPSTREAM_DOWN)
        .fact("upstream", root == null ? above.check() : root)
        .fact("upstreamTarget", target == null ? above.target() : target)
        .build();
  }

  static boolean isDown(CheckResult result) {
    return result.outcome() == Outcome.FAIL || Reason.UPSTREAM_DOWN.code().equals(result.reason());
  }
}
