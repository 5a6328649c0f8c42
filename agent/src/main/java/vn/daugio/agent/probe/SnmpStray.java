package vn.daugio.agent.probe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.TransportMapping;
import org.snmp4j.TransportStateReference;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;
import org.snmp4j.transport.TransportListener;

/**
 * What a peer says during one exchange. The library passes over every datagram that is not the
 * answer; only afterwards, when there was no answer, it matters whether the peer was silent or said
 * something that cannot be one. Datagrams of other addresses and ports count as nothing.
 */
final class SnmpStray implements TransportListener {
  /** So many requests later an answer is still called late, and not one to a question of nobody. */
  private static final int LATE = 1 << 16;

  private static final int LARGEST_REQUEST_ID = Integer.MAX_VALUE;

  private final Address peer;
  private volatile byte @Nullable [] last;

  SnmpStray(Address peer) {
    this.peer = peer;
  }

  @Override
  public <A extends Address> void processMessage(
      TransportMapping<? super A> transport,
      A from,
      ByteBuffer message,
      TransportStateReference state) {
    if (peer.equals(from)) {
      // another listener has read it to its end
      ByteBuffer whole = message.duplicate().rewind();
      byte[] copy = new byte[whole.remaining()];
      whole.get(copy);
      last = copy;
    }
  }

  /**
   * Whether the last datagram of this peer is no answer to any request of ours. One that comes too
   * late is an answer.
   *
   * @param request the one that was not answered
   * @param community null: version 3, of which only the frame is looked at, as the rest is
   *     encrypted and a wrong key makes a device silent
   */
  boolean isUnreadable(PDU request, @Nullable String community) {
    byte[] message = last;
    return message != null && !isAnswer(message, request, community);
  }

  static boolean isAnswer(byte[] message, PDU request, @Nullable String community) {
    try {
      BERInputStream in = new BERInputStream(ByteBuffer.wrap(message));
      BER.MutableByte type = new BER.MutableByte();
      BER.decodeHeader(in, type);
      Integer32 version = new Integer32();
      version.decodeBER(in);
      if (type.getValue() != BER.SEQUENCE || community == null) {
        return type.getValue() == BER.SEQUENCE;
      }
      OctetString from = new OctetString();
      from.decodeBER(in);
      PDU answer = new PDU();
      answer.decodeBER(in);
      int before = request.getRequestID().getValue() - answer.getRequestID().getValue();
      return answer.getType() == PDU.RESPONSE
          && Arrays.equals(from.getValue(), SnmpTarget.octets(community))
          && (before & LARGEST_REQUEST_ID) < LATE;
    } catch (IOException | RuntimeException e) {
      // the library's decoder meets some broken lengths with index errors
      return false;
    }
  }
}
