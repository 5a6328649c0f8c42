package vn.daugio.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snmp4j.PDU;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;

/** What of a peer's datagrams is an answer, if only a late one, and what is none. */
class SnmpStraysTest {
  private static final int ASKED = 0x10005;

  private static boolean isAnswer(byte[] message) {
    PDU request = new PDU();
    request.setRequestID(new Integer32(ASKED));
    return SnmpStrays.isAnswer(message, List.of(request), new OctetString("public"));
  }

  private static byte[] message(String type, int id) {
    return HexFormat.of()
        .parseHex(
            SnmpFuzzTest.message(
                "01", type, "0204" + HexFormat.of().toHexDigits(id) + "0201000201003000"));
  }

  @ParameterizedTest
  @CsvSource({
    "a2, 0x10005, true",
    "a2, 0x10004, true",
    "a2, 0x00006, true",
    "a2, 0x00005, false",
    "a2, 0x10006, true",
    "a2, 0x20004, true",
    "a2, 0x20005, false",
    "a2, -1, false",
    "a1, 0x10005, false",
    "a8, 0x10005, false",
    "a7, 0x10005, false",
  })
  void onlyAResponseToOneOfUs(String type, String id, boolean answer) {
    assertThat(isAnswer(message(type, Integer.decode(id)))).isEqualTo(answer);
  }

  @Test
  void aWrongCommunityOrACutIsNone() {
    byte[] right = message("a2", ASKED);
    byte[] other = right.clone();
    other[8] ^= 1;
    assertThat(isAnswer(other)).isFalse();
    for (int end = 0; end < right.length; end++) {
      assertThat(isAnswer(Arrays.copyOf(right, end))).as("cut to %d", end).isFalse();
    }
  }
}
