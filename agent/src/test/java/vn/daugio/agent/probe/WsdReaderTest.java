package vn.daugio.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WsdReaderTest {
  static final String ANSWER =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"
          xmlns:w="http://schemas.microsoft.com/windows/2006/08/wdp/scan">
        <s:Header/>
        <s:Body><w:GetScannerElementsResponse><w:ScannerElements>
          <w:ElementData Name="w:ScannerStatus" Valid="true"><w:ScannerStatus>
            <w:ScannerCurrentTime>2026-11-23T07:00:00Z</w:ScannerCurrentTime>
            <w:ScannerState>Stopped</w:ScannerState>
            <w:ScannerStateReasons>
              <w:ScannerStateReason>None</w:ScannerStateReason>
              <w:ScannerStateReason>MediaJam</w:ScannerStateReason>
              <w:ScannerStateReason> CoverOpen </w:ScannerStateReason>
            </w:ScannerStateReasons>
            <w:ConditionHistory><w:ScannerState>Idle</w:ScannerState></w:ConditionHistory>
          </w:ScannerStatus></w:ElementData>
          <w:ElementData Name="w:ScannerConfiguration" Valid="true"><w:ScannerConfiguration>
            <w:Platen><w:PlatenColor/></w:Platen>
            <w:ADF><w:ADFSupportsDuplex>0</w:ADFSupportsDuplex></w:ADF>
          </w:ScannerConfiguration></w:ElementData>
        </w:ScannerElements></w:GetScannerElementsResponse></s:Body>
      </s:Envelope>
      """;

  private static WsdStatus read(String document) {
    return WsdReader.read(document, Optional.empty());
  }

  @Test
  void readsStateReasonsAndFeeder() {
    assertThat(read(ANSWER))
        .isEqualTo(
            new WsdStatus(
                Optional.of("Stopped"),
                List.of("MediaJam", "CoverOpen"),
                Optional.of(true),
                Optional.empty()));
  }

  @Test
  void theNamespacesOfThePublishedExamplesAreReadAndOthersAreNot() {
    String published =
        ANSWER
            .replace("2006/08/wdp", "2006/01/wdp")
            .replace(
                "http://www.w3.org/2003/05/soap-envelope",
                "http://schemas.xmlsoap.org/soap/envelope/");
    assertThat(read(published)).isEqualTo(read(ANSWER));
    assertThat(read(ANSWER.replace("2006/08/wdp/scan", "2006/08/wdp/print")))
        .isEqualTo(new WsdStatus(Optional.empty(), List.of(), Optional.empty(), Optional.empty()));
  }

  @Test
  void withoutAFeederOrWithoutAConfiguration() {
    assertThat(read(ANSWER.replace("w:ADF>", "w:Film>")).feeder()).contains(false);
    assertThat(read(ANSWER.replace("w:ScannerConfiguration>", "w:Other>")).feeder()).isEmpty();
  }

  @Test
  void aFaultAndThousandsOfReasons() {
    String fault =
        ANSWER
            .replace("<w:GetScannerElementsResponse>", "<s:Fault><s:Code>x</s:Code>")
            .replace("</w:GetScannerElementsResponse>", "</s:Fault>");
    assertThatThrownBy(() -> read(fault)).hasMessage("wsd: SOAP fault");
    String reason = "<w:ScannerStateReason>None</w:ScannerStateReason>";
    String many = ANSWER.replace(reason, reason.replace("None", "MediaJam").repeat(3000));
    assertThat(read(many).reasons()).hasSize(16);
  }

  @Test
  void whateverComesIsReadOrMalformed() {
    XmlFuzz.of(ANSWER, 2006, WsdReaderTest::read).run();
  }
}
