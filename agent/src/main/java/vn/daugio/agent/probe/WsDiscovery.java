package vn.daugio.agent.probe;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.daugio.agent.os.Deadline;

/**
 * Asks the link which devices there are, by Probe messages of WS-Discovery (SOAP over UDP), and a
 * device for its metadata (WS-Transfer Get). Versions of April 2005, which devices of offices
 * speak.
 */
public final class WsDiscovery {
  private static final InetSocketAddress GROUP = new InetSocketAddress("239.255.255.250", 3702);
  private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(700);
  private static final int MOST_BYTES = 32_767;
  private static final int MOST_DATAGRAMS = 1_000;
  private static final int MOST_DEVICES = 256;

  private static final String PROBE =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"
          xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"
          xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery">
        <s:Header>
          <a:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To>
          <a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</a:Action>
          <a:MessageID>urn:uuid:%s</a:MessageID>
        </s:Header>
        <s:Body><d:Probe>%s</d:Probe></s:Body>
      </s:Envelope>
      """;

  /** All that there is, which some leave unanswered, and what follows the Devices Profile. */
  private static final List<String> WANTED =
      List.of(
          "",
          "<d:Types xmlns:wsdp=\"http://schemas.xmlsoap.org/ws/2006/02/devprof\">"
              + "wsdp:Device</d:Types>");

  private static final String GET =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"
          xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing">
        <s:Header>
          <a:To>%s</a:To>
          <a:Action>http://schemas.xmlsoap.org/ws/2004/09/transfer/Get</a:Action>
          <a:MessageID>urn:uuid:%s</a:MessageID>
          <a:ReplyTo>
            <a:Address>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:Address>
          </a:ReplyTo>
        </s:Header>
        <s:Body/>
      </s:Envelope>
      """;

  private WsDiscovery() {}

  /**
   * Asks until the deadline; damaged answers are left out.
   *
   * @param source an IPv4 address of this machine, on whose interface is asked
   * @throws ProbeException UNREACHABLE when nothing can be sent there
   */
  public static List<WsDevice> probe(InetAddress source, Deadline deadline) {
    Map<String, WsDevice> found = new LinkedHashMap<>();
    // the same message again is no new question (SOAP-over-UDP section 4.1)
    List<byte[]> probes =
        WANTED.stream()
            .map(types -> PROBE.formatted(UUID.randomUUID(), types))
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(source, 0))) {
      MulticastDns.multicastBy(socket, source);
      int datagrams = 0;
      while (!deadline.isOver() && datagrams < MOST_DATAGRAMS) {
        for (byte[] probe : probes) {
          socket.send(new DatagramPacket(probe, probe.length, GROUP));
        }
        Deadline until = Deadline.in(deadline.atMost(ASK_AGAIN_AFTER));
        while (!until.isOver() && datagrams++ < MOST_DATAGRAMS) {
          DatagramPacket packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
          socket.setSoTimeout((int) until.atMost(ASK_AGAIN_AFTER).toMillis());
          try {
            socket.receive(packet);
          } catch (SocketTimeoutException e) {
            break;
          }
          take(found, packet);
        }
      }
    } catch (IOException e) {
      throw new ProbeException(ProbeFailure.UNREACHABLE, "ws-discovery: " + e.getMessage(), e);
    }
    return List.copyOf(found.values());
  }

  private static void take(Map<String, WsDevice> found, DatagramPacket packet) {
    WsDiscoveryReader.Match match;
    try {
      match =
          WsDiscoveryReader.match(
              new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
    } catch (ProbeException e) {
      // not an answer to a probe; somebody else's traffic is none of ours
      return;
    }
    String key = packet.getAddress().getHostAddress() + " " + match.id();
    if (found.size() < MOST_DEVICES && !match.types().isEmpty()) {
      found.putIfAbsent(
          key, new WsDevice(packet.getAddress(), match.id(), match.types(), match.addresses()));
    }
  }

  /**
   * @param url http or https, of the device's metadata
   * @throws ProbeException for every failure of the exchange
   */
  public static WsMetadata metadata(String url, WsDevice device, Deadline deadline)
      throws InterruptedException {
    String to = device.id().replace("&", "&amp;").replace("<", "&lt;");
    String body = GET.formatted(to, UUID.randomUUID());
    DeviceHttp.Reply reply =
        DeviceHttp.exchange(
            new DeviceHttp.Request(
                DeviceHttp.uri(url, "http"),
                "application/soap+xml; charset=utf-8",
                body.getBytes(StandardCharsets.UTF_8)),
            Deadline.in(deadline.atMost(EsclClient.LONGEST)));
    return WsDiscoveryReader.metadata(reply.answer().text());
  }
}
