package vn.daugio.acceptance.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** Serves one device over SNMPv1 and v2c (RFC 1157, RFC 3416), read only. */
final class SnmpServer implements CommandResponder, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(SnmpServer.class.getName());
  private static final int MAX_RESPONSE = 1_400;

  private final SimulatedDevice device;
  private final ScheduledExecutorService later;
  private final Snmp snmp;
  private final DefaultUdpTransportMapping transport;

  SnmpServer(SimulatedDevice device, InetAddress address, int port, ScheduledExecutorService later)
      throws IOException {
    this.device = device;
    this.later = later;
    transport = new DefaultUdpTransportMapping(new UdpAddress(address, port));
    snmp = new Snmp(transport);
    snmp.addCommandResponder(this);
    snmp.listen();
  }

  int port() {
    return transport.getListenAddress().getPort();
  }

  @Override
  public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
    @Nullable PDU request = event.getPDU();
    String community = new String(event.getSecurityName(), StandardCharsets.UTF_8);
    SimulatedDevice.Faults faults = device.faults();
    device.countRequest();
    if (request == null || faults.silent() || !community.equals(device.community())) {
      return;
    }
    event.setProcessed(true);
    CompletableFuture.delayedExecutor(faults.delay().toMillis(), TimeUnit.MILLISECONDS, later)
        .execute(() -> answer(event, request, faults.garbage()));
  }

  private <A extends Address> void answer(
      CommandResponderEvent<A> event, PDU request, boolean garbage) {
    try {
      if (garbage) {
        byte[] noise = {0x30, (byte) 0x84, 1, 2, 3, 4, 5, 6, 7, 8};
        event.getTransportMapping().sendMessage(event.getPeerAddress(), noise, null, 0, 0);
        return;
      }
      boolean version1 = event.getMessageProcessingModel() == SnmpConstants.version1;
      PDU response = respond(request, version1);
      event
          .getMessageDispatcher()
          .returnResponsePdu(
              event.getMessageProcessingModel(),
              event.getSecurityModel(),
              event.getSecurityName(),
              event.getSecurityLevel(),
              response,
              event.getMaxSizeResponsePDU(),
              event.getStateReference(),
              new StatusInformation());
    } catch (IOException e) {
      LOG.log(Level.WARNING, "no answer sent", e);
    }
  }

  private PDU respond(PDU request, boolean version1) {
    PDU response = new PDU();
    response.setType(PDU.RESPONSE);
    response.setRequestID(request.getRequestID());
    List<VariableBinding> answers = new ArrayList<>();
    switch (request.getType()) {
      case PDU.GET -> request.getVariableBindings().forEach(vb -> answers.add(get(vb.getOid())));
      case PDU.GETNEXT ->
          request.getVariableBindings().forEach(vb -> answers.add(next(vb.getOid())));
      case PDU.GETBULK -> answers.addAll(bulk(request));
      default -> response.setErrorStatus(version1 ? PDU.readOnly : PDU.notWritable);
    }
    for (int i = 0; i < answers.size(); i++) {
      if (version1 && answers.get(i).isException()) {
        response.setErrorStatus(PDU.noSuchName);
        response.setErrorIndex(i + 1);
        response.addAll(request.getVariableBindings());
        return response;
      }
    }
    response.addAll(answers);
    return response;
  }

  private VariableBinding get(OID oid) {
    @Nullable Variable value = device.values().get(oid);
    return new VariableBinding(oid, value == null ? Null.noSuchInstance : value);
  }

  private VariableBinding next(OID oid) {
    Map.@Nullable Entry<OID, Variable> next = device.values().higherEntry(oid);
    return next == null
        ? new VariableBinding(oid, Null.endOfMibView)
        : new VariableBinding(next.getKey(), next.getValue());
  }

  /** As many repetitions as fit into one datagram; an agent may always return fewer. */
  private List<VariableBinding> bulk(PDU request) {
    List<VariableBinding> answers = new ArrayList<>();
    List<OID> repeated = new ArrayList<>();
    int size = 0;
    for (VariableBinding asked : request.getVariableBindings()) {
      if (answers.size() + repeated.size() < request.getNonRepeaters()) {
        answers.add(next(asked.getOid()));
      } else {
        repeated.add(asked.getOid());
      }
    }
    for (int row = 0; row < request.getMaxRepetitions(); row++) {
      for (int column = 0; column < repeated.size(); column++) {
        VariableBinding answer = next(repeated.get(column));
        size += answer.getBERLength();
        if (size > MAX_RESPONSE && !answers.isEmpty()) {
          return answers;
        }
        answers.add(answer);
        repeated.set(column, answer.getOid());
      }
    }
    return answers;
  }

  @Override
  public void close() throws IOException {
    snmp.close();
  }
}
