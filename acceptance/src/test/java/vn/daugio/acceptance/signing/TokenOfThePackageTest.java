package vn.daugio.acceptance.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.acceptance.process.Tree;
import vn.daugio.agent.testing.SoftHsm;

/** The packaged agent starts its own jar a second time to read a real token. */
class TokenOfThePackageTest {
  @TempDir Path folder;

  @Test
  void aCertificateWithTwentyDaysLeftWarns() throws Exception {
    Instant now = Instant.now();
    SoftHsm hsm =
        SoftHsm.create(folder)
            .token("leader")
            .certificate(
                "leader",
                "/C=VN/O=Ban Co yeu Chinh phu/CN=CA phuc vu cac co quan Nha nuoc G2",
                "/C=VN/O=UBND xa/CN=Nguyen Van An/UID=CCCD:040080000001",
                now.minus(Duration.ofDays(1)),
                now.plus(Duration.ofHours(486)));

    String output =
        SoftHsm.run(
            List.of(
                Tree.agent(),
                "check",
                "--only",
                "signing.token,signing.certificate",
                "--format",
                "json"),
            hsm.configuration());

    JsonNode results = new ObjectMapper().readTree(output).path("results");
    assertThat(results.at("/0/outcome").asText()).isEqualTo("OK");
    assertThat(results.at("/0/facts/found").asText()).isEqualTo("1");
    assertThat(results.at("/1/outcome").asText()).isEqualTo("WARN");
    assertThat(results.at("/1/reason").asText()).isEqualTo("signing.certificate_expiring_soon");
    assertThat(results.at("/1/facts/daysLeft").asText()).isEqualTo("20");
    assertThat(output).doesNotContain("Nguyen", "UBND", "0400800");
  }
}
