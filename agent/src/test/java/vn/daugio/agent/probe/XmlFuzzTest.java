package vn.daugio.agent.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.testing.Mutations;

/** Any document of a scanner is a few short words, or MALFORMED. */
class XmlFuzzTest {
  private static final int LONGEST = 128;

  static Stream<byte[]> good() {
    return Stream.of(
            EsclReaderTest.STATUS,
            EsclReaderTest.CAPABILITIES.formatted("<s:Adf/>"),
            WsdReaderTest.ANSWER,
            "<!DOCTYPE a [\u0018]><a/>", // of which Java's parser lacks the message
            "<!DOCTYPE a [<!ENTITY a 'aa'><!ENTITY b SYSTEM 'file:///etc/hostname'>]><a>&b;</a>")
        .map(text -> text.getBytes(UTF_8));
  }

  @MethodSource("good")
  @FuzzTest
  void escl(byte[] input) {
    String document = new String(input, UTF_8);
    try {
      EsclStatus status = EsclReader.status(document);
      status.state().ifPresent(XmlFuzzTest::isWord);
      status.adfState().ifPresent(XmlFuzzTest::isWord);
    } catch (ProbeException e) {
      assertThat(e.failure()).isEqualTo(ProbeFailure.MALFORMED);
    }
    try {
      EsclCapabilities capabilities = EsclReader.capabilities(document);
      capabilities.makeAndModel().ifPresent(XmlFuzzTest::isWord);
      capabilities.serialNumber().ifPresent(XmlFuzzTest::isWord);
    } catch (ProbeException e) {
      assertThat(e.failure()).isEqualTo(ProbeFailure.MALFORMED);
    }
  }

  @MethodSource("good")
  @FuzzTest
  void wsd(byte[] input) {
    try {
      WsdStatus status = WsdReader.read(new String(input, UTF_8), Optional.empty());
      status.state().ifPresent(XmlFuzzTest::isWord);
      assertThat(status.reasons()).hasSizeLessThanOrEqualTo(16);
      status.reasons().forEach(XmlFuzzTest::isWord);
    } catch (ProbeException e) {
      assertThat(e.failure()).isEqualTo(ProbeFailure.MALFORMED);
    }
  }

  private static void isWord(String text) {
    assertThat(text.length()).isLessThanOrEqualTo(LONGEST);
  }

  @Test
  void damaged() {
    Mutations.run(
        5_000,
        5109,
        good().toList(),
        input -> {
          escl(input);
          wsd(input);
        });
  }
}
