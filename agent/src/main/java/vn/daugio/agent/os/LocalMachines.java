package vn.daugio.agent.os;

import java.util.Locale;
import vn.daugio.agent.os.linux.LinuxMachine;
import vn.daugio.agent.os.windows.WindowsMachine;

/** Chooses how this computer's facts are read. */
public final class LocalMachines {
  private LocalMachines() {}

  /**
   * @param antivirus what knows this system's protection products
   */
  public static LocalMachine detect(Antivirus antivirus) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return system.startsWith("windows")
        ? new WindowsMachine(antivirus)
        : new LinuxMachine(antivirus);
  }
}
