package vn.daugio.agent.os.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Peripherals.Kind;
import vn.daugio.agent.os.Peripherals.Peripheral;
import vn.daugio.agent.testing.UsbTree;

/** A tree of files as the kernel shows them. */
class LinuxPeripheralsTest {
  @TempDir Path root;

  private List<Peripheral> present() throws NotPermittedException {
    return new LinuxPeripherals(root).present();
  }

  @Test
  void whatADeviceCanDoStandsInItsInterfaces() throws Exception {
    new UsbTree(root)
        .hub("1-0")
        .device("1-1", "04a9", "190d", "07", "06")
        .device("1-2", "096e", "0608", "0b")
        .device("1-3.4", "04c5", "132e", "ff");

    assertThat(present())
        .containsExactly(
            new Peripheral(Set.of(Kind.PRINTER, Kind.IMAGE), "04a9", "190d", Optional.empty()),
            new Peripheral(Set.of(Kind.CARD_READER), "096e", "0608", Optional.empty()),
            new Peripheral(Set.of(), "04c5", "132e", Optional.empty()));
    assertThat(present().get(0).model()).isEqualTo("04a9:190d");
  }

  @Test
  void aCameraWithoutDriverHasTheProblemCodeOfOne() throws Exception {
    UsbTree tree = new UsbTree(root).device("2-1", "046d", "0825", "0e");
    assertThat(present().get(0).problem()).contains(28);

    tree.driver("2-1", 0);
    assertThat(present().get(0).problem()).isEmpty();
  }

  @Test
  void aMicrophoneIsASoundCardThatRecords() throws Exception {
    UsbTree tree = new UsbTree(root).device("2-1", "046d", "0a44", "01");
    tree.sound(1, "046d:0a44", "pcm0p");
    assertThat(present().get(0).is(Kind.MICROPHONE)).isFalse();

    tree.sound(1, "046d:0a44", "pcm0c");
    assertThat(present().get(0).is(Kind.MICROPHONE)).isTrue();
  }

  @Test
  void idsThatAreNoneAreLeftOut() throws Exception {
    new UsbTree(root).device("1-1", "04A9; rm", "190d", "07").device("1-2", "", "", "0b");
    assertThat(present()).isEmpty();
  }

  @Test
  void aComputerWithoutUsbHasNoneAndOneThatDoesNotShowItIsNotReadable() throws Exception {
    assertThatThrownBy(this::present).isInstanceOf(NotPermittedException.class);
    Files.createDirectories(root.resolve("sys/bus"));
    assertThat(present()).isEmpty();
  }
}
