package vn.daugio.agent.check.printer;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

/** A printer on the loopback that speaks SNMPv2c, rightly or as a test wants. */
final class SnmpPrinter implements AutoCloseable {
  static final String COMMUNITY = "public";

  /** What it says instead of the answer: any number of datagrams. */
  interface Manner {
    List<Said> say(PDU request, PDU answer, Map<OID, Variable> mib);
  }

  /**
   * One datagram.
   *
   * @param from null: where it was asked
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Said(byte[] bytes, @Nullable DatagramSocket from, Duration after) {
    static Said at(byte[] bytes) {
      return new Said(bytes, null, Duration.ZERO);
    }
  }

  private final DatagramSocket socket;
  private final TreeMap<OID, Variable> mib = new TreeMap<>();
  private final Manner manner;

  private SnmpPrinter(DatagramSocket socket, Manner manner) {
    this.socket = socket;
    this.manner = manner;
  }

  static SnmpPrinter start(Manner manner) throws IOException {
    DatagramSocket socket = new DatagramSocket(new InetSocketAddress(loopback(1), 0));
    SnmpPrinter printer = new SnmpPrinter(socket, manner);
    printer.number(PrinterDevice.DEVICES + ".5.1", 3);
    printer.mib.put(new OID(PrinterDevice.DEVICES + ".2.1"), new OID("1.3.6.1.2.1.25.3.1.5"));
    printer.number(StatusReading.PRINTERS + ".1.1", 3);
    printer.mib.put(
        new OID(StatusReading.PRINTERS + ".2.1"), new OctetString(new byte[] {0x20, 0}));
    printer.number(SupplyTable.SUPPLIES + ".5.1.1", 3);
    printer.number(SupplyTable.SUPPLIES + ".8.1.1", 1000);
    printer.number(SupplyTable.SUPPLIES + ".9.1.1", 50);
    printer.number(PrinterPagesCheck.MARKERS + ".3.1.1", 7);
    printer.number(PrinterPagesCheck.MARKERS + ".4.1.1", 1234);
    Thread thread = new Thread(printer::serve, "snmp printer");
    thread.setDaemon(true);
    thread.start();
    return printer;
  }

  private void number(String oid, int value) {
    mib.put(new OID(oid), new Integer32(value));
  }

  static InetAddress loopback(int last) throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  Target target() {
    return new Target(
        "may-in",
        TargetKind.PRINTER,
        "127.0.0.1:" + socket.getLocalPort(),
        null,
        List.of(new Access.Snmp("2c", COMMUNITY, null, null, null)));
  }

  private void serve() {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    try {
      while (true) {
        packet.setLength(65_535);
        socket.receive(packet);
        PDU request = read(Arrays.copyOf(packet.getData(), packet.getLength()));
        for (Said said : manner.say(request, answer(request), mib)) {
          say(said, packet.getSocketAddress());
        }
      }
    } catch (IOException e) {
      // closed by the test
    }
  }

  private void say(Said said, SocketAddress to) throws IOException {
    DatagramSocket from = said.from() == null ? socket : said.from();
    DatagramPacket packet = new DatagramPacket(said.bytes(), said.bytes().length, to);
    if (said.after().isZero()) {
      from.send(packet);
      return;
    }
    CompletableFuture.delayedExecutor(said.after().toMillis(), TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              try {
                from.send(packet);
              } catch (IOException e) {
                // closed by the test
              }
            });
  }

  private PDU answer(PDU request) {
    PDU answer = new PDU();
    answer.setType(PDU.RESPONSE);
    answer.setRequestID(request.getRequestID());
    OID[] at =
        request.getVariableBindings().stream().map(VariableBinding::getOid).toArray(OID[]::new);
    int rows = request.getType() == PDU.GETBULK ? request.getMaxRepetitions() : 1;
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < at.length; i++) {
        boolean get = request.getType() == PDU.GET;
        @Nullable OID next = get ? at[i] : mib.higherKey(at[i]);
        @Nullable Variable value = next == null ? null : mib.get(next);
        if (next == null || value == null) {
          answer.add(new VariableBinding(at[i], get ? Null.noSuchInstance : Null.endOfMibView));
        } else {
          answer.add(new VariableBinding(next, value));
          at[i] = next;
        }
      }
    }
    return answer;
  }

  static PDU read(byte[] message) throws IOException {
    BERInputStream in = new BERInputStream(ByteBuffer.wrap(message));
    BER.decodeHeader(in, new BER.MutableByte());
    new Integer32().decodeBER(in);
    new OctetString().decodeBER(in);
    PDU request = new PDU();
    request.decodeBER(in);
    return request;
  }

  /** One message (RFC 1901). */
  static byte[] message(PDU pdu, String community) {
    Integer32 version = new Integer32(1);
    OctetString name = new OctetString(community);
    int length = version.getBERLength() + name.getBERLength() + pdu.getBERLength();
    BEROutputStream out = new BEROutputStream(ByteBuffer.allocate(length + 8));
    try {
      BER.encodeHeader(out, BER.SEQUENCE, length);
      version.encodeBER(out);
      name.encodeBER(out);
      pdu.encodeBER(out);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    ByteBuffer written = out.getBuffer().flip();
    byte[] message = new byte[written.remaining()];
    written.get(message);
    return message;
  }

  static Counter64 largest() {
    return new Counter64(-1);
  }

  @Override
  public void close() {
    socket.close();
  }
}
