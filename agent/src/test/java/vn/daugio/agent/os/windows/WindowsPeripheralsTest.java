package vn.daugio.agent.os.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Peripherals.Kind;
import vn.daugio.agent.os.Peripherals.Peripheral;

class WindowsPeripheralsTest {
  private static WindowsPeripherals in(String situation) {
    return new WindowsPeripherals(() -> Recorded.read(Part.PNP, situation, WindowsPnp.class));
  }

  private static Peripheral device(Set<Kind> kinds, String vendor, String product) {
    return new Peripheral(kinds, vendor, product, Optional.empty());
  }

  @Test
  void classesAndDriversTellWhatADeviceCanDo() throws Exception {
    assertThat(in("windows10-vi").present())
        .containsExactly(
            device(Set.of(Kind.PRINTER), "04a9", "2676"),
            device(Set.of(Kind.PRINTER), "", ""),
            device(Set.of(Kind.CARD_READER), "096e", "0608"),
            device(Set.of(Kind.MICROPHONE), "", ""),
            device(Set.of(Kind.CAMERA), "046d", "0825"));
  }

  @Test
  void functionsOfOneDeviceAreOneAndProblemsKeepTheirCode() throws Exception {
    List<Peripheral> found = in("windows11-en").present();
    assertThat(found)
        .containsExactly(
            new Peripheral(Set.of(Kind.IMAGE), "04c5", "132e", Optional.of(43)),
            new Peripheral(Set.of(), "1a86", "7523", Optional.of(28)),
            device(Set.of(Kind.PRINTER, Kind.IMAGE), "04f9", "0330"));
    assertThat(in("ltsc-without-administrator").present())
        .containsExactly(new Peripheral(Set.of(Kind.CARD_READER), "072f", "90cc", Optional.of(10)));
  }

  @Test
  void nothingIsNotTheSameAsNotToBeSeen() throws Exception {
    assertThat(in("server").present()).isEmpty();
    assertThatThrownBy(() -> in("refused").present()).isInstanceOf(NotPermittedException.class);
  }
}
