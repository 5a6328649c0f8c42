package vn.daugio.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.SNMP4JSettings;
import org.snmp4j.TransportStateReference;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;
import vn.daugio.agent.testing.Mutations;

/**
 * Any datagram, by the way that SnmpClient takes: the library's dispatcher, then a table read from
 * what it made of it. Nothing but a failure of a probe comes out, and the table is bounded.
 */
class SnmpFuzzTest {
  private static final String ENTRY = "1.3.6.1.2.1.43.11.1.1";
  private static final int[] COLUMNS = {5, 6, 8, 9};

  /** A table of two rows in versions 1 and 2c, an error, and a report that v2c may not have. */
  static Stream<byte[]> good() {
    String oid = "060c2b060102012b0b010109";
    String table = "3013%s0101020103".formatted(oid) + "3015%s010204047fffffff".formatted(oid);
    return Stream.of(
            message("01", "a2", "0201050201000201003000"),
            message("00", "a2", "02010502010202010130003000"),
            message("01", "a2", "020105020100020100302c" + table),
            message("01", "a8", "0201050201000201003000"),
            "3082ffff0201",
            "30847fffffff020101")
        .map(HexFormat.of()::parseHex);
  }

  static String message(String version, String type, String pdu) {
    String body = type + octets(pdu) + pdu;
    String all = "0201" + version + "04067075626c6963" + body;
    return "30" + octets(all) + all;
  }

  private static String octets(String hex) {
    return HexFormat.of().toHexDigits((byte) (hex.length() / 2));
  }

  private final MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
  private final DefaultUdpTransportMapping transport;
  private final UdpAddress peer = new UdpAddress("127.0.0.1/161");
  private final List<PDU> heard = new ArrayList<>();

  SnmpFuzzTest() throws IOException {
    transport = new DefaultUdpTransportMapping(new UdpAddress("127.0.0.1/0"));
    transport.close();
    dispatcher.addMessageProcessingModel(new MPv1());
    dispatcher.addMessageProcessingModel(new MPv2c());
    dispatcher.addTransportMapping(transport);
    dispatcher.addCommandResponder(
        new CommandResponder() {
          @Override
          public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
            event.setProcessed(true);
            heard.add(event.getPDU());
          }
        });
  }

  @MethodSource("good")
  @FuzzTest
  void datagram(byte[] input) throws InterruptedException {
    heard.clear();
    dispatcher.processMessage(
        transport,
        peer,
        ByteBuffer.wrap(input),
        new TransportStateReference(
            transport, peer, null, SecurityLevel.undefined, SecurityLevel.undefined, false, null));
    PDU request = new PDU();
    request.setRequestID(new Integer32(5));
    boolean answer = SnmpStrays.isAnswer(input, List.of(request), new OctetString("public"));
    assertThat(SnmpStrays.isAnswer(input, List.of(request), null)).isIn(answer, true);
    assertThat(heard).hasSizeLessThanOrEqualTo(1);
    for (PDU pdu : heard) {
      walk(pdu, input.length);
      get(pdu, input.length);
    }
  }

  private static void walk(PDU pdu, int length) throws InterruptedException {
    int[] requests = {0};
    try {
      List<SnmpRow> rows = conversation(pdu, requests).walk(SnmpTable.of(ENTRY, COLUMNS));
      assertThat(rows).hasSizeLessThanOrEqualTo(length);
      rows.forEach(row -> assertThat(row.cells()).hasSizeLessThanOrEqualTo(COLUMNS.length));
    } catch (ProbeException e) {
      assertThat(e.failure()).isIn(ProbeFailure.MALFORMED, ProbeFailure.AUTH_REJECTED);
    }
  }

  private static void get(PDU pdu, int length) throws InterruptedException {
    int[] requests = {0};
    try {
      assertThat(conversation(pdu, requests).get(ENTRY + ".1", ENTRY + ".2"))
          .hasSizeLessThanOrEqualTo(length);
    } catch (ProbeException e) {
      assertThat(e.failure()).isIn(ProbeFailure.MALFORMED, ProbeFailure.AUTH_REJECTED);
    }
  }

  private static SnmpConversation conversation(PDU pdu, int[] requests) {
    return new SnmpConversation(
        request -> new SnmpWalk.Answer(counted(pdu, requests), false), null, true);
  }

  /** The same answer again and again comes to an end. */
  private static PDU counted(PDU pdu, int[] requests) {
    assertThat(++requests[0]).isLessThan(50);
    return pdu;
  }

  @Test
  void damaged() {
    boolean before = SNMP4JSettings.isForwardRuntimeExceptions();
    assertThat(before).isFalse();
    Mutations.run(20_000, 3416, good().toList(), this::datagram);
  }
}
