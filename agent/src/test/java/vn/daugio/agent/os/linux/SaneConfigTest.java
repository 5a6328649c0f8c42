package vn.daugio.agent.os.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No backend is left that asks the network. */
class SaneConfigTest {
  @Test
  void backendsKeepToThisComputer(@TempDir Path from, @TempDir Path to) throws Exception {
    Files.writeString(
        from.resolve("dll.conf"), "net\nescl\n# airscan\nairscan\nv4l\nepson2\npixma\n../evil\n");
    Files.createDirectories(from.resolve("dll.d"));
    Files.writeString(from.resolve("dll.d/brscan4"), "brother4\nairscan\n");
    Files.writeString(
        from.resolve("epson2.conf"), "usb\nnet autodiscovery\n net 10.0.0.9\n#net\nnetwork 1\n");
    Files.writeString(from.resolve("pixma.conf"), "bjnp://10.0.0.9\n");
    Files.writeString(from.resolve("xerox_mfp.conf"), "usb 0x04e8 0x3412\ntcp 10.0.0.9\n");
    new SaneConfig().copy(from, to);
    assertThat(to.resolve("dll.conf")).hasContent("epson2\npixma\nbrother4");
    assertThat(to.resolve("epson2.conf")).hasContent("usb\n#net\nnetwork 1");
    assertThat(to.resolve("pixma.conf")).hasContent("networking=no");
    assertThat(to.resolve("xerox_mfp.conf")).hasContent("usb 0x04e8 0x3412");
  }
}
