package vn.daugio.agent.os;

import java.util.List;
import java.util.Optional;

/** What keeps others from connecting to this computer. */
public interface Firewall {
  /**
   * @throws NotPermittedException when only another account may read it
   */
  State state(Deadline deadline) throws NotPermittedException, InterruptedException;

  /**
   * @param profiles of the system's own firewall
   * @param products firewalls of others that are registered and on
   */
  record State(List<Profile> profiles, List<String> products) {
    public State {
      profiles = List.copyOf(profiles);
      products = List.copyOf(products);
    }
  }

  /**
   * @param name {@code domain}, {@code private} or {@code public} on Windows, else {@code ipv4} or
   *     {@code ipv6}
   * @param on whether it refuses what nobody here asked for; empty: could not be read
   * @param inUse whether it is the one for a network that this computer is connected to now
   */
  record Profile(String name, Optional<Boolean> on, boolean inUse) {}
}
