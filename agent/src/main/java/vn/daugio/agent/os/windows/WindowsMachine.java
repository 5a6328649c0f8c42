package vn.daugio.agent.os.windows;

import vn.daugio.agent.os.Antivirus;
import vn.daugio.agent.os.Computer;
import vn.daugio.agent.os.LocalMachine;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Peripherals;

/** A computer that runs Windows 10 or 11; it was not run on Windows. */
public final class WindowsMachine implements LocalMachine {
  private final Network network;
  private final Computer computer;
  private final Antivirus antivirus;

  public WindowsMachine(Antivirus antivirus) {
    PowerShell powerShell = new PowerShell();
    this.network = new WindowsNetwork(powerShell::facts);
    this.computer = new WindowsComputer(powerShell::facts);
    this.antivirus = antivirus;
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public Computer computer() {
    return computer;
  }

  @Override
  public Antivirus antivirus() {
    return antivirus;
  }

  @Override
  public Peripherals peripherals() {
    return () -> {
      throw new NotPermittedException("devices of Windows are not read yet");
    };
  }
}
