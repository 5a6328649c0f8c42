package vn.daugio.agent.os;

import java.util.Locale;
import vn.daugio.agent.os.linux.LinuxAntivirus;
import vn.daugio.agent.os.linux.LinuxMachine;
import vn.daugio.agent.os.windows.WindowsMachine;

/** Chooses how this computer's facts are read. */
public final class LocalMachines {
  private LocalMachines() {}

  /**
   * This computer; anything that is not Windows is read as Linux, and what is not there is absent.
   */
  public static LocalMachine detect() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return system.startsWith("windows")
        ? new WindowsMachine()
        : new LinuxMachine(new LinuxAntivirus());
  }
}
