package vn.daugio.agent;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Checks;
import vn.daugio.agent.os.LocalMachine;
import vn.daugio.agent.os.LocalMachines;

/** What an agent on this computer works with. */
public final class Machines {
  private Machines() {}

  /** This computer's facts and all checks, on a clock. */
  public static Agent.Equipment equipment(Clock clock) {
    LocalMachine machine = LocalMachines.detect();
    return new Agent.Equipment(
        machine.network()::isOnLink, new Checks(machine, clock)::of, clock, version());
  }

  /** As in the jar's manifest. */
  static String version() {
    @Nullable String version = AgentMain.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
