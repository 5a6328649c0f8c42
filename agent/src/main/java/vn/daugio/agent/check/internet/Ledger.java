package vn.daugio.agent.check.internet;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLong;

/** What one judgement costs on the line, in bytes both ways, IP headers included. */
final class Ledger {
  /** Header of IPv4 and of IPv6, and what ping adds: 8 of ICMP and 56 of its own. */
  private static final int V4 = 20;

  private static final int V6 = 40;
  private static final int ECHO = 64;

  /** A TCP header without and with the options that Linux and Windows send. */
  private static final int SEGMENT = 32;

  /** Three to open and four to close. */
  private static final int SEGMENTS_OF_A_CONNECTION = 7;

  /** Request, its acknowledgement, some of the answer and theirs. */
  private static final int SEGMENTS_OF_A_PAGE = 6;

  private static final int CONTENT_OF_A_SEGMENT = 1_448;

  /** Of a request and its answer. */
  private static final int HEADS = 600;

  private final AtomicLong bytes = new AtomicLong();

  void echoes(InetAddress peer, int sent, int answered) {
    bytes.addAndGet((long) (sent + answered) * (header(peer) + ECHO));
  }

  void connection(InetAddress peer, boolean opened) {
    int segments = opened ? SEGMENTS_OF_A_CONNECTION : 1;
    bytes.addAndGet((long) segments * (header(peer) + SEGMENT));
  }

  void page(InetAddress peer, long content) {
    connection(peer, true);
    bytes.addAndGet(content + (long) SEGMENTS_OF_A_PAGE * (header(peer) + SEGMENT));
  }

  /** Content in full segments, of which every second is acknowledged. */
  void transfer(InetAddress peer, long content) {
    long segments = (content + CONTENT_OF_A_SEGMENT - 1) / CONTENT_OF_A_SEGMENT;
    bytes.addAndGet(segments * 3 / 2 * (header(peer) + SEGMENT));
    page(peer, content + HEADS);
  }

  long bytes() {
    return bytes.get();
  }

  private static int header(InetAddress peer) {
    return peer instanceof Inet6Address ? V6 : V4;
  }
}
