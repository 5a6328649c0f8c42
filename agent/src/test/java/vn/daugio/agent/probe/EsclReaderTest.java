package vn.daugio.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EsclReaderTest {
  private static final byte[] STATUS =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- made by hand --><s:ScannerStatus xmlns:s="http://schemas.hp.com/imaging/escl/2011/05/03"
          xmlns:p="http://www.pwg.org/schemas/2010/12/sm">
        <p:Version>2.6</p:Version><p:State> Idle </p:State>
        <s:AdfState><![CDATA[ScannerAdfEmpty]]></s:AdfState>
      </s:ScannerStatus>
      """
          .getBytes(StandardCharsets.UTF_8);

  @Test
  void readsTheStates() {
    assertThat(EsclReader.status(STATUS))
        .isEqualTo(new EsclStatus(Optional.of("Idle"), Optional.of("ScannerAdfEmpty")));
  }

  @Test
  void arbitraryBytesBecomeAStatusOrMalformed() {
    Random random = new Random(5109);
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = STATUS.clone();
      for (int i = random.nextInt(20); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        EsclReader.status(bytes);
      } catch (ProbeException e) {
        assertThat(e.failure()).isEqualTo(ProbeFailure.MALFORMED);
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 19_999);
  }
}
