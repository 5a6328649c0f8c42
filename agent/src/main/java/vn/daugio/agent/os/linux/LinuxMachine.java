package vn.daugio.agent.os.linux;

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

/** A computer that runs Linux. */
public final class LinuxMachine implements LocalMachine {
  private final Network network = new LinuxNetwork();
  private final Computer computer = new LinuxComputer();
  private final Antivirus antivirus;
  private final Inventory inventory = new LinuxInventory();
  private final Peripherals peripherals = new LinuxPeripherals();
  private final Tokens tokens = new LinuxTokens();
  private final Firewall firewall = new LinuxFirewall();
  private final Updates updates = new LinuxUpdates();
  private final Exposure exposure = new LinuxExposure();
  private final PrintQueues printQueues = new LinuxPrintQueues();
  private final Scanners scanners = new LinuxScanners();

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

  @Override
  public Firewall firewall() {
    return firewall;
  }

  @Override
  public Updates updates() {
    return updates;
  }

  @Override
  public Exposure exposure() {
    return exposure;
  }

  @Override
  public PrintQueues printQueues() {
    return printQueues;
  }

  @Override
  public Scanners scanners() {
    return scanners;
  }
}
