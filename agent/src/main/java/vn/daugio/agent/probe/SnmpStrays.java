package vn.daugio.agent.probe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
 * What the peers say that are being asked. The library passes over every datagram that is not the
 * answer; only afterwards, when there was no answer, it matters whether the peer was silent or said
 * something that cannot be one. Datagrams of other addresses and ports count as nothing.
 */
final class SnmpStrays implements TransportListener {
  /** So many requests apart, an answer still belongs to one of us; further it is to nobody. */
  private static final int NEAR = 1 << 16;

  private static final int LARGEST_REQUEST_ID = Integer.MAX_VALUE;

  /** One peer, as long as somebody asks it. */
  private record Talk(int askers, @Nullable OctetString last) {}

  private final Map<Address, Talk> talks = new ConcurrentHashMap<>();

  void begin(Address peer) {
    talks.merge(peer, new Talk(1, null), (old, one) -> new Talk(old.askers() + 1, old.last()));
  }

  void end(Address peer) {
    talks.computeIfPresent(
        peer, (key, talk) -> talk.askers() == 1 ? null : new Talk(talk.askers() - 1, talk.last()));
  }

  @Override
  public <A extends Address> void processMessage(
      TransportMapping<? super A> transport,
      A from,
      ByteBuffer message,
      TransportStateReference state) {
    talks.computeIfPresent(from, (key, talk) -> new Talk(talk.askers(), copy(message)));
  }

  private static OctetString copy(ByteBuffer message) {
    // another listener has read it to its end
    ByteBuffer whole = message.duplicate().rewind();
    byte[] copy = new byte[whole.remaining()];
    whole.get(copy);
    return new OctetString(copy);
  }

  /**
   * Whether the last datagram of this peer is no answer to any request of ours. One that comes too
   * late, or is to somebody else who asks as well, is an answer.
   *
   * @param requests those that were not answered
   * @param community null: version 3, of which only the frame is looked at, as the rest is
   *     encrypted and a wrong key makes a device silent
   */
  boolean isUnreadable(Address peer, List<PDU> requests, @Nullable OctetString community) {
    @Nullable Talk talk = talks.get(peer);
    @Nullable OctetString last = talk == null ? null : talk.last();
    return last != null && !isAnswer(last.getValue(), requests, community);
  }

  static boolean isAnswer(byte[] message, List<PDU> requests, @Nullable OctetString community) {
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
      if (requests.stream().anyMatch(one -> one.getRequestID().equals(answer.getRequestID()))) {
        return answer.getType() == PDU.RESPONSE && from.equals(community);
      }
      // one device may be asked by several at once, and in several communities
      return answer.getType() == PDU.RESPONSE && isNear(requests.get(0), answer);
    } catch (IOException | RuntimeException e) {
      // the library's decoder meets some broken lengths with index errors
      return false;
    }
  }

  private static boolean isNear(PDU request, PDU answer) {
    int apart = request.getRequestID().getValue() - answer.getRequestID().getValue();
    return Math.min(apart & LARGEST_REQUEST_ID, -apart & LARGEST_REQUEST_ID) < NEAR;
  }
}
