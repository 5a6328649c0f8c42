package vn.daugio.agent.os;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.daugio.protocol.ProductCatalogue;
import vn.daugio.protocol.Trace;

/** Traces of protection products on this computer; no opinion on what they mean together. */
public interface Antivirus {
  /** Everything that the catalogue's traces ask for, read now. */
  Evidence evidence(ProductCatalogue catalogue);

  /**
   * @param items what is there and matches a trace of the catalogue; at most a few hundred
   * @param read layers that were read
   * @param unreadable layers that this system has, but that could not be read; what is in neither
   *     set is nothing of this system
   * @param securityCenter products that registered with Windows; empty: the system has no Security
   *     Center, or it could not be read
   * @param statements what a product itself tells, by the id of its signature
   * @param connections other ends of established TCP connections; empty: could not be read
   */
  record Evidence(
      List<Item> items,
      Set<Trace.Kind> read,
      Set<Trace.Kind> unreadable,
      Optional<List<Registered>> securityCenter,
      Map<String, Statement> statements,
      Optional<Set<InetSocketAddress>> connections) {
    public Evidence {
      items = List.copyOf(items);
      read = Set.copyOf(read);
      unreadable = Set.copyOf(unreadable);
      securityCenter = securityCenter.map(List::copyOf);
      statements = Map.copyOf(statements);
      connections = connections.map(Set::copyOf);
    }
  }

  /**
   * Something that is there.
   *
   * @param name as the system spells it
   * @param atWork whether it runs now; empty: could not tell, or it is nothing that runs
   */
  record Item(Trace.Kind kind, String name, Optional<Boolean> atWork) {}

  /**
   * A product in the Security Center.
   *
   * @param on whether it protects now; empty: its state is none that is known
   * @param current whether its definitions are up to date; empty: likewise
   */
  record Registered(String name, Optional<Boolean> on, Optional<Boolean> current) {}

  /**
   * What a product tells about itself.
   *
   * @param on whether it protects now
   * @param passive it stands back for another product: off, and rightly so
   * @param definitionsAt when its definitions were made
   */
  record Statement(Optional<Boolean> on, boolean passive, Optional<Instant> definitionsAt) {}
}
