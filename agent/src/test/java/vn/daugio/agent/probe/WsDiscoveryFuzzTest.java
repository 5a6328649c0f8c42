package vn.daugio.agent.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.testing.Mutations;

/** After the examples of WS-Discovery and of the Devices Profile; no real device was recorded. */
class WsDiscoveryFuzzTest {
  private static final String MATCH =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"
          xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"
          xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"
          xmlns:p="http://schemas.microsoft.com/windows/2006/08/wdp/print">
        <s:Header><a:RelatesTo>urn:uuid:1</a:RelatesTo></s:Header>
        <s:Body><d:ProbeMatches><d:ProbeMatch>
          <a:EndpointReference><a:Address>urn:uuid:2f</a:Address></a:EndpointReference>
          <d:Types>dp:Device p:PrintDeviceType ScanDeviceType</d:Types>
          <d:XAddrs>http://192.0.2.31:5357/a http://[fe80::1]:5357/a</d:XAddrs>
          <d:MetadataVersion>1</d:MetadataVersion>
        </d:ProbeMatch></d:ProbeMatches></s:Body>
      </s:Envelope>
      """;

  private static final String METADATA =
      """
      <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"
          xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"
          xmlns:x="http://schemas.xmlsoap.org/ws/2004/09/mex"
          xmlns:f="http://schemas.xmlsoap.org/ws/2006/02/devprof">
        <s:Body><x:Metadata>
          <x:MetadataSection><f:ThisDevice><f:FriendlyName>Of somebody</f:FriendlyName>
            <f:SerialNumber>SN1</f:SerialNumber></f:ThisDevice></x:MetadataSection>
          <x:MetadataSection><f:ThisModel><f:Manufacturer>Acme</f:Manufacturer>
            <f:ModelName>MFP 1</f:ModelName></f:ThisModel></x:MetadataSection>
          <x:MetadataSection><f:Relationship>
            <f:Hosted><a:EndpointReference><a:Address>http://192.0.2.31/print</a:Address>
              </a:EndpointReference><f:Types>p:PrinterServiceType</f:Types></f:Hosted>
            <f:Hosted><a:EndpointReference><a:Address>http://192.0.2.31/scan</a:Address>
              </a:EndpointReference><f:Types>w:ScannerServiceType</f:Types></f:Hosted>
          </f:Relationship></x:MetadataSection>
        </x:Metadata></s:Body>
      </s:Envelope>
      """;

  @Test
  void whoAnswersAProbeAndWhereItTellsMore() {
    assertThat(WsDiscoveryReader.match(MATCH))
        .isEqualTo(
            new WsDiscoveryReader.Match(
                "urn:uuid:2f",
                List.of("Device", "PrintDeviceType", "ScanDeviceType"),
                List.of("http://192.0.2.31:5357/a", "http://[fe80::1]:5357/a")));
  }

  @Test
  void anAddressThatWasCutIsNone() {
    String far = "http://192.0.2.31/" + "x".repeat(120);
    assertThat(WsDiscoveryReader.match(MATCH.replace("http://[fe80::1]:5357/a", far)).addresses())
        .containsExactly("http://192.0.2.31:5357/a");
  }

  @Test
  void whatItIsAndWhereItScans() {
    assertThat(WsDiscoveryReader.metadata(METADATA))
        .isEqualTo(
            new WsMetadata(
                Optional.of("Acme MFP 1"), Optional.of("SN1"), List.of("http://192.0.2.31/scan")));
    assertThat(WsDiscoveryReader.metadata(METADATA.replace("MFP 1", "Acme MFP")).model())
        .contains("Acme MFP");
  }

  static Stream<byte[]> good() {
    return Stream.of(MATCH, METADATA).map(text -> text.getBytes(UTF_8));
  }

  @MethodSource("good")
  @FuzzTest
  void read(byte[] input) {
    String document = new String(input, UTF_8);
    try {
      WsDiscoveryReader.Match match = WsDiscoveryReader.match(document);
      assertThat(match.types()).hasSizeLessThanOrEqualTo(16);
      assertThat(match.addresses()).hasSizeLessThanOrEqualTo(16);
    } catch (ProbeException e) {
      assertThat(e.failure()).isEqualTo(ProbeFailure.MALFORMED);
    }
    try {
      assertThat(WsDiscoveryReader.metadata(document).scanners()).hasSizeLessThanOrEqualTo(16);
    } catch (ProbeException e) {
      assertThat(e.failure()).isEqualTo(ProbeFailure.MALFORMED);
    }
  }

  @Test
  void damaged() {
    Mutations.run(5_000, 3702, good().toList(), this::read);
  }
}
