package vn.daugio.agent.os.windows;

import vn.daugio.agent.os.Antivirus;
import vn.daugio.agent.os.Computer;
import vn.daugio.agent.os.Exposure;
import vn.daugio.agent.os.Firewall;
import vn.daugio.agent.os.LocalMachine;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.PrintQueues;
import vn.daugio.agent.os.Scanners;
import vn.daugio.agent.os.Updates;

/**
 * A computer that runs Windows 10 or 11; it was not run on Windows. Whoever takes one of its views
 * is expected to ask it soon, so that one process reads what all checks of a round want.
 */
public final class WindowsMachine implements LocalMachine {
  private final PowerShell powerShell = new PowerShell();
  private final Network network;
  private final Computer computer;
  private final Antivirus antivirus;
  private final Firewall firewall;
  private final Updates updates;
  private final Exposure exposure;
  private final PrintQueues printQueues;
  private final Scanners scanners;

  public WindowsMachine(Antivirus antivirus) {
    this.network = new WindowsNetwork(() -> powerShell.get(Part.FACTS, WindowsFacts.class));
    this.computer = new WindowsComputer(() -> powerShell.get(Part.FACTS, WindowsFacts.class));
    this.antivirus = antivirus;
    this.exposure =
        new WindowsExposure(() -> powerShell.get(Part.HARDENING, WindowsHardening.class));
    this.printQueues =
        new WindowsPrintQueues(() -> powerShell.get(Part.PRINTING, WindowsPrinting.class));
    this.scanners = new WindowsScanners(() -> powerShell.get(Part.PRINTING, WindowsPrinting.class));
    this.updates = new WindowsUpdates(() -> powerShell.get(Part.UPDATES, WindowsUpdateFacts.class));
    this.firewall =
        new WindowsFirewall(() -> powerShell.get(Part.HARDENING, WindowsHardening.class));
  }

  @Override
  public Network network() {
    powerShell.expect(Part.FACTS);
    return network;
  }

  @Override
  public Computer computer() {
    powerShell.expect(Part.FACTS);
    return computer;
  }

  @Override
  public Antivirus antivirus() {
    return antivirus;
  }

  @Override
  public Firewall firewall() {
    powerShell.expect(Part.HARDENING);
    return firewall;
  }

  @Override
  public Updates updates() {
    powerShell.expect(Part.UPDATES);
    return updates;
  }

  @Override
  public Exposure exposure() {
    powerShell.expect(Part.HARDENING);
    return exposure;
  }

  @Override
  public PrintQueues printQueues() {
    powerShell.expect(Part.PRINTING);
    return printQueues;
  }

  @Override
  public Scanners scanners() {
    powerShell.expect(Part.PRINTING);
    return scanners;
  }
}
