package vn.daugio.agent.os.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Tokens.Certificate;
import vn.daugio.agent.os.Tokens.Pin;
import vn.daugio.agent.os.Tokens.Reading;
import vn.daugio.agent.os.Tokens.Service;
import vn.daugio.agent.os.Tokens.Token;

class WindowsTokensTest {
  private static Reading read(String pnp, String signing) throws Exception {
    WindowsPeripherals peripherals =
        new WindowsPeripherals(() -> Recorded.read(Part.PNP, pnp, WindowsPnp.class));
    return new WindowsTokens(
            peripherals,
            () -> Recorded.read(Part.SIGNING, signing, WindowsSigning.class),
            List.of())
        .read(Deadline.in(Duration.ofSeconds(5)));
  }

  @Test
  void cardsAndTheCertificatesOfKnownIssuers() throws Exception {
    Reading reading = read("windows10-vi", "windows10-vi");
    assertThat(reading.service()).isEqualTo(Service.RUNNING);
    assertThat(reading.readers()).isEqualTo(1);
    assertThat(reading.tokenDevices()).isEqualTo(1);
    assertThat(reading.tokens()).contains(List.of(new Token("device0", Pin.NOT_TOLD)));
    assertThat(reading.certificates())
        .contains(
            List.of(
                new Certificate(
                    "2badef4ddecb865d",
                    Instant.parse("2025-01-01T00:00:00Z"),
                    Instant.parse("2027-01-01T00:00:00Z"),
                    "20b0",
                    "government",
                    "person")));
    assertThat(reading.storeHidden()).isFalse();
  }

  @Test
  void aStoreOfAnotherAccountIsNotAnEmptyOne() throws Exception {
    Reading reading = read("server", "system-account");
    assertThat(reading.certificates()).isEmpty();
    assertThat(reading.storeHidden()).isTrue();

    Reading empty = read("server", "server");
    assertThat(empty.certificates()).contains(List.of());
    assertThat(empty.storeHidden()).isFalse();
    assertThat(empty.service()).isEqualTo(Service.ABSENT);
    assertThat(empty.tokens()).contains(List.of());
  }

  @Test
  void aReaderWithAStoppedService() throws Exception {
    Reading reading = read("ltsc-without-administrator", "ltsc-without-administrator");
    assertThat(reading.service()).isEqualTo(Service.STOPPED);
    assertThat(reading.readers()).isEqualTo(1);
    assertThat(reading.tokens()).as("no identity card is a token").contains(List.of());
  }

  @Test
  void whatHasAnotherFormIsLeftOut() throws Exception {
    assertThat(read("windows11-en", "damaged").certificates()).contains(List.of());
    assertThat(read("windows11-en", "windows11-en").certificates().orElseThrow())
        .extracting(Certificate::issuer, Certificate::role)
        .containsExactly(org.assertj.core.api.Assertions.tuple("vnpt", "organisation"));
    assertThatThrownBy(() -> read("refused", "server")).isInstanceOf(NotPermittedException.class);
  }
}
