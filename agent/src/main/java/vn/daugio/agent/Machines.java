package vn.daugio.agent;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Checks;
import vn.daugio.agent.os.LocalMachine;

/** Which implementation of this computer is in use. */
final class Machines {
  /** Replaced by the real ones as they come. */
  private interface LocalMachines {
    static LocalMachine of(String system) {
      if (system.isEmpty()) {
        throw new IllegalStateException("Java does not say which system this is");
      }
      throw new IllegalStateException("the agent cannot read a computer with " + system);
    }
  }

  private Machines() {}

  /**
   * This computer.
   *
   * @throws IllegalStateException on a system that the agent cannot read
   */
  static LocalMachine local() {
    return LocalMachines.of(System.getProperty("os.name", ""));
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
