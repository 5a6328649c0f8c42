package vn.daugio.agent.os.windows;

import java.nio.file.Path;
import vn.daugio.agent.os.Antivirus;
import vn.daugio.agent.os.Computer;
import vn.daugio.agent.os.Exposure;
import vn.daugio.agent.os.Firewall;
import vn.daugio.agent.os.Inventory;
import vn.daugio.agent.os.LocalMachine;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.Peripherals;
import vn.daugio.agent.os.PrintQueues;
import vn.daugio.agent.os.Scanners;
import vn.daugio.agent.os.Tokens;
import vn.daugio.agent.os.Updates;
import vn.daugio.agent.os.pkcs11.ModuleCatalogue;
import vn.daugio.agent.os.pkcs11.TokenReader;

/**
 * A computer that runs Windows 10 or 11; it was not run on Windows. Whoever takes one of its views
 * is expected to ask it soon, so that one process reads what all checks of a round want.
 */
public final class WindowsMachine implements LocalMachine {
  private final PowerShell powerShell = new PowerShell();
  private final Network network;
  private final Computer computer;
  private final Antivirus antivirus;
  private final Inventory inventory;
  private final WindowsPeripherals peripherals =
      new WindowsPeripherals(() -> powerShell.get(Part.PNP, WindowsPnp.class));
  private final Tokens tokens =
      new WindowsTokens(
          peripherals,
          () -> powerShell.get(Part.SIGNING, WindowsSigning.class),
          TokenReader.installed(ModuleCatalogue.builtIn(), Path.of("/")));
  private final Firewall firewall;
  private final Updates updates;
  private final Exposure exposure;
  private final PrintQueues printQueues;
  private final Scanners scanners;

  public WindowsMachine() {
    this.network = new WindowsNetwork(() -> powerShell.get(Part.FACTS, WindowsFacts.class));
    this.computer = new WindowsComputer(() -> powerShell.get(Part.FACTS, WindowsFacts.class));
    this.antivirus =
        new WindowsAntivirus(
            () -> powerShell.get(Part.PROTECTION, ProtectionFacts.class), System::getenv);
    this.inventory =
        new WindowsInventory(() -> powerShell.get(Part.INVENTORY, InventoryFacts.class));
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
    powerShell.expect(Part.PROTECTION);
    return antivirus;
  }

  /** Not expected: no round reads it. */
  @Override
  public Inventory inventory() {
    return inventory;
  }

  @Override
  public Peripherals peripherals() {
    powerShell.expect(Part.PNP);
    return peripherals;
  }

  @Override
  public Tokens tokens() {
    powerShell.expect(Part.PNP);
    powerShell.expect(Part.SIGNING);
    return tokens;
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
