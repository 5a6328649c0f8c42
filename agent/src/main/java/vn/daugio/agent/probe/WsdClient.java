package vn.daugio.agent.probe;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import vn.daugio.agent.os.Deadline;
import vn.daugio.protocol.Access;

/**
 * Asks a scanner for its state over WS-Scan: one GetScannerElements (SOAP 1.2, WS-Addressing
 * 2004/08). Starts no scan, subscribes to nothing.
 */
public final class WsdClient {
  private static final String REQUEST =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"
          xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"
          xmlns:w="http://schemas.microsoft.com/windows/2006/08/wdp/scan">
        <s:Header>
          <a:To>%s</a:To>
          <a:Action>http://schemas.microsoft.com/windows/2006/08/wdp/scan/GetScannerElements</a:Action>
          <a:MessageID>urn:uuid:%s</a:MessageID>
          <a:ReplyTo>
            <a:Address>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:Address>
          </a:ReplyTo>
        </s:Header>
        <s:Body>
          <w:GetScannerElementsRequest>
            <w:RequestedElements>
              <w:Name>w:ScannerStatus</w:Name>
              <w:Name>w:ScannerConfiguration</w:Name>
            </w:RequestedElements>
          </w:GetScannerElementsRequest>
        </s:Body>
      </s:Envelope>
      """;

  /**
   * @throws ProbeException for every failure of the exchange
   */
  public WsdStatus status(Access.Wsd scanner, Deadline deadline) throws InterruptedException {
    String to = scanner.url().replace("&", "&amp;").replace("<", "&lt;");
    String body = REQUEST.formatted(to, UUID.randomUUID());
    DeviceHttp.Reply reply =
        DeviceHttp.exchange(
            new DeviceHttp.Request(
                DeviceHttp.uri(scanner.url(), "http"),
                "application/soap+xml; charset=utf-8",
                body.getBytes(StandardCharsets.UTF_8)),
            Deadline.in(deadline.atMost(EsclClient.LONGEST)));
    return WsdReader.read(reply.answer().text(), reply.certificate());
  }
}
