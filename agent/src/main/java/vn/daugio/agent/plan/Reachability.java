package vn.daugio.agent.plan;

import java.net.InetAddress;

/** Tells which addresses this machine reaches without a gateway. */
@FunctionalInterface
public interface Reachability {
  boolean isOnLink(InetAddress address);
}
