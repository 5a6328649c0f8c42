package vn.daugio.collector.notify;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Names this process in the leases, so that after a kill the next one need not wait until they run
 * out: it sees that their owner is no more.
 */
final class LeaseOwner {
  private LeaseOwner() {}

  /** Host, process number and its start, and one of several in a process. */
  static String here() {
    ProcessHandle self = ProcessHandle.current();
    return prefix()
        + self.pid()
        + "@"
        + start(self)
        + "#"
        + UUID.randomUUID().toString().substring(0, 8);
  }

  /** Whether an owner was a process of this host that runs no more. */
  static boolean isGone(String owner) {
    int at = owner.indexOf('@');
    int hash = owner.indexOf('#');
    if (!owner.startsWith(prefix()) || at < 0 || hash < at) {
      return false;
    }
    try {
      long pid = Long.parseLong(owner.substring(prefix().length(), at));
      String start = owner.substring(at + 1, hash);
      Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
      return process.isEmpty() || !Long.toString(start(process.get())).equals(start);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static long start(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(Instant::toEpochMilli)
        .orElseGet(() -> ManagementFactory.getRuntimeMXBean().getStartTime());
  }

  private static String prefix() {
    try {
      return InetAddress.getLocalHost().getHostName() + "/";
    } catch (UnknownHostException e) {
      return "localhost/";
    }
  }
}
