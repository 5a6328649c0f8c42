package vn.daugio.agent.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.os.Deadline;

/**
 * Finds a host's addresses the way any program of this computer does: hosts file, then the system's
 * resolvers. Meaningful only where the JVM caches no names ({@code networkaddress.cache.ttl=0} and
 * {@code networkaddress.cache.negative.ttl=0}).
 */
public final class HostLookup {
  private HostLookup() {}

  /**
   * @param host a name or an address as text
   * @return in the system's order; empty when there is no such name
   * @throws ProbeException TIMED_OUT when the system got no answer
   */
  public static List<InetAddress> addresses(String host, Deadline deadline)
      throws InterruptedException {
    Optional<InetAddress> literal = Addresses.parse(host);
    if (literal.isPresent()) {
      return List.of(literal.get());
    }
    // the system's resolver knows no deadline of ours: it is left behind on its own thread
    FutureTask<List<InetAddress>> task =
        new FutureTask<>(() -> List.of(InetAddress.getAllByName(host)));
    Thread thread = new Thread(task, "lookup");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new ProbeException(ProbeFailure.TIMED_OUT, "name lookup: timed_out", e);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownHostException unknown)) {
        throw new IllegalStateException("name lookup failed", e.getCause());
      }
      // EAI_AGAIN of getaddrinfo(3): nobody said that the name does not exist
      if (String.valueOf(unknown.getMessage()).contains("Temporary failure")) {
        throw new ProbeException(ProbeFailure.TIMED_OUT, "name lookup: no answer", unknown);
      }
      return List.of();
    }
  }
}
