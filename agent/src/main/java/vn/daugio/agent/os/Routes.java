package vn.daugio.agent.os;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which way packets leave this computer, as its kernel decides. */
public interface Routes {
  /** A system that does not tell. */
  Routes UNTOLD =
      new Routes() {
        @Override
        public List<Network.Route> defaults() {
          return List.of();
        }

        @Override
        public Optional<Network.Route> to(
            InetAddress destination, @Nullable InetAddress source, Deadline deadline)
            throws NotPermittedException {
          throw new NotPermittedException("routes: not told here");
        }

        @Override
        public Optional<InetAddress> hop(Network.PingRequest request, int hops, Deadline deadline) {
          return Optional.empty();
        }
      };

  /** All default routes through a gateway, the preferred ones of each family first. */
  List<Network.Route> defaults();

  /**
   * The way of a packet to this destination from this local address.
   *
   * @param source null: the system's choice
   * @return the next hop, which is the destination itself on the link; empty when there is no way,
   *     or when the source is no address of this computer
   * @throws NotPermittedException when this system cannot be asked
   */
  Optional<Network.Route> to(
      InetAddress destination, @Nullable InetAddress source, Deadline deadline)
      throws NotPermittedException, InterruptedException;

  /**
   * Who answers a packet that may pass only so many routers (RFC 792, time exceeded).
   *
   * @param hops from 1, the gateway
   * @return empty when nobody does, or when this system cannot ask
   */
  Optional<InetAddress> hop(Network.PingRequest request, int hops, Deadline deadline)
      throws InterruptedException;
}
