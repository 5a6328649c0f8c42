package vn.daugio.agent;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Checks;
import vn.daugio.agent.os.LocalMachine;

/** Which implementation of this computer is in use. */
final class Machines {
  private Machines() {}

  /** This computer. */
  static LocalMachine local() {
    throw new IllegalStateException("no implementation for " + System.getProperty("os.name"));
  }

  static Agent.Equipment equipment(LocalMachine machine, Clock clock) {
    return new Agent.Equipment(
        machine.network()::isOnLink, new Checks(machine, clock)::of, clock, version());
  }

  /** As in the jar's manifest. */
  static String version() {
    @Nullable String version = AgentMain.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
