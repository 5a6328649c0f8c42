package vn.daugio.agent.os.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.os.CertificateClasses;
import vn.daugio.agent.testing.Mutations;

/** Whatever a library prints, what is believed of it has the form that may be told. */
class ModuleReadingFuzzTest {
  private static final String CERTIFICATE =
      "{\"id\":\"b745a5467094a101\",\"from\":1795468925,\"to\":1797196925,\"serial\":\"20b0\","
          + "\"issuer\":\"government\",\"role\":\"person\"}";

  static Stream<byte[]> good() {
    return Stream.of(
            "{\"daugio\":{\"state\":\"works\",\"tokens\":[{\"id\":\"2badef4ddecb865d\",\"flags\":1069,"
                + "\"unreadable\":1,\"certificates\":["
                + CERTIFICATE
                + "]}]}}",
            "{\"daugio\":{\"state\":\"works\",\"tokens\":[null,{\"id\":\"2badef4ddecb865d\","
                + "\"certificates\":[null]}]}}",
            "noise\n{\"daugio\":{\"state\":\"not_loaded\"}}",
            "{\"daugio\":{\"state\":\"works\",\"tokens\":[]}}")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("good")
  @FuzzTest
  void parse(byte[] input) {
    ModuleReading reading = ModuleReading.parse(new String(input, StandardCharsets.UTF_8));
    assertThat(reading.tokens()).hasSizeLessThanOrEqualTo(16);
    assertThat(reading.certificates())
        .hasSizeLessThanOrEqualTo(64)
        .allMatch(one -> one.issuer().matches("[a-z]{1,20}") && one.role().matches("[a-z]{1,20}"))
        .allMatch(one -> one.serialTail().matches("[0-9a-f]{4}"));
    assertThat(reading.unreadable()).isBetween(0, 16 * 64);
  }

  @Test
  void damaged() {
    Mutations.run(10_000, 11, good().toList(), this::parse);
  }

  /** Names out of a certificate: any text has a class. */
  @Test
  void namesOfAnyKindHaveAClass() {
    Mutations.run(
        5_000,
        12,
        Stream.of("CN=Nguyễn Văn An,O=UBND xã,UID=CCCD:0400", "CN=a\\,b+O=#0c03,OU=\"x\"")
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList(),
        input -> {
          String name = new String(input, StandardCharsets.UTF_8);
          assertThat(CertificateClasses.issuer(name)).matches("[a-z0-9]{1,20}");
          assertThat(CertificateClasses.role(name)).isIn("person", "organisation", "unspecified");
        });
  }
}
