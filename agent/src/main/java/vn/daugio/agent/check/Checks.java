package vn.daugio.agent.check;

import java.time.Clock;
import vn.daugio.agent.os.LocalMachine;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.protocol.CheckType;

/** The one list of checks; a check type without a line here does not compile. */
public final class Checks {
  private final LocalMachine machine;
  private final Clock clock;

  public Checks(LocalMachine machine, Clock clock) {
    this.machine = machine;
    this.clock = clock;
  }

  /** The check of a type; made anew for each judgement, as it keeps no state. */
  public Check of(CheckType type) {
    return switch (type) {
      case COMPUTER_HEALTH,
          ENDPOINT_PROTECTION,
          LAN_INTERFACE,
          LAN_GATEWAY,
          INTERNET_LINK,
          INTERNET_DNS,
          SYSTEM_WEB,
          PRINTER_STATUS,
          PRINTER_SUPPLIES,
          SCANNER_READY ->
          missing();
    };
  }

  private Check missing() {
    return (assignment, last, deadline) -> {
      throw new ProbeException(
          ProbeFailure.UNSUPPORTED, "not built in: " + machine.getClass().getSimpleName() + clock);
    };
  }
}
