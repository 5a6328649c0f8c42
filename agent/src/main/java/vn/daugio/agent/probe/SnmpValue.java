package vn.daugio.agent.probe;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.Variable;

/** One value as an SNMP agent sent it (RFC 2578 section 7); meaning belongs to the check. */
public sealed interface SnmpValue {

  /** INTEGER, Counter, Gauge or TimeTicks; a Counter64 beyond 2^63 is 2^63 - 1. */
  record Int(long value) implements SnmpValue {}

  /** An object identifier, dotted. */
  record ObjectId(String dotted) implements SnmpValue {}

  /** OCTET STRING or Opaque: raw bytes, never guessed to be text. */
  final class Octets implements SnmpValue {
    private final byte[] bytes;

    public Octets(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    public byte[] bytes() {
      return bytes.clone();
    }

    /**
     * As UTF-8 up to trailing NUL padding, which some devices send; bytes that are no UTF-8 become
     * U+FFFD so that a person sees that something was there.
     */
    public String text() {
      int end = bytes.length;
      while (end > 0 && bytes[end - 1] == 0) {
        end--;
      }
      return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /** Whether {@link #text()} lost nothing. */
    public boolean isText() {
      try {
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(bytes));
        return true;
      } catch (CharacterCodingException e) {
        return false;
      }
    }

    @Override
    public String toString() {
      return "Octets[" + HexFormat.of().formatHex(bytes) + "]";
    }
  }

  /** Null for the types that no column of ours has, and for "no such". */
  static @Nullable SnmpValue of(Variable variable) {
    if (variable instanceof Integer32 number) {
      return new Int(number.getValue());
    }
    if (variable instanceof UnsignedInteger32 number) {
      return new Int(number.getValue());
    }
    if (variable instanceof Counter64 number) {
      // the largest must not look like one of the negative numbers that mean "unknown"
      return new Int(number.getValue() < 0 ? Long.MAX_VALUE : number.getValue());
    }
    if (variable instanceof OctetString octets) {
      return new Octets(octets.getValue());
    }
    if (variable instanceof OID oid) {
      return new ObjectId(oid.toDottedString());
    }
    return null;
  }
}
