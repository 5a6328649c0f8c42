package vn.daugio.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class EsclReaderTest {
  static final String STATUS =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- made by hand --><s:ScannerStatus xmlns:s="http://schemas.hp.com/imaging/escl/2011/05/03"
          xmlns:p="http://www.pwg.org/schemas/2010/12/sm">
        <p:Version>2.6</p:Version><p:State> Idle </p:State>
        <s:AdfState><![CDATA[ScannerAdfEmpty]]></s:AdfState>
      </s:ScannerStatus>
      """;

  static final String CAPABILITIES =
      """
      <s:ScannerCapabilities xmlns:s="http://schemas.hp.com/imaging/escl/2011/05/03"
          xmlns:p="http://www.pwg.org/schemas/2010/12/sm">
        <p:MakeAndModel>Máy quét A</p:MakeAndModel><p:SerialNumber>S1</p:SerialNumber>
        <s:Platen><p:MakeAndModel>not this</p:MakeAndModel></s:Platen>
        %s
      </s:ScannerCapabilities>
      """;

  @Test
  void readsTheStates() {
    assertThat(EsclReader.status(STATUS))
        .isEqualTo(new EsclStatus(Optional.of("Idle"), Optional.of("ScannerAdfEmpty")));
  }

  @Test
  void readsTheCapabilities() {
    String adf = "<s:Adf><s:AdfSimplexInputCaps><s:MinWidth>1</s:MinWidth></s:AdfSimplexInputCaps>";
    assertThat(EsclReader.capabilities(CAPABILITIES.formatted(adf + "</s:Adf>")))
        .isEqualTo(new EsclCapabilities(Optional.of("Máy quét A"), Optional.of("S1"), true));
    assertThat(EsclReader.capabilities(CAPABILITIES.formatted("<s:Adf/>")).feeder()).isTrue();
    assertThat(EsclReader.capabilities(CAPABILITIES.formatted("<p:Adf/>")).feeder()).isFalse();
  }

  @Test
  void whateverComesIsReadOrMalformed() {
    XmlFuzz.of(STATUS, 5109, EsclReader::status).run();
    XmlFuzz.of(CAPABILITIES.formatted("<s:Adf/>"), 5110, EsclReader::capabilities).run();
  }
}
