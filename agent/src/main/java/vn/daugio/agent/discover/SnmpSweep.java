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
import java.util.function.Predicate;
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

  /** What one address answered; empty when it did not. */
  private record Heard(Map<String, SnmpValue> values) {}

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
    Map<InetAddress, Heard> first = ask(permission, permission.hosts(), SnmpIdentity.LEAST);
    Set<InetAddress> silent = new LinkedHashSet<>();
    Predicate<InetAddress> present = present(permission);
    first.forEach(
        (address, heard) -> {
          if (heard.values().isEmpty() && present.test(address)) {
            silent.add(address);
          }
        });
    Map<InetAddress, Heard> heard = new LinkedHashMap<>(first);
    heard.putAll(ask(permission, silent, SnmpIdentity.LEAST));
    heard.values().removeIf(one -> one.values().isEmpty());
    Map<InetAddress, Map<String, SnmpValue>> answered = new LinkedHashMap<>();
    heard.forEach((address, one) -> answered.put(address, one.values()));
    // some agents cannot answer for that much at once, so that the small answer stays
    ask(permission, answered.keySet(), SnmpIdentity.ALL)
        .forEach(
            (address, more) -> {
              if (!more.values().isEmpty()) {
                answered.put(address, more.values());
              }
            });
    return answered;
  }

  private Predicate<InetAddress> present(Permission permission) throws InterruptedException {
    Set<InetAddress> known = new LinkedHashSet<>();
    for (Network.Station station : network.neighbours(Deadline.in(LONGEST))) {
      if (permission.allows(station.address())) {
        known.add(station.address());
      }
    }
    return known::contains;
  }

  private Map<InetAddress, Heard> ask(
      Permission permission, Collection<InetAddress> hosts, List<String> oids)
      throws InterruptedException {
    Map<InetAddress, CompletableFuture<Heard>> asked = new LinkedHashMap<>();
    long next = System.nanoTime();
    for (InetAddress host : hosts) {
      long wait = next - System.nanoTime();
      if (wait > 0) {
        TimeUnit.NANOSECONDS.sleep(wait);
      }
      next = Math.max(next, System.nanoTime() - CATCH_UP.toNanos()) + PACE.toNanos();
      asked.put(host, ask(host, permission.community(host), oids));
    }
    Map<InetAddress, Heard> heard = new LinkedHashMap<>();
    for (Map.Entry<InetAddress, CompletableFuture<Heard>> one : asked.entrySet()) {
      heard.put(one.getKey(), SnmpClient.await(one.getValue(), Deadline.in(LONGEST)));
    }
    return heard;
  }

  private CompletableFuture<Heard> ask(InetAddress host, String community, List<String> oids) {
    SnmpTarget target =
        new SnmpTarget(host.getHostAddress(), PORT, SnmpTarget.Version.V2C, community, null);
    return snmp.tryOnce(target, Deadline.in(LONGEST), oids)
        .handle(
            (values, error) -> {
              Throwable cause =
                  error == null || error.getCause() == null ? error : error.getCause();
              if (values != null) {
                return new Heard(values);
              } else if (cause instanceof ProbeException) {
                return new Heard(Map.of());
              }
              throw new IllegalStateException("a sweep that cannot be sent", cause);
            });
  }
}
