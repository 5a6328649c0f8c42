package vn.daugio.agent.os;

/** This computer's facts, behind one small interface each; read anew at every call. */
public interface LocalMachine {
  /** Interfaces, default route, resolvers, the platform's ping. */
  Network network();

  /** Disks, memory, load, uptime, pending reboot. */
  Computer computer();

  /** Installed protection products. */
  Antivirus antivirus();

  /** What is installed, for whoever learns what identifies a product. */
  Inventory inventory();

  /** What is plugged in: printers, scanners, card readers, cameras, microphones. */
  Peripherals peripherals();

  /** What it signs with: tokens, their libraries, public certificates. */
  Tokens tokens();

  /** What keeps others from connecting. */
  Firewall firewall();

  /** How up to date the operating system is. */
  Updates updates();

  /** What of it is open to others. */
  Exposure exposure();

  /** Its print service and queues. */
  PrintQueues printQueues();

  /** Scanners that hang on it. */
  Scanners scanners();
}
