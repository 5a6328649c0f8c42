package vn.daugio.agent.os.windows;

import vn.daugio.agent.os.Antivirus;
import vn.daugio.agent.os.Computer;
import vn.daugio.agent.os.Firewall;
import vn.daugio.agent.os.LocalMachine;
import vn.daugio.agent.os.Network;

/** A computer that runs Windows 10 or 11; it was not run on Windows. */
public final class WindowsMachine implements LocalMachine {
  private final Network network;
  private final Computer computer;
  private final Antivirus antivirus;
  private final Firewall firewall;

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
  public Firewall firewall() {
    return firewall;
  }
}
