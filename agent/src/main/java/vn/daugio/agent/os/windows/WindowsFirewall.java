package vn.daugio.agent.os.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Firewall;
import vn.daugio.agent.os.NotPermittedException;

/** Windows' own firewall and those registered in its Security Center; it was not run on Windows. */
final class WindowsFirewall implements Firewall {
  private static final List<String> KINDS = List.of("public", "private", "domain");
  private static final int RUNNING = 4;

  /** The nibble of productState that says whether a product is on. */
  private static final long STATE_MASK = 0xF000;

  private static final long STATE_ON = 0x1000;

  private final Supplier<WindowsHardening> facts;

  WindowsFirewall(Supplier<WindowsHardening> facts) {
    this.facts = facts;
  }

  @Override
  public State state(Deadline deadline) throws NotPermittedException {
    WindowsHardening now = facts.get();
    List<String> products = products(now);
    if (now.isDenied("profiles") && products.isEmpty()) {
      throw new NotPermittedException("firewall profiles");
    }
    List<Profile> profiles = new ArrayList<>();
    for (int kind = 0; kind < KINDS.size(); kind++) {
      profiles.add(
          new Profile(
              KINDS.get(kind),
              on(now, kind),
              now.networks() != null && now.networks().contains(kind)));
    }
    return new State(profiles, products);
  }

  /** A profile does nothing while the service is stopped. */
  private static Optional<Boolean> on(WindowsHardening now, int kind) {
    @Nullable Integer service = now.firewallService();
    if (service != null && service != RUNNING) {
      return Optional.of(false);
    }
    if (now.profiles() == null) {
      return Optional.empty();
    }
    return now.profiles().stream()
        .filter(profile -> profile.kind() != null && profile.kind() == kind)
        .flatMap(profile -> Optional.ofNullable(profile.enabled()).stream())
        // the active store knows no "not configured"
        .filter(enabled -> enabled == 0 || enabled == 1)
        .map(enabled -> enabled == 1)
        .findFirst();
  }

  private static List<String> products(WindowsHardening now) {
    List<String> on = new ArrayList<>();
    if (now.products() != null) {
      for (WindowsHardening.Product product : now.products()) {
        @Nullable String name = product.name();
        if (name != null && !name.isBlank() && (product.state() & STATE_MASK) == STATE_ON) {
          on.add(name);
        }
      }
    }
    return on;
  }
}
