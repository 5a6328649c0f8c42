package vn.daugio.agent;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Checks;
import vn.daugio.agent.discover.KnownNetwork;
import vn.daugio.agent.discover.NetworkSearch;
import vn.daugio.agent.os.LocalMachine;
import vn.daugio.agent.os.LocalMachines;

/** What an agent on this computer works with. */
public final class Machines {
  private Machines() {}

  /** This computer's facts and all checks, on a clock. */
  public static Agent.Equipment equipment(Clock clock) {
    return equipment(clock, List.of());
  }

  /**
   * @param networks of the configuration, some of which nobody looks around in
   */
  static Agent.Equipment equipment(Clock clock, List<KnownNetwork> networks) {
    LocalMachine machine = LocalMachines.detect();
    NetworkSearch search = new NetworkSearch(machine.network(), networks);
    return new Agent.Equipment(
        machine.network()::isOnLink,
        new Checks(machine, clock, search)::of,
        machine.inventory()::report,
        clock,
        version());
  }

  /** As in the jar's manifest. */
  static String version() {
    @Nullable String version = AgentMain.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
