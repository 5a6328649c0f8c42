package vn.daugio.agent.check.internet;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * How a line is used during one judgement.
 *
 * @param source4 the local IPv4 address to bind to; null: the system's choice
 * @param source6 the local IPv6 address; null: the system's choice
 * @param ledger what it cost so far
 * @param most bytes after which nothing more is asked that could be left out
 */
record LineUse(
    @Nullable InetAddress source4, @Nullable InetAddress source6, Ledger ledger, double most) {
  @Nullable InetAddress source(InetAddress peer) {
    return Lines.isV6(peer) ? source6 : source4;
  }

  boolean hasBytesLeft() {
    return ledger.bytes() < most;
  }
}
