package vn.daugio.agent.discover;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.agent.probe.SnmpTarget;
import vn.daugio.agent.probe.SnmpValue;
import vn.daugio.protocol.Access;

/**
 * Asks every address of the permitted networks over SNMP version 2c who it is: one datagram each, a
 * millisecond apart, all through one socket; and once more those that the neighbour table knows. A
 * datagram to an address on the link also makes the system look for its MAC address, so that the
 * table afterwards has whoever is there, with or without SNMP.
 */
public final class SnmpSweep {
  /** As politely as fping at its fastest: a /24 makes 40 KB in a quarter of a second. */
  private static final Duration PACE = Duration.ofMillis(1);

  /** What a machine that is busy may make up for, in datagrams at once. */
  private static final Duration CATCH_UP = PACE.multipliedBy(20);

  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final int PORT = 161;

  private final SnmpClient snmp;
  private final Network network;

  public SnmpSweep(SnmpClient snmp, Network network) {
    this.snmp = snmp;
    this.network = network;
  }

  /** What is under way; nothing as an answer is silence, or a refusal. */
  private record Asked(Map<InetAddress, CompletableFuture<Map<String, SnmpValue>>> answers) {}

  List<Sighting> sightings(Permission permission) throws InterruptedException {
    List<Sighting> found = new ArrayList<>();
    sweep(permission)
        .forEach(
            (address, values) -> {
              SnmpIdentity says = new SnmpIdentity(values);
              Access.Snmp access =
                  new Access.Snmp("2c", permission.community(address), null, null, null);
              found.add(
                  new Sighting(
                      Sighting.Way.SNMP,
                      address,
                      PORT,
                      says.kind(),
                      says.identity(),
                      List.of(access)));
            });
    return found;
  }

  /**
   * Who answered, with what; for measurements, too. First a small question: datagrams to nobody lie
   * in the system's queues for seconds, and more than 200 KB of them hold up the next ones.
   */
  public Map<InetAddress, Map<String, SnmpValue>> sweep(Permission permission)
      throws InterruptedException {
    Map<InetAddress, Map<String, SnmpValue>> answered =
        await(ask(permission, permission.hosts(), SnmpIdentity.LEAST));
    Set<InetAddress> silent = new LinkedHashSet<>();
    for (Network.Station station : network.neighbours(Deadline.in(LONGEST))) {
      if (permission.allows(station.address()) && !answered.containsKey(station.address())) {
        silent.add(station.address());
      }
    }
    Asked more = ask(permission, answered.keySet(), SnmpIdentity.ALL);
    Map<InetAddress, Map<String, SnmpValue>> late =
        await(ask(permission, silent, SnmpIdentity.LEAST));
    answered.putAll(late);
    // some agents cannot answer for that much at once: then the small answer stays
    answered.putAll(await(more));
    answered.putAll(await(ask(permission, late.keySet(), SnmpIdentity.ALL)));
    return answered;
  }

  private Asked ask(Permission permission, Collection<InetAddress> hosts, List<String> oids)
      throws InterruptedException {
    Map<InetAddress, CompletableFuture<Map<String, SnmpValue>>> asked = new LinkedHashMap<>();
    long next = System.nanoTime();
    for (InetAddress host : hosts) {
      long wait = next - System.nanoTime();
      if (wait > 0) {
        TimeUnit.NANOSECONDS.sleep(wait);
      }
      next = Math.max(next, System.nanoTime() - CATCH_UP.toNanos()) + PACE.toNanos();
      asked.put(host, ask(host, permission.community(host), oids));
    }
    return new Asked(asked);
  }

  private static Map<InetAddress, Map<String, SnmpValue>> await(Asked asked)
      throws InterruptedException {
    Map<InetAddress, Map<String, SnmpValue>> answered = new LinkedHashMap<>();
    for (Map.Entry<InetAddress, CompletableFuture<Map<String, SnmpValue>>> one :
        asked.answers().entrySet()) {
      Map<String, SnmpValue> values = SnmpClient.await(one.getValue(), Deadline.in(LONGEST));
      if (!values.isEmpty()) {
        answered.put(one.getKey(), values);
      }
    }
    return answered;
  }

  private CompletableFuture<Map<String, SnmpValue>> ask(
      InetAddress host, String community, List<String> oids) {
    SnmpTarget target =
        new SnmpTarget(host.getHostAddress(), PORT, SnmpTarget.Version.V2C, community, null);
    return snmp.tryOnce(target, Deadline.in(LONGEST), oids)
        .handle(
            (values, error) -> {
              Throwable cause =
                  error == null || error.getCause() == null ? error : error.getCause();
              if (values != null) {
                return values;
              } else if (cause instanceof ProbeException) {
                return Map.of();
              }
              throw new IllegalStateException("a sweep that cannot be sent", cause);
            });
  }
}
