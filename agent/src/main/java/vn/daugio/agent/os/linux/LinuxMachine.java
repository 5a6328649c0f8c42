package vn.daugio.agent.os.linux;

import vn.daugio.agent.os.Antivirus;
import vn.daugio.agent.os.Computer;
import vn.daugio.agent.os.Inventory;
import vn.daugio.agent.os.LocalMachine;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.os.Peripherals;
import vn.daugio.agent.os.Tokens;

/** A computer that runs Linux. */
public final class LinuxMachine implements LocalMachine {
  private final Network network = new LinuxNetwork();
  private final Computer computer = new LinuxComputer();
  private final Antivirus antivirus;
  private final Inventory inventory = new LinuxInventory();
  private final Peripherals peripherals = new LinuxPeripherals();
  private final Tokens tokens = new LinuxTokens();

  public LinuxMachine(Antivirus antivirus) {
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
  public Inventory inventory() {
    return inventory;
  }

  @Override
  public Peripherals peripherals() {
    return peripherals;
  }

  @Override
  public Tokens tokens() {
    return tokens;
  }
}
