package vn.daugio.agent.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A DHCPDISCOVER and the offers to it, as bytes (RFC 2131 section 2, RFC 2132). */
final class DhcpMessage {
  private static final int COOKIE = 0x63825363;
  private static final int OPTIONS = 240;
  private static final int REPLY = 2;
  private static final int PAD = 0;
  private static final int END = 255;
  private static final int TYPE = 53;
  private static final int SERVER = 54;
  private static final int DISCOVER = 1;
  private static final int OFFER = 2;

  /** To all, so that the answer needs no address that we do not have yet. */
  private static final int BROADCAST = 0x8000;

  /** What relays of old expect at least. */
  private static final int LEAST_LENGTH = 300;

  private DhcpMessage() {}

  /**
   * @param mac six bytes
   */
  static byte[] discover(int id, byte[] mac) {
    ByteBuffer out = ByteBuffer.allocate(LEAST_LENGTH);
    out.put((byte) 1).put((byte) 1).put((byte) 6).put((byte) 0);
    out.putInt(id).putShort((short) 0).putShort((short) BROADCAST);
    out.position(28).put(mac);
    out.position(236).putInt(COOKIE);
    out.put((byte) TYPE).put((byte) 1).put((byte) DISCOVER);
    // subnet mask, router
    out.put((byte) 55).put((byte) 2).put((byte) 1).put((byte) 3);
    out.put((byte) END);
    return out.array();
  }

  /** The server identifier of an offer to us; empty for everything else. */
  static Optional<InetAddress> offer(ByteBuffer in, int id) {
    if (in.limit() < OPTIONS
        || in.get(0) != REPLY
        || in.getInt(4) != id
        || in.getInt(OPTIONS - 4) != COOKIE) {
      return Optional.empty();
    }
    int type = 0;
    @Nullable InetAddress server = null;
    in.position(OPTIONS);
    try {
      while (in.hasRemaining()) {
        int option = in.get() & 0xff;
        if (option == END) {
          break;
        }
        if (option != PAD) {
          byte[] value = new byte[in.get() & 0xff];
          in.get(value);
          if (option == TYPE && value.length == 1) {
            type = value[0];
          } else if (option == SERVER && value.length == 4) {
            server = InetAddress.getByAddress(value);
          }
        }
      }
    } catch (BufferUnderflowException e) {
      return Optional.empty();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 bytes", e);
    }
    return type == OFFER ? Optional.ofNullable(server) : Optional.empty();
  }
}
